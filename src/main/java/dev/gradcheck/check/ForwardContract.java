package dev.gradcheck.check;

import dev.gradcheck.function.Differentiable;
import dev.gradcheck.function.Parameters;
import dev.gradcheck.oracle.Neighbourhood;
import dev.gradcheck.tensor.Arithmetic;
import dev.gradcheck.tensor.Tensor;
import dev.gradcheck.verdict.ForwardValues;
import dev.gradcheck.verdict.RoundingError;
import java.util.ArrayList;
import java.util.List;

/**
 * The primal against the forward value that comes with the backward pass: the same bits, or else within what rounding does to either,
 * which is measured only then. On the shadow alone, since the noise of a black box is known only there.
 *
 * @param function the accused
 * @param shadow its pass in float64, with a value
 * @param seeded the cotangent
 */
record ForwardContract(Differentiable function, Pass shadow, Cotangent seeded) {
    void examine(Examined examined) {
        Tensor alone = shadow.value().orElseThrow();
        Tensor pulled = shadow.vjp().orElseThrow().primal();
        if (alone.dtype() != pulled.dtype() || alone.equals(pulled)) {
            return;
        }
        RoundingError one = rounding(alone, function::primal);
        RoundingError other = rounding(pulled, point -> function.vjp(point).primal());
        Neighbourhood near = Neighbourhood.of(function, shadow.point(), seeded.like(pulled));
        ForwardValues.same(
                        Pass.VALUE,
                        alone,
                        pulled,
                        i -> Math.max(near.noise(i), one.allowance(Pass.VALUE, i))
                                + Math.max(near.noise(i), other.allowance(Pass.VALUE, i)))
                .ifPresent(examined::broken);
    }

    private RoundingError rounding(Tensor value, Forward pass) {
        List<Parameters> samples = new ArrayList<>();
        for (int i = 1; i <= Judgement.SAMPLES; i++) {
            try {
                samples.add(
                        Parameters.of(Pass.VALUE, pass.at(shadow.point().in(Arithmetic.randomised(value.dtype(), i)))));
            } catch (RuntimeException e) {
                continue; // a sample that throws is none
            }
        }
        return RoundingError.of(Parameters.of(Pass.VALUE, value), samples);
    }

    private interface Forward {
        Tensor at(Parameters point);
    }
}

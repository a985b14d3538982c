package dev.gradcheck.check;

import dev.gradcheck.accused.Accused;
import dev.gradcheck.accused.Outcome;
import dev.gradcheck.accused.Pass;
import dev.gradcheck.function.Parameters;
import dev.gradcheck.oracle.Neighbourhood;
import dev.gradcheck.tensor.Arithmetic;
import dev.gradcheck.tensor.Tensor;
import dev.gradcheck.verdict.ForwardValues;
import dev.gradcheck.verdict.RoundingError;
import dev.gradcheck.verdict.Subject;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * The primal against the forward value that comes with the backward pass: the same bits, or else within what rounding does to either,
 * which is measured only then. On the shadow alone, since the noise of a black box is known only there.
 */
final class ForwardAlone implements Contract {
    private static final String VALUE = Subject.LOSS.name();

    @Override
    public void examine(Accused accused, Rounding rounding, Examined examined) {
        Pass shadow = accused.shadow();
        Tensor alone = shadow.alone().orElseThrow();
        Tensor pulled = shadow.primal();
        if (examined.isBroken(Subject.LOSS) || alone.dtype() != pulled.dtype() || alone.equals(pulled)) {
            return;
        }
        RoundingError one = rounding(shadow, alone, accused::value);
        RoundingError other = rounding(shadow, pulled, accused::valueWithBackward);
        Optional<Neighbourhood> near = Neighbourhood.of(accused, shadow.point(), accused.shadowCotangent());
        if (near.isEmpty()) {
            examined.notRun(Subject.LOSS, "another call gives none: see what is malformed");
            return;
        }
        ForwardValues.same(
                        Subject.LOSS,
                        alone,
                        pulled,
                        i -> Math.max(near.get().noise(i), one.allowance(VALUE, i))
                                + Math.max(near.get().noise(i), other.allowance(VALUE, i)))
                .ifPresent(examined::broken);
    }

    /** A sample that fails is none. */
    private static RoundingError rounding(Pass shadow, Tensor value, Function<Parameters, Outcome<Tensor>> pass) {
        List<Parameters> samples = new ArrayList<>();
        for (int i = 1; i <= Rounding.SAMPLES; i++) {
            pass.apply(shadow.point().in(Arithmetic.randomised(value.dtype(), i)))
                    .value()
                    .ifPresent(sample -> samples.add(Parameters.of(VALUE, sample)));
        }
        return RoundingError.of(Parameters.of(VALUE, value), samples);
    }
}

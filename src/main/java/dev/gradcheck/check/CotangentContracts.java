package dev.gradcheck.check;

import dev.gradcheck.function.Differentiable;
import dev.gradcheck.function.Parameters;
import dev.gradcheck.function.Pullback;
import dev.gradcheck.function.Vjp;
import dev.gradcheck.tensor.Arithmetic;
import dev.gradcheck.tensor.DType;
import dev.gradcheck.tensor.Tensor;
import dev.gradcheck.verdict.Contracts;
import dev.gradcheck.verdict.Finding;
import dev.gradcheck.verdict.Linearity;
import dev.gradcheck.verdict.RoundingError;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.IntFunction;

/**
 * The backward pass under other cotangents than the check's: zero, and combinations that are neither unit nor uniform.
 *
 * @param function the accused
 * @param shadow its pass in float64, with a gradient
 * @param rounding what rounding explains there, measured with so many samples
 * @param seeded the check's cotangent
 * @param reusable whether one pullback can be used several times
 */
record CotangentContracts(
        Differentiable function, Pass shadow, IntFunction<RoundingError> rounding, Cotangent seeded, boolean reusable) {
    /** Negative, and no power of two: its multiples are rounded. */
    private static final double A = -2.5;

    private static final double B = 0.75;

    /** Runs under random rounding where linearity is in dispute. */
    private static final int SAMPLES = 16;

    private static final String ZERO = "zero cotangent, zero gradient";
    private static final String LINEAR = "linear in the cotangent";

    /** The cotangents of the linear combination; without a second where the output is a scalar. */
    private record Combination(Tensor first, Optional<Tensor> second) {
        double b() {
            return second.isPresent() ? B : 0;
        }

        Tensor combined() {
            Tensor multiple = first.times(A);
            return second.map(w -> multiple.plus(w.times(B))).orElse(multiple);
        }
    }

    void examine(Examined examined) {
        Pullback pullback = reusable ? shadow.vjp().orElseThrow().pullback() : this::fresh;
        Tensor first = seeded.like(primal());
        Optional<Tensor> second = primal().size() == 1
                ? Optional.empty()
                : Optional.of(seeded.other().like(primal()));
        List<String> names = names(examined);
        zero(pullback, names, examined);
        linear(pullback, new Combination(first, second), names, examined);
    }

    /** The gradients whose values mean something. */
    private List<String> names(Examined examined) {
        List<String> names = new ArrayList<>();
        for (String name : shadow.point().names()) {
            String what = ContractCheck.WHAT + " of dL/d" + name;
            if (!gradient().has(name)) {
                examined.notRun(what, "the backward pass returns no such gradient");
            } else if (!Double.isFinite(gradient().get(name).maxAbs())) {
                examined.notRun(what, "the gradient is not finite, and neither are its multiples");
            } else if (examined.isUnsteady(name)) {
                examined.notRun(what, "the same call gives different values: mend that first");
            } else {
                names.add(name);
            }
        }
        return names;
    }

    private void zero(Pullback pullback, List<String> names, Examined examined) {
        Tensor zero = Tensor.zeros(DType.FLOAT64, primal().shape());
        Optional<Parameters> gradient = pulled(pullback, zero, "under a zero cotangent", names, examined);
        gradient.ifPresent(g -> names.stream().filter(g::has).forEach(name -> {
            Optional<Finding> finding =
                    Contracts.zero(name, g.get(name), gradient().get(name));
            finding.ifPresentOrElse(examined::broken, () -> examined.holds(name, ZERO));
        }));
    }

    private void linear(Pullback pullback, Combination cotangents, List<String> names, Examined examined) {
        String when = "under another cotangent";
        Optional<Parameters> second = cotangents.second().isEmpty()
                ? Optional.of(gradient())
                : pulled(pullback, cotangents.second().get(), when, names, examined);
        Optional<Parameters> combined =
                second.flatMap(s -> pulled(pullback, cotangents.combined(), when, names, examined));
        combined.ifPresent(c -> {
            Linearity linearity = new Linearity(A, gradient(), cotangents.b(), second.get(), c);
            names.stream().filter(c::has).filter(second.get()::has).forEach(name -> {
                if (!linearity.isFinite(name)) {
                    examined.notRun(
                            ContractCheck.WHAT + " of dL/d" + name,
                            "a multiple of the gradient overflows: whether it is linear cannot be told");
                    return;
                }
                finding(linearity, cotangents, name)
                        .ifPresentOrElse(examined::broken, () -> examined.holds(name, LINEAR));
            });
        });
    }

    /** With the rounding that is known already; where that does not explain a difference, with rounding measured on purpose. */
    private Optional<Finding> finding(Linearity linearity, Combination cotangents, String name) {
        Linearity.Rounding known = new Linearity.Rounding(
                rounding.apply(Judgement.SAMPLES),
                RoundingError.of(linearity.second(), List.of()),
                RoundingError.of(linearity.combined(), List.of()));
        return linearity
                .finding(name, known)
                .flatMap(f -> linearity.finding(
                        name,
                        new Linearity.Rounding(
                                measured(linearity.first(), cotangents.first()),
                                measured(linearity.second(), cotangents.second().orElse(cotangents.first())),
                                measured(linearity.combined(), cotangents.combined()))));
    }

    private RoundingError measured(Parameters gradient, Tensor cotangent) {
        List<Parameters> samples = new ArrayList<>();
        for (int i = 1; i <= SAMPLES; i++) {
            Parameters point = shadow.point().in(Arithmetic.randomised(DType.FLOAT64, i));
            try {
                Vjp vjp = function.vjp(point);
                samples.add(vjp.pullback().apply(cotangent.in(vjp.primal().arithmetic())));
            } catch (RuntimeException e) {
                continue; // a sample that throws is none
            }
        }
        return RoundingError.of(gradient, samples);
    }

    /** What comes back under a cotangent; a gradient of another form is a finding, and so is a pass that throws. */
    private Optional<Parameters> pulled(
            Pullback pullback, Tensor cotangent, String when, List<String> names, Examined examined) {
        try {
            Parameters pulled = pullback.apply(cotangent);
            Parameters comparable = Parameters.NONE;
            for (String name : names) {
                Optional<Finding> form = Contracts.form(name, gradient().get(name), pulled, when);
                form.ifPresent(examined::broken);
                comparable = form.isPresent() ? comparable : comparable.with(name, pulled.get(name));
            }
            return Optional.of(comparable);
        } catch (RuntimeException e) {
            names.forEach(
                    name -> examined.broken(Contracts.thrown(name, gradient().get(name), when, e)));
            return Optional.empty();
        }
    }

    private Parameters fresh(Tensor cotangent) {
        return function.vjp(shadow.point()).pullback().apply(cotangent);
    }

    private Parameters gradient() {
        return shadow.gradient().orElseThrow();
    }

    private Tensor primal() {
        return shadow.vjp().orElseThrow().primal();
    }
}

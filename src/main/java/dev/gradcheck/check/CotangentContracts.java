package dev.gradcheck.check;

import dev.gradcheck.accused.Accused;
import dev.gradcheck.accused.Outcome;
import dev.gradcheck.accused.Pass;
import dev.gradcheck.function.Parameters;
import dev.gradcheck.tensor.Arithmetic;
import dev.gradcheck.tensor.DType;
import dev.gradcheck.tensor.Tensor;
import dev.gradcheck.verdict.Contracts;
import dev.gradcheck.verdict.Doubling;
import dev.gradcheck.verdict.Finding;
import dev.gradcheck.verdict.Linearity;
import dev.gradcheck.verdict.RoundingError;
import dev.gradcheck.verdict.Subject;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The backward pass under other cotangents than the check's: zero, and combinations that are neither unit nor uniform. */
final class CotangentContracts implements Contract {
    /** Negative, and no power of two: its multiples are rounded. */
    private static final double A = -2.5;

    private static final double B = 0.75;

    /** Runs under random rounding where linearity is in dispute. */
    private static final int SAMPLES = 16;

    /** 2 to these: large and small enough for thresholds, and far from where numbers end. */
    private static final int[] DOUBLINGS = {24, -24};

    private static final String ZERO = "zero cotangent, zero gradient";

    /** The name of this contract. */
    static final String LINEAR = "linear in the cotangent";

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

    @Override
    public void examine(Accused accused, Rounding rounding, Examined examined) {
        new Examination(accused, rounding, examined).examine();
    }

    private record Examination(Accused accused, Rounding rounding, Examined examined) {
        void examine() {
            Tensor first = accused.shadowCotangent();
            Optional<Tensor> second = primal().size() == 1
                    ? Optional.empty()
                    : Optional.of(accused.cotangent().other().like(primal()));
            List<String> names = names();
            zero(names);
            linear(new Combination(first, second), names);
            for (int exponent : DOUBLINGS) {
                doubled(first, exponent, names);
            }
        }

        /** The gradients whose values mean something. */
        private List<String> names() {
            List<String> names = new ArrayList<>();
            for (String name : shadow().point().names()) {
                Subject what = Subject.gradient(name);
                if (!gradient().has(name)) {
                    examined.notRun(what, "the backward pass returns no such gradient");
                } else if (gradient().get(name).size() == 0) {
                    examined.notRun(what, "it has no elements");
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

        private void zero(List<String> names) {
            Tensor zero = Tensor.zeros(DType.FLOAT64, primal().shape());
            Optional<Parameters> gradient = pulled(zero, "under a zero cotangent", names);
            gradient.ifPresent(g -> names.stream().filter(g::has).forEach(name -> {
                Optional<Finding> finding =
                        Contracts.zero(name, g.get(name), gradient().get(name));
                finding.ifPresentOrElse(examined::broken, () -> examined.holds(name, ZERO));
            }));
        }

        /** Where linearity is broken already nothing more is said. */
        private void doubled(Tensor first, int exponent, List<String> names) {
            Tensor cotangent = first.mapExactly(v -> Math.scalb(v, exponent));
            List<String> linear = names.stream()
                    .filter(name -> !examined.isBroken(Subject.gradient(name)))
                    .toList();
            Optional<Parameters> scaled = pulled(cotangent, "under 2^" + exponent + " times the cotangent", linear);
            scaled.ifPresent(g -> linear.stream().filter(g::has).forEach(name -> {
                double largest = Math.scalb(gradient().get(name).maxAbs(), exponent);
                if (Double.isFinite(largest)) {
                    new Doubling(exponent, gradient().get(name), g.get(name))
                            .finding(name, rounding.undisputed())
                            .ifPresent(examined::broken);
                }
            }));
        }

        private void linear(Combination cotangents, List<String> names) {
            String when = "under another cotangent";
            Optional<Parameters> second = cotangents.second().isEmpty()
                    ? Optional.of(gradient())
                    : pulled(cotangents.second().get(), when, names);
            Optional<Parameters> combined = second.flatMap(s -> pulled(cotangents.combined(), when, names));
            combined.ifPresent(c -> {
                Linearity linearity = new Linearity(A, gradient(), cotangents.b(), second.get(), c);
                names.stream().filter(c::has).filter(second.get()::has).forEach(name -> {
                    if (!linearity.isFinite(name)) {
                        examined.notRun(
                                Subject.gradient(name),
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
                    rounding.undisputed(),
                    RoundingError.of(linearity.second(), List.of()),
                    RoundingError.of(linearity.combined(), List.of()));
            return linearity
                    .finding(name, known)
                    .flatMap(f -> linearity.finding(
                            name,
                            new Linearity.Rounding(
                                    measured(linearity.first(), cotangents.first()),
                                    measured(
                                            linearity.second(),
                                            cotangents.second().orElse(cotangents.first())),
                                    measured(linearity.combined(), cotangents.combined()))));
        }

        private RoundingError measured(Parameters gradient, Tensor cotangent) {
            List<Parameters> samples = new ArrayList<>();
            for (int i = 1; i <= SAMPLES; i++) {
                Parameters point = shadow().point().in(Arithmetic.randomised(DType.FLOAT64, i));
                accused.gradient(point, value -> cotangent.in(value.arithmetic()))
                        .value()
                        .ifPresent(samples::add); // a sample that fails is none
            }
            return RoundingError.of(
                    gradient, samples, new CloseCalls(accused, shadow().point(), cotangent).gradients());
        }

        /** What comes back under a cotangent; a gradient of another form is a finding, and so is a pass that fails. */
        private Optional<Parameters> pulled(Tensor cotangent, String when, List<String> names) {
            Outcome<Parameters> outcome = examined.isReusable()
                    ? accused.pull(shadow().vjp().orElseThrow(), cotangent)
                    : accused.gradient(shadow().point(), value -> cotangent);
            outcome.failure()
                    .ifPresent(f -> names.forEach(name ->
                            examined.broken(Contracts.failed(name, gradient().get(name), when + " " + f.sentence()))));
            return outcome.value().map(pulled -> comparable(pulled, when, names));
        }

        private Parameters comparable(Parameters pulled, String when, List<String> names) {
            Parameters comparable = Parameters.NONE;
            for (String name : names) {
                Optional<Finding> form = Contracts.form(name, gradient().get(name), pulled, when);
                form.ifPresent(examined::broken);
                comparable = form.isPresent() ? comparable : comparable.with(name, pulled.get(name));
            }
            return comparable;
        }

        private Parameters gradient() {
            return shadow().gradient().orElseThrow();
        }

        private Tensor primal() {
            return shadow().primal();
        }

        private Pass shadow() {
            return accused.shadow();
        }
    }
}

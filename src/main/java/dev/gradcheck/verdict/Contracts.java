package dev.gradcheck.verdict;

import dev.gradcheck.function.Parameters;
import dev.gradcheck.oracle.Slope;
import dev.gradcheck.tensor.DType;
import dev.gradcheck.tensor.Tensor;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.IntToDoubleFunction;

/**
 * What every backward pass has to obey whatever function it belongs to, as far as a single gradient shows it. A wrong value under another
 * cotangent is a wrong formula, and disagrees; a pass that is no function of its arguments, or throws, is malformed: its values mean
 * nothing.
 */
public final class Contracts {
    private static final Diagnosis UPSTREAM_IGNORED = new Diagnosis(
            "upstream ignored",
            "the pullback gives the same gradient whatever the upstream gradient is",
            "multiply every term by the upstream gradient",
            0);

    private static final Diagnosis TERM_WITHOUT_UPSTREAM = new Diagnosis(
            "term without upstream",
            "the pullback is not linear: it adds a term that is there without any upstream gradient",
            "multiply every term by the upstream gradient; regularisation belongs into the function itself",
            1);

    private Contracts() {}

    /**
     * Jᵀ0 = 0: exactly, with either sign of zero.
     *
     * @param name the gradient's name
     * @param zero the gradient under a zero cotangent
     * @param gradient under the check's cotangent, of the same shape: where both are the same numbers, the upstream gradient is ignored
     * @return a finding unless all is zero; malformed where it is not even finite
     */
    public static Optional<Finding> zero(String name, Tensor zero, Tensor gradient) {
        if (!Double.isFinite(zero.maxAbs())) {
            return Optional.of(malformed(
                    name,
                    zero,
                    "under a zero cotangent the gradient is not finite: 0·∞ or 0/0 within; guard the branch that divides by the"
                            + " upstream gradient or by what vanishes with it"));
        }
        boolean isIgnored = zero.equals(gradient);
        Evidence evidence = new Evidence(Subject.gradient(name), zero, i -> 0, i -> 0);
        return evidence.finding(
                Verdict.DISAGREES,
                "a zero cotangent gives a gradient that is not zero: "
                        + (isIgnored
                                ? "the upstream gradient is ignored"
                                : "something is added that does not depend on the upstream gradient"),
                isIgnored ? UPSTREAM_IGNORED : TERM_WITHOUT_UPSTREAM);
    }

    /**
     * Same call, same bits.
     *
     * @param name the gradient or value
     * @param first what the first call returned
     * @param second what the second returned, of the same shape and dtype
     * @param call what was called twice
     * @return a finding unless all bits are equal
     */
    public static Optional<Finding> same(Subject name, Tensor first, Tensor second, String call) {
        if (first.equals(second)) {
            return Optional.empty();
        }
        Evidence evidence = new Evidence(name, second, first::at, i -> 0);
        return Optional.of(evidence.differingBits(
                "a second call of " + call + " with the same arguments gives other bits",
                new Diagnosis(
                        "not re-entrant",
                        "the backward pass is no function of its arguments: it keeps state between calls, uses random"
                                + " numbers, or adds in an order that changes",
                        "copy or clear what is accumulated, fix seeds, and add in a fixed order",
                        1)));
    }

    /**
     * The same names, shapes and dtypes whatever the cotangent.
     *
     * @param name the gradient's name
     * @param expected the gradient under the check's cotangent
     * @param pulled what came back
     * @param when under what other cotangent or in which other call
     * @return a finding if the tensor is missing or has another form
     */
    public static Optional<Finding> form(String name, Tensor expected, Parameters pulled, String when) {
        if (!pulled.has(name)) {
            return Optional.of(malformed(name, expected, when + " the backward pass returns no gradient for " + name));
        }
        Tensor found = pulled.get(name);
        boolean same = found.shape().equals(expected.shape()) && found.dtype() == expected.dtype();
        return same
                ? Optional.empty()
                : Optional.of(malformed(
                        name,
                        found,
                        when + " the gradient has " + found.dtype() + found.shape() + ", else " + expected.dtype()
                                + expected.shape()));
    }

    /**
     * {@return the finding that a pass fails}
     *
     * @param name the gradient's name
     * @param expected the gradient under the check's cotangent
     * @param sentence in which other call, and what it does instead
     */
    public static Finding failed(String name, Tensor expected, String sentence) {
        return malformed(name, expected, sentence);
    }

    /**
     * {@return the finding that contracts hold}
     *
     * @param name the gradient's name
     * @param gradient as it is
     * @param held the contracts
     */
    public static Finding holding(String name, Tensor gradient, List<String> held) {
        return Finding.of(name, Verdict.AGREES, witness(gradient.dtype()), gradient.shape(), String.join("; ", held));
    }

    /**
     * {@return whether two gradients are the same but for rounding}
     *
     * @param name the gradient's name
     * @param one a gradient
     * @param other of the same shape
     * @param rounding what rounding explains
     */
    public static boolean isSameButForRounding(String name, Tensor one, Tensor other, RoundingError rounding) {
        for (int i = 0; i < one.size(); i++) {
            if (!(Math.abs(one.at(i) - other.at(i)) <= 2 * rounding.allowance(name, i))) {
                return false;
            }
        }
        return true;
    }

    private static Finding malformed(String name, Tensor tensor, String reason) {
        return Finding.of(name, Verdict.MALFORMED, witness(tensor.dtype()), tensor.shape(), reason);
    }

    static Witness witness(DType dtype) {
        return Source.CONTRACT.in(dtype);
    }

    /**
     * A gradient or value beside what the contract demands.
     *
     * @param name the gradient or value
     * @param actual the gradient
     * @param demanded by the element's offset
     * @param allowed for rounding, absolute, by the element's offset
     */
    record Evidence(Subject name, Tensor actual, IntToDoubleFunction demanded, IntToDoubleFunction allowed) {
        Optional<Finding> finding(Verdict verdict, String reason, Diagnosis diagnosis) {
            List<ElementVerdict> elements = new ArrayList<>();
            for (int i = 0; i < actual.size(); i++) {
                boolean fits = Math.abs(actual.at(i) - demanded.applyAsDouble(i)) <= allowed.applyAsDouble(i);
                elements.add(element(i, fits ? Verdict.AGREES : verdict));
            }
            return elements.stream().allMatch(e -> e.verdict() == Verdict.AGREES)
                    ? Optional.empty()
                    : Optional.of(finding(verdict, elements, reason).diagnosed(diagnosis));
        }

        Finding differingBits(String reason, Diagnosis diagnosis) {
            List<ElementVerdict> elements = new ArrayList<>();
            for (int i = 0; i < actual.size(); i++) {
                boolean fits = Double.compare(actual.at(i), demanded.applyAsDouble(i)) == 0;
                elements.add(element(i, fits ? Verdict.AGREES : Verdict.MALFORMED));
            }
            return finding(Verdict.MALFORMED, elements, reason).diagnosed(diagnosis);
        }

        private ElementVerdict element(int i, Verdict verdict) {
            Slope slope = Slope.of(demanded.applyAsDouble(i), 0);
            return new ElementVerdict(i, actual.at(i), slope, allowed.applyAsDouble(i), verdict);
        }

        /** The worst is the farthest off; not being a number is farther than any. */
        private Finding finding(Verdict verdict, List<ElementVerdict> elements, String reason) {
            int worst = -1;
            for (ElementVerdict element : elements) {
                boolean counts = element.verdict() == verdict;
                if (counts
                        && (worst < 0
                                || Double.compare(
                                                element.error(),
                                                elements.get(worst).error())
                                        > 0)) {
                    worst = element.element();
                }
            }
            ElementVerdict at = elements.get(worst);
            String evidence = reason + ": " + actual.dtype().format(at.analytic()) + " at "
                    + actual.shape().index(worst) + ", should be "
                    + actual.dtype().format(at.slope().value());
            return Finding.of(
                    name, verdict, witness(actual.dtype()), actual.shape(), elements, OptionalInt.of(worst), evidence);
        }
    }
}

package dev.gradcheck.verdict;

import dev.gradcheck.function.Parameters;
import dev.gradcheck.tensor.Tensor;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * The pullback is linear: Jᵀ(a·v + b·w) = a·Jᵀv + b·Jᵀw. With non-unit, non-uniform cotangents and a negative factor, "times upstream"
 * differs from "divided by upstream", and from its square, its absolute value and its sign. For a scalar there is only Jᵀ(a·v) = a·Jᵀv.
 *
 * @param a factor of the first cotangent
 * @param first the gradient under it
 * @param b factor of the second cotangent; 0 where there is none
 * @param second the gradient under it; the first again where there is none
 * @param combined the gradient under both
 */
public record Linearity(double a, Parameters first, double b, Parameters second, Parameters combined) {
    /**
     * What rounding explains in each of the three gradients.
     *
     * @param first in the gradient under the first cotangent
     * @param second under the second
     * @param combined under both
     */
    public record Rounding(RoundingError first, RoundingError second, RoundingError combined) {
        private String sentence() {
            return combined.isEstimated()
                    ? " (random rounding moves nothing here: the rounding inside this function cannot be measured, and is estimated from its values at close points)"
                    : "";
        }
    }

    /** {@return the gradient that linearity demands: a·Jᵀv + b·Jᵀw} */
    private double demanded(String name, int i) {
        double one = a * first.get(name).at(i);
        return b == 0 ? one : one + b * second.get(name).at(i);
    }

    /**
     * {@return whether what is demanded of a gradient is finite: a multiple of a huge gradient is not}
     *
     * @param name the gradient's name
     */
    public boolean isFinite(String name) {
        for (int i = 0; i < first.get(name).size(); i++) {
            if (!Double.isFinite(demanded(name, i))) {
                return false;
            }
        }
        return true;
    }

    /**
     * Judges one gradient.
     *
     * @param name the gradient's name
     * @param rounding what rounding explains
     * @return a finding unless it is linear
     */
    public Optional<Finding> finding(String name, Rounding rounding) {
        Tensor actual = combined.get(name);
        Contracts.Evidence evidence = new Contracts.Evidence(
                Subject.gradient(name), actual, i -> demanded(name, i), i -> allowed(name, i, rounding));
        String factors =
                String.format(Locale.ROOT, b == 0 ? "%s times the" : "%s times one plus %s times another", a, b);
        return evidence.finding(
                Verdict.DISAGREES,
                "not linear in the upstream gradient: under " + factors + " cotangent the gradient is not the same"
                        + " combination" + rounding.sentence(),
                diagnosis(name, rounding));
    }

    /** Each of the three is rounded on its own; what underflows on the way errs by units of the smallest numbers, times what comes after it. */
    private double allowed(String name, int i, Rounding rounding) {
        return Math.abs(a) * rounding.first().allowance(name, i)
                + Math.abs(b) * rounding.second().allowance(name, i)
                + rounding.combined().allowance(name, i)
                + 4 * Math.ulp(demanded(name, i))
                + Double.MIN_NORMAL;
    }

    private Diagnosis diagnosis(String name, Rounding rounding) {
        List<Hypothesis> hypotheses = new ArrayList<>();
        hypotheses.add(new Hypothesis("upstream ignored", 1, "multiply by the upstream gradient"));
        if (b == 0) {
            hypotheses.add(new Hypothesis("divided by upstream", 1 / a, "multiply by the upstream gradient instead"));
            hypotheses.add(new Hypothesis("upstream squared", a * a, "multiply by the upstream gradient once"));
            hypotheses.add(new Hypothesis(
                    "absolute value of upstream", Math.abs(a), "keep the sign of the upstream gradient"));
            hypotheses.add(new Hypothesis(
                    "sign of upstream", Math.signum(a), "multiply by the upstream gradient, not by its sign"));
        }
        return hypotheses.stream()
                .filter(h -> explains(name, h.factor(), rounding))
                .findFirst()
                .map(h -> new Diagnosis(
                        h.fault(),
                        "the gradient is " + h.factor() + " times what the first cotangent alone gives",
                        h.remedy(),
                        0))
                .orElseGet(() -> new Diagnosis(
                        "not linear in the cotangent",
                        "no power of the upstream gradient explains it",
                        "the upstream gradient is a factor of every term, and nothing else: do not clip, normalise or"
                                + " branch on it",
                        1));
    }

    private boolean explains(String name, double factor, Rounding rounding) {
        Tensor actual = combined.get(name);
        for (int i = 0; i < actual.size(); i++) {
            double error = Math.abs(actual.at(i) - factor * first.get(name).at(i));
            double allowed = rounding.combined().allowance(name, i)
                    + Math.abs(factor) * rounding.first().allowance(name, i);
            if (!(error <= allowed)) {
                return false;
            }
        }
        return true;
    }

    private record Hypothesis(String fault, double factor, String remedy) {}
}

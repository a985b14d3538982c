package dev.gradcheck.verdict;

import dev.gradcheck.function.Convention;
import dev.gradcheck.oracle.Estimate;
import dev.gradcheck.oracle.Slope;
import dev.gradcheck.tensor.Tensor;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What is known of kinks at the point, for one gradient: the one-sided slopes that finite differences saw, and the gradients that
 * conventions lead to, where the function knows its structure.
 *
 * <p>Conventions come from the accused itself, so what was measured has a say in them. Units on a kink that are independent of each
 * other add up to half of what both sides together do: with the derivative in the middle the chain rule gives the mean of the
 * one-sided slopes. A layer that believes in other slopes than its value has gives another mean, and excuses nothing. It cannot be
 * blamed either, since the mean need not be met where one kink feeds another: such a value is doubtful.
 *
 * @param slopes by the element's offset, where there is a kink along that coordinate; where there are conventions, all that was
 *     measured by steps
 * @param conventions the gradient by each convention; empty where no unit sits on a kink
 */
public record KinkEvidence(Map<Integer, Slope> slopes, List<Tensor> conventions) {
    /** Conventions that differ by more than this part of the gradient's largest element do not differ by rounding. */
    private static final double CLEAR = 1e-3;

    /** No kink. */
    public static final KinkEvidence NONE = new KinkEvidence(Map.of(), List.of());

    /**
     * Copies.
     *
     * @param slopes by the element's offset
     * @param conventions the gradient by each convention
     */
    public KinkEvidence {
        slopes = Map.copyOf(slopes);
        conventions = List.copyOf(conventions);
    }

    /**
     * Collects the evidence on one gradient.
     *
     * @param parameter its name
     * @param estimates of all oracles
     * @param conventions of the function
     * @return the evidence
     */
    public static KinkEvidence of(String parameter, List<Estimate> estimates, List<Convention> conventions) {
        Map<Integer, Slope> slopes = new HashMap<>();
        for (Estimate estimate : estimates) {
            for (int i = 0; i < estimate.slopes().size(); i++) {
                Slope slope = estimate.slopes().get(i);
                if (slope.kind() == Slope.Kind.KINK) {
                    slopes.put(i, slope);
                } else if (!conventions.isEmpty() && slope.step() > 0) {
                    slopes.putIfAbsent(i, slope);
                }
            }
        }
        List<Tensor> gradients = new ArrayList<>();
        for (Convention convention : conventions) {
            gradients.add(convention.gradient().get(parameter));
        }
        return new KinkEvidence(slopes, gradients);
    }

    /**
     * Whether a value is right by some convention: between the one-sided slopes, or what a convention gives where conventions differ.
     *
     * @param element row-major offset
     * @param analytic the value
     * @param allowed the error that is allowed in it
     * @return false where there is no kink
     */
    boolean admits(int element, double analytic, double allowed) {
        return isSubgradient(element, analytic, allowed) || isConventionalValue(element, analytic, allowed);
    }

    /** Slopes that are hardly known would admit anything. */
    private boolean isSubgradient(int element, double analytic, double allowed) {
        return slopes.containsKey(element)
                && ElementVerdict.of(element, analytic, slopes.get(element), allowed, Scale.of(0))
                                .verdict()
                        == Verdict.AGREES_AT_A_KINK;
    }

    private boolean isConventionalValue(int element, double analytic, double allowed) {
        return equalsConvention(element, analytic, allowed) && isMeasured(element, allowed);
    }

    /**
     * Whether a value is what a convention of the function gives, but none of its conventions fits what was measured.
     *
     * @param element row-major offset
     * @param analytic the value
     * @param allowed the error that is allowed in it
     * @return false where there is no kink, and where the measured slopes admit the value
     */
    boolean doubts(int element, double analytic, double allowed) {
        return equalsConvention(element, analytic, allowed) && !admits(element, analytic, allowed);
    }

    private boolean equalsConvention(int element, double analytic, double allowed) {
        double near = narrowed(element, allowed);
        return isConventional(element, near)
                && conventions.stream().anyMatch(g -> Math.abs(analytic - g.at(element)) <= near);
    }

    /**
     * Rounding that moves a unit across its kink is measured like any other, and is then as large as the difference of the conventions:
     * it could not tell them apart. They are exact, though, where they clearly differ.
     */
    private double narrowed(int element, double allowed) {
        double spread = spread(element);
        double largest = conventions.stream().mapToDouble(Tensor::maxAbs).max().orElse(0);
        return allowed >= spread && spread > CLEAR * largest ? ElementVerdict.TELLING_OF_KINK * spread : allowed;
    }

    /** How much the conventions differ at an element; 0 where there are none. */
    private double spread(int element) {
        return conventions.stream()
                .mapToDouble(g -> Math.abs(g.at(element) - conventions.get(0).at(element)))
                .max()
                .orElse(0);
    }

    /** Whether one of the conventions gives the mean of the one-sided slopes, as far as it is known. */
    private boolean isMeasured(int element, double allowed) {
        Slope slope = slopes.get(element);
        if (slope == null || slope.bound().isEmpty() || slope.kind() == Slope.Kind.DISCONTINUOUS) {
            return true;
        }
        double near = slope.bound().getAsDouble() + narrowed(element, allowed);
        return conventions.stream().anyMatch(g -> Math.abs(g.at(element) - slope.value()) <= near);
    }

    /**
     * Whether the value at an element is a matter of convention: conventions differ there.
     *
     * @param element row-major offset
     * @param allowed differences up to this are none
     * @return false where there is no kink
     */
    boolean isConventional(int element, double allowed) {
        return spread(element) > allowed;
    }
}

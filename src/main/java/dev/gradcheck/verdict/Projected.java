package dev.gradcheck.verdict;

import dev.gradcheck.oracle.Projection;
import dev.gradcheck.oracle.Slope;
import dev.gradcheck.tensor.Tensor;

/**
 * What a gradient says of the slope along a direction of all its elements, against what an oracle measured along it.
 *
 * @param analytic Σ weight·g
 * @param slope along the direction
 * @param rounding what the accused's own rounding explains: Σ |weight|·allowance
 * @param largest the largest |weight·g|: what one element contributes
 */
public record Projected(double analytic, Slope slope, double rounding, double largest) {
    /** A whole element has to stand out this clearly, or the direction says nothing of single elements. */
    private static final double TELLING = 1e-2;

    /**
     * {@return the same direction, seen by the gradient}
     *
     * @param gradient the gradient of one parameter
     * @param projection along a direction of it
     * @param rounding of the gradient
     * @param parameter its name
     */
    public static Projected of(Tensor gradient, Projection projection, RoundingError rounding, String parameter) {
        double[] weights = projection.weights();
        double allowed = 0;
        double largest = 0;
        for (int i = 0; i < weights.length; i++) {
            allowed += Math.abs(weights[i]) * rounding.allowance(parameter, i);
            largest = Math.max(largest, Math.abs(weights[i] * gradient.at(i)));
        }
        return new Projected(projection.of(gradient.values()), projection.slope(), allowed, largest);
    }

    /** {@return the verdict of this direction alone} */
    public Verdict verdict() {
        return judged().verdict();
    }

    /**
     * {@return this as of one element, but that what tells is the size of one element and not that of their sum} Where several elements have
     * kinks, the choice that each makes by itself need not lie between the two slopes along all of them: there a direction contradicts nobody.
     */
    public ElementVerdict judged() {
        ElementVerdict whole = ElementVerdict.of(0, analytic, slope, rounding, Scale.of(largest));
        if (whole.verdict() == Verdict.DISAGREES && slope.kind() != Slope.Kind.SMOOTH) {
            return whole.with(Verdict.UNDECIDED);
        }
        boolean isBlunt = whole.verdict() == Verdict.AGREES && largest > 0 && !(whole.allowed() <= TELLING * largest);
        return isBlunt ? whole.with(Verdict.UNDECIDED) : whole;
    }

    /** {@return an error of one element that is this large, against the largest, shows in this direction for sure} */
    double resolution() {
        double allowed = judged().allowed();
        return allowed == 0 || largest == 0 ? allowed : 2 * allowed / largest;
    }
}

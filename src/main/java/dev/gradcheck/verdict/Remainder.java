package dev.gradcheck.verdict;

import dev.gradcheck.function.Parameters;
import dev.gradcheck.oracle.Neighbourhood.Displacement;
import dev.gradcheck.tensor.Tensor;

/**
 * What a gradient leaves over of a function's change along a direction: R(h) = f(x + h·d) − f(x) − h·⟨g, d⟩.
 *
 * @param h the step
 * @param value R(h), signed
 * @param noise how far rounding of the two function values and of the gradient can move it
 * @param claimed h·Σ|g·d|: the size of the part that was taken away
 * @param stands whether the function did not change at all: a plateau, on which any slope leaves a remainder of first order
 */
record Remainder(double h, double value, double noise, double claimed, boolean stands) {
    /** A remainder stands out of the noise if it is this many times larger. */
    private static final double DISTINCT = 8;

    /** Of a function that changes. */
    Remainder(double h, double value, double noise, double claimed) {
        this(h, value, noise, claimed, false);
    }

    /**
     * @param h the step
     * @param change of the function over it
     * @param gradient the claimed one, each tensor in its parameter's shape; parameters that are not moved may be missing
     * @param rounding what rounding explains in the gradient
     */
    static Remainder of(double h, Displacement change, Parameters gradient, RoundingError rounding) {
        double sum = change.value();
        double lost = 0;
        double noise = 2 * change.noise();
        double claimed = 0;
        for (String name : gradient.names()) {
            Tensor bar = gradient.get(name);
            Tensor step = change.step().get(name);
            for (int i = 0; i < bar.size(); i++) {
                double term = -bar.at(i) * step.at(i);
                double next = sum + term;
                lost += Math.abs(sum) >= Math.abs(term) ? (sum - next) + term : (term - next) + sum; // Neumaier's sum
                sum = next;
                claimed += Math.abs(term);
                noise += rounding.allowance(name, i) * Math.abs(step.at(i));
            }
        }
        return new Remainder(h, sum + lost, noise, claimed, change.value() == 0);
    }

    double size() {
        return Math.abs(value);
    }

    boolean isFinite() {
        return Double.isFinite(value) && Double.isFinite(noise);
    }

    boolean isDistinct() {
        return size() > DISTINCT * noise;
    }

    /** The order p of R ~ hᵖ between this step and a smaller one. */
    double order(Remainder smaller) {
        return Math.log(size() / smaller.size()) / Math.log(h / smaller.h);
    }

    /** An order that is at least reached, whatever the noise did. */
    double leastOrder(Remainder smaller) {
        return Math.log((size() - noise) / (smaller.size() + smaller.noise)) / Math.log(h / smaller.h);
    }

    /** Whether a smaller step's remainder is what is left of this one if it shrinks in proportion to h, as far as noise lets see. */
    boolean isProportionalTo(Remainder smaller) {
        return Math.abs(smaller.value - value * smaller.h / h) <= 2 * DISTINCT * smaller.noise;
    }

    /** Whether the other side of the point looks like this one: a remainder that is no larger, but for a little and for the noise. */
    boolean isLike(Remainder other) {
        return other.size() <= 4 * Math.max(size(), DISTINCT * other.noise);
    }

    /** Whether the remainder on the other side is this one's opposite, as it is for a wrong slope and cannot be for a subgradient. */
    boolean isOpposite(Remainder other) {
        return Math.abs(value + other.value) <= size() / 2;
    }
}

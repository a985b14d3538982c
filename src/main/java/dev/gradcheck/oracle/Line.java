package dev.gradcheck.oracle;

import java.util.Optional;

/** A function seen along a line through the point: t ↦ ⟨cotangent, f(x + t·v)⟩ − ⟨cotangent, f(x)⟩ for a direction v. */
interface Line {
    /** {@return the natural length here, in units of t: over it the function is expected to change} */
    double scale();

    /** {@return other lengths that may be natural, where they are another one at all} */
    double[] otherLengths();

    /**
     * {@return the step that is really taken when {@code t} is asked for}
     *
     * @param t signed
     */
    double step(double t);

    /**
     * {@return the change of the function over a step, and the noise in it; NaN where the function leaves its domain or throws}
     *
     * @param step as {@link #step} gives it
     */
    Change change(double step);

    /** {@return what is known of the steps of rounding in the function's values, along any line} */
    Steps steps();

    /** {@return how often the function was evaluated on this line} */
    int evaluations();

    /** {@return what kept the function from having a value on this line, at the last step where something did} */
    Optional<String> obstacle();

    /**
     * The change over one step.
     *
     * @param step as taken, signed
     * @param value ⟨cotangent, f(x + step·v) − f(x)⟩
     * @param noise the error of either of the two function values
     */
    record Change(double step, double value, double noise) {
        double slope() {
            return value / step;
        }

        boolean isFinite() {
            return Double.isFinite(value) && step != 0;
        }
    }
}

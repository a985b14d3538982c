package dev.gradcheck.testing;

import dev.gradcheck.verdict.Acceptance;
import dev.gradcheck.verdict.Acceptance.Kind;
import dev.gradcheck.verdict.Subject;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import java.util.stream.IntStream;

/**
 * What an assertion accepts, for a reason: begin with {@link #difference} and the like, end with {@link #because}. An accepted finding is a
 * known discrepancy, shown with its reason; one that no longer occurs fails.
 */
public final class Accepted {
    private final Subject subject;
    private final Kind kind;
    private final List<List<Integer>> elements = new ArrayList<>();
    private final OptionalDouble relative;
    private OptionalDouble ratio = OptionalDouble.empty();

    private Accepted(Subject subject, Kind kind, OptionalDouble relative) {
        this.subject = subject;
        this.kind = kind;
        this.relative = relative;
    }

    /**
     * {@return that a gradient is not the function's, as that of a straight-through estimator, or of a row that is padding}
     *
     * @param parameter whose gradient
     */
    public static Accepted difference(String parameter) {
        return new Accepted(Subject.gradient(parameter), Kind.DIFFERENCE, OptionalDouble.empty());
    }

    /**
     * {@return that a gradient differs by a little, as that of a truncated series or a clipped logarithm}
     *
     * @param parameter whose gradient
     * @param size the largest difference, relative to the true element; what the oracle itself may err by is added
     */
    public static Accepted relativeDifference(String parameter, double size) {
        return new Accepted(Subject.gradient(parameter), Kind.DIFFERENCE, OptionalDouble.of(size));
    }

    /**
     * {@return that a gradient follows a convention of its own where the function has a kink or jumps, whatever the slopes beside it}
     *
     * @param parameter whose gradient
     */
    public static Accepted convention(String parameter) {
        return new Accepted(Subject.gradient(parameter), Kind.CONVENTION, OptionalDouble.empty());
    }

    /**
     * {@return that no oracle can decide}
     *
     * @param parameter whose gradient
     */
    public static Accepted undecided(String parameter) {
        return new Accepted(Subject.gradient(parameter), Kind.UNDECIDED, OptionalDouble.empty());
    }

    /**
     * {@return that the points hide a mistake, where that has to fail}
     *
     * @param parameter whose gradient
     */
    public static Accepted blindness(String parameter) {
        return new Accepted(Subject.gradient(parameter), Kind.BLINDNESS, OptionalDouble.empty());
    }

    /** {@return that the points hide a mistake that concerns the whole function, as B = 1 does} */
    public static Accepted blindness() {
        return new Accepted(Subject.LOSS, Kind.BLINDNESS, OptionalDouble.empty());
    }

    /**
     * {@return the same at this element alone, or at this one too}
     *
     * @param index a number for each axis
     */
    public Accepted at(int... index) {
        elements.add(IntStream.of(index).boxed().toList());
        return this;
    }

    /**
     * {@return the same with this ratio, to five digits}
     *
     * @param analyticToTrue the gradient by the truth
     */
    public Accepted withRatio(double analyticToTrue) {
        ratio = OptionalDouble.of(analyticToTrue);
        return this;
    }

    /**
     * {@return what is accepted}
     *
     * @param reason for whoever reads the report
     * @throws IllegalArgumentException if it is blank
     */
    public Acceptance because(String reason) {
        return new Acceptance(subject, kind, elements, ratio, relative, reason);
    }
}

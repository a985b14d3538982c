package dev.gradcheck.verdict;

import dev.gradcheck.oracle.Slope;
import dev.gradcheck.tensor.DType;
import java.util.List;
import java.util.Locale;
import java.util.OptionalInt;
import java.util.Set;

/** The one sentence that goes with a verdict. */
final class Reasons {
    /** Of a value that only the accused itself can explain. */
    static final String DOUBTFUL =
            "a kink at this point: the value is what the function says its own convention gives, but none of its"
                    + " conventions gives the mean of the measured slopes; one kink feeds another, or a layer is wrong about its own slopes."
                    + " A point beside the kink would decide";

    private Reasons() {}

    static String of(
            Verdict verdict, List<ElementVerdict> elements, OptionalInt worst, Set<Integer> conflicts, DType dtype) {
        if (worst.isEmpty()) {
            return "nothing to compare: the gradient has no element";
        }
        ElementVerdict element = elements.get(worst.getAsInt());
        return switch (verdict) {
            case AGREES ->
                element.slope().obstacle().filter(what -> what.endsWith("judged from there")).stream()
                        .map(what -> "within the budget; " + what)
                        .findFirst()
                        .orElse("within the budget");
            case AGREES_AT_A_KINK -> kink(element);
            case IMPRECISE -> "the formula is right, but rounding moves it by " + moved(element);
            case UNDECIDED ->
                conflicts.contains(element.element())
                        ? "the oracles contradict each other about this element: see the oracle conflict"
                        : undecided(element);
            case DISAGREES -> disagrees(element, dtype);
            case ORACLE_CONFLICT, MALFORMED ->
                throw new IllegalArgumentException(verdict + " is no result of a comparison");
        };
    }

    /** Of a gradient of which only some elements were compared, where all together say something graver. */
    static String ofAll(Verdict verdict) {
        return switch (verdict) {
            case DISAGREES -> "some of the elements are wrong, or all by a little";
            case UNDECIDED -> "nothing can be said of most elements";
            default -> "within what rounding explains";
        };
    }

    /** Of a ReLU one side has the slope 0, and the position between the slopes is what people write as relu'(0). */
    private static String kink(ElementVerdict element) {
        Slope slope = element.slope();
        double position = (element.analytic() - slope.left()) / (slope.right() - slope.left());
        double away = Math.abs(slope.left()) <= Math.abs(slope.right()) ? position : 1 - position;
        String slopes = "left slope " + text(slope.left()) + ", right slope " + text(slope.right());
        if (slope.kind() != Slope.Kind.KINK) {
            return "a kink at this point: the value lies between the one-sided slopes that finite differences see";
        }
        boolean relu = Math.min(Math.abs(slope.left()), Math.abs(slope.right()))
                <= slope.bound().orElse(0);
        String convention = String.format(Locale.ROOT, "%.3g", Math.abs(away));
        return relu
                ? "a kink at this point (" + slopes + "), the convention relu'(0) = " + convention
                : "a kink at this point (" + slopes + "), the value lies between them at " + convention;
    }

    private static String undecided(ElementVerdict element) {
        Slope slope = element.slope();
        if (slope.kind() == Slope.Kind.DISCONTINUOUS) {
            return "the function is discontinuous at this point: its value jumps, and there is no derivative to compare with";
        }
        if (slope.bound().isEmpty()) {
            String why = slope.obstacle().orElse("a value on its way is not finite, or outside of a domain");
            return "the oracle knows no bound on its error here: " + why;
        }
        String hindered = slope.obstacle().map(what -> "; " + what).orElse("");
        return "the oracle's bound " + brief(slope.bound().getAsDouble()) + " is too wide for a slope of "
                + brief(slope.value()) + hindered
                + "; an autograd twin, or a point where the function is less noisy, would decide";
    }

    private static String disagrees(ElementVerdict element, DType dtype) {
        double truth = element.slope().value() + 0.0;
        String ratio = truth == 0 ? "" : ", ratio " + Ratio.text(element.analytic() / truth);
        return "analytic " + dtype.format(element.analytic()) + ", true " + dtype.format(dtype.round(truth)) + ratio;
    }

    private static String moved(ElementVerdict element) {
        double moved = Math.max(element.error(), element.rounding());
        double truth = Math.abs(element.slope().value());
        return truth == 0
                ? text(moved) + ", and the truth is 0"
                : String.format(Locale.ROOT, "%.2g %% of itself", 100 * moved / truth);
    }

    /** Of what is known to few digits, few are shown. */
    private static String brief(double value) {
        return value == 0 ? "0" : String.format(Locale.ROOT, "%.3g", value);
    }

    private static String text(double value) {
        return DType.FLOAT64.format(value);
    }
}

package dev.gradcheck.verdict;

import dev.gradcheck.oracle.Projection;
import dev.gradcheck.oracle.Survey;
import dev.gradcheck.tensor.Tensor;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/**
 * What directions of all elements together say of a gradient that has too many elements to measure each.
 *
 * @param verdict of all directions
 * @param directions how many there are
 * @param contradicted how many of them contradict the gradient
 * @param unexplained how many still do where the elements that were found wrong are put right
 * @param elements of the parameter
 * @param together how many of them the directions move
 * @param seed of the directions
 * @param resolution an error of one element that is this large, against the largest element in units of their natural lengths, shows for sure
 */
public record Surveyed(
        Verdict verdict,
        int directions,
        int contradicted,
        int unexplained,
        int elements,
        int together,
        long seed,
        double resolution) {
    /** One direction of many may break its bound; an error of an element shows in each. */
    private static final int SEVERAL = 2;

    /**
     * {@return what a survey says of a gradient}
     *
     * @param gradient of one parameter
     * @param mended the same, with the truth where an element was found wrong
     * @param survey of the same parameter
     * @param rounding of the gradient
     * @param parameter its name
     */
    static Surveyed of(Tensor gradient, Tensor mended, Survey survey, RoundingError rounding, String parameter) {
        List<Projected> seen = seen(gradient, survey, rounding, parameter);
        int contradicted = count(seen, Verdict.DISAGREES);
        double finest = seen.stream()
                .filter(p -> p.verdict() != Verdict.UNDECIDED)
                .mapToDouble(Projected::resolution)
                .min()
                .orElse(Double.POSITIVE_INFINITY);
        int together =
                survey.projections().stream().mapToInt(Surveyed::moved).max().orElse(0);
        return new Surveyed(
                verdict(seen, contradicted),
                seen.size(),
                contradicted,
                contradicted == 0 ? 0 : count(seen(mended, survey, rounding, parameter), Verdict.DISAGREES),
                gradient.size(),
                together,
                survey.seed(),
                finest);
    }

    private static List<Projected> seen(Tensor gradient, Survey survey, RoundingError rounding, String parameter) {
        return survey.projections().stream()
                .map(p -> Projected.of(gradient, p, rounding, parameter))
                .toList();
    }

    /** {@return whether the elements that were found wrong are all that is wrong, as far as can be seen} */
    boolean isFound() {
        return contradicted > 0 && unexplained == 0;
    }

    private static int moved(Projection projection) {
        return (int) Arrays.stream(projection.weights()).filter(w -> w != 0).count();
    }

    private static int count(List<Projected> seen, Verdict verdict) {
        return (int) seen.stream().filter(p -> p.verdict() == verdict).count();
    }

    /** Errors of several elements can cancel along one direction: most have to be decided. */
    private static Verdict verdict(List<Projected> seen, int contradicted) {
        if (contradicted > 0) {
            return contradicted < SEVERAL ? Verdict.UNDECIDED : Verdict.DISAGREES;
        }
        if (2 * count(seen, Verdict.UNDECIDED) >= seen.size()) {
            return Verdict.UNDECIDED;
        }
        if (count(seen, Verdict.AGREES) == 0) {
            return seen.stream().map(Projected::verdict).reduce(Verdict.AGREES, Verdict::or);
        }
        return count(seen, Verdict.IMPRECISE) > 0 ? Verdict.IMPRECISE : Verdict.AGREES;
    }

    /**
     * What was done, what it saw, and what it cannot see.
     *
     * @param measured elements that were measured by themselves
     * @return one clause
     */
    String clause(long measured) {
        String done = String.format(
                Locale.ROOT,
                "%,d of %,d elements measured one by one, %s together along %d random ±directions (seed %d)",
                measured,
                elements,
                together == elements ? "all" : String.format(Locale.ROOT, "%,d", together),
                directions,
                seed);
        return switch (verdict) {
            case DISAGREES -> done + ", of which " + contradicted + " contradict the gradient";
            case UNDECIDED -> done + ": " + undecided();
            default ->
                done + ": an error of one element above " + String.format(Locale.ROOT, "%.1e", resolution)
                        + " of the largest would have been seen, errors that cancel along each of them would not";
        };
    }

    private String undecided() {
        return contradicted > 0
                ? "one of them contradicts the gradient, and halving it found no wrong element; a larger budget would decide"
                : "most of them are too blurred to show a single element; a larger budget, or an oracle without steps, would decide";
    }
}

package dev.gradcheck.verdict;

import java.util.Optional;
import java.util.stream.IntStream;

/** The same ratio in some of the elements, and a mask that is missing: faults of a branch, which the others do not take. */
final class Subset {
    /** An element shows a ratio only if it stands this far out of what was allowed. */
    private static final double CLEAR = 8;

    private Subset() {}

    /** One wrong sign: more telling than any other explanation of a single element; what else it could be is said. */
    static Optional<Diagnosis> oneSign(Truth truth) {
        return truth.wrong().length == 1
                ? sign(truth).map(d -> Places.neighbour(truth)
                        .map(other -> new Diagnosis(
                                d.fault(), d.sentence() + "; or " + other.sentence(), d.remedy(), d.residual()))
                        .orElse(d))
                : Optional.empty();
    }

    /** Some signs are wrong, others right. */
    static Optional<Diagnosis> sign(Truth truth) {
        int[] wrong = truth.wrong();
        if (wrong.length == 0 || !haveRatio(truth, wrong, -1)) {
            return Optional.empty();
        }
        return Optional.of(new Diagnosis(
                "sign",
                "dL/d" + truth.gradient() + " has the wrong sign " + where(truth, wrong, -1),
                "look at the branch that these elements take and the others do not, for a lost or doubled minus",
                0));
    }

    /** One factor in at least two elements, and not in others. */
    static Optional<Diagnosis> factor(Truth truth) {
        int[] wrong = truth.wrong();
        if (wrong.length < 2) {
            return Optional.empty();
        }
        int clearest = IntStream.of(wrong)
                .boxed()
                .max((i, j) -> Double.compare(Math.abs(truth.expected()[i]), Math.abs(truth.expected()[j])))
                .orElseThrow();
        double ratio = truth.analytic()[clearest] / truth.expected()[clearest];
        if (ratio == 0 || !Double.isFinite(ratio) || !haveRatio(truth, wrong, ratio)) {
            return Optional.empty();
        }
        return Optional.of(new Diagnosis(
                "factor",
                "dL/d" + truth.gradient() + " is " + Ratio.text(ratio) + " times the truth "
                        + where(truth, wrong, ratio),
                "look at the branch that these elements take and the others do not: " + Scalings.remedy(ratio),
                0));
    }

    /** Where the truth is zero and the claim is not, on one side of a threshold: what the forward pass leaves out there. */
    static Optional<Diagnosis> mask(Truth truth) {
        int[] wrong = truth.wrong();
        boolean areZero = IntStream.of(wrong).allMatch(i -> Math.abs(truth.expected()[i]) <= truth.bounds()[i]);
        if (wrong.length == 0 || !areZero) {
            return Optional.empty();
        }
        int[] right = IntStream.range(0, truth.size())
                .filter(i -> !truth.isWrong(i) && truth.expected()[i] != 0)
                .toArray();
        return new Region(truth, wrong, right)
                .threshold()
                .map(where -> new Diagnosis(
                        "activation mask missing",
                        "dL/d" + truth.gradient() + " must be zero " + where + ", and is not",
                        "multiply by the mask of the forward pass: what it clips or leaves out has no gradient",
                        0));
    }

    private static boolean haveRatio(Truth truth, int[] wrong, double ratio) {
        return IntStream.of(wrong).allMatch(i -> isClear(truth, i, ratio) && hasRatio(truth, i, ratio));
    }

    private static boolean isClear(Truth truth, int i, double ratio) {
        return Math.abs((ratio - 1) * truth.expected()[i]) > CLEAR * truth.bounds()[i];
    }

    private static boolean hasRatio(Truth truth, int i, double ratio) {
        double left = Math.abs(truth.analytic()[i] - ratio * truth.expected()[i]);
        double deviation = Math.abs(truth.analytic()[i] - truth.expected()[i]);
        return left <= (1 + Math.abs(ratio)) * truth.bounds()[i] + Truth.EXPLAINED * deviation;
    }

    /** The threshold that sets them apart, if there is one, and the elements. */
    private static String where(Truth truth, int[] wrong, double ratio) {
        int[] right = IntStream.range(0, truth.size())
                .filter(i -> !truth.isWrong(i) && isClear(truth, i, ratio))
                .toArray();
        Region region = new Region(truth, wrong, right);
        boolean isListed = region.threshold().isEmpty() && right.length > 0;
        return region.where() + (isListed ? ", and is right elsewhere" : "");
    }
}

package dev.gradcheck.verdict;

import java.util.Optional;
import java.util.function.IntFunction;
import java.util.stream.IntStream;

/** Mistakes of place: right values where others belong, or none. */
final class Places {
    private static final String NEIGHBOUR = "neighbour's value";

    private Places() {}

    /** The function does not depend on this parameter at all, and the backward pass says it does. */
    static Optional<Diagnosis> unrelated(Truth truth) {
        boolean flat =
                IntStream.range(0, truth.size()).allMatch(i -> Math.abs(truth.expected()[i]) <= truth.bounds()[i]);
        boolean claimed = IntStream.range(0, truth.size()).anyMatch(truth::isWrong);
        return flat && claimed
                ? Optional.of(new Diagnosis(
                        "loss and derivative do not belong together",
                        "the function does not change with " + truth.gradient()
                                + ", but the backward pass has a gradient for it",
                        "compare the forward and the backward formula term by term: a term of one is missing in the other",
                        0))
                : Optional.empty();
    }

    static Optional<Diagnosis> transposed(Truth truth) {
        if (truth.shape().rank() != 2) {
            return Optional.empty();
        }
        int rows = truth.shape().dimension(0);
        int columns = truth.shape().dimension(1);
        double[] predicted = new double[truth.size()];
        for (int i = 0; i < predicted.length; i++) {
            predicted[i] = truth.expected()[(i % rows) * columns + i / rows];
        }
        return explained(
                truth,
                predicted,
                "transposed",
                "dL/d" + truth.gradient() + " is the transpose of the truth",
                "exchange the two factors of the outer product, or transpose the result");
    }

    static Optional<Diagnosis> shifted(Truth truth) {
        for (int shift : new int[] {1, -1}) {
            double[] predicted = new double[truth.size()];
            for (int i = 0; i < predicted.length; i++) {
                predicted[i] = truth.expected()[Math.floorMod(i - shift, predicted.length)];
            }
            Optional<Diagnosis> found = explained(
                    truth,
                    predicted,
                    NEIGHBOUR,
                    "every element of dL/d" + truth.gradient() + " has its neighbour's value",
                    "look for an index that is off by one");
            if (found.isPresent()) {
                return found;
            }
        }
        return Optional.empty();
    }

    /** The only wrong element has the value that belongs to the next one, or to the one before, and to no other: a value that many have tells nothing. */
    static Optional<Diagnosis> neighbour(Truth truth) {
        int[] wrong = truth.wrong();
        if (wrong.length != 1) {
            return Optional.empty();
        }
        int[] owners = IntStream.range(0, truth.size())
                .filter(i -> i != wrong[0] && isValueOf(truth, wrong[0], i))
                .toArray();
        return IntStream.of(owners)
                .filter(owner -> owners.length == 1 && Math.abs(owner - wrong[0]) == 1)
                .mapToObj(neighbour -> new Diagnosis(
                        NEIGHBOUR,
                        "element " + elements(truth, wrong) + " of dL/d" + truth.gradient()
                                + " has the value that belongs to element " + elements(truth, new int[] {neighbour}),
                        "look for an index that is off by one",
                        0))
                .findFirst();
    }

    static Optional<Diagnosis> single(Truth truth) {
        return single(truth, i -> elements(truth, new int[] {i}));
    }

    /** The same where the elements of the truth have other places in the tensor. */
    static Optional<Diagnosis> single(Truth truth, IntFunction<String> place) {
        int[] wrong = truth.wrong();
        if (wrong.length != 1) {
            return Optional.empty();
        }
        double expected = truth.expected()[wrong[0]];
        String ratio =
                expected == 0 ? "" : ", " + Ratio.text(truth.analytic()[wrong[0]] / expected) + " times the truth";
        return Optional.of(new Diagnosis(
                "single element",
                "only element " + place.apply(wrong[0]) + " of dL/d" + truth.gradient() + " is wrong" + ratio,
                "look at what is special about this place: a boundary, a special case, a repeated index",
                0));
    }

    private static boolean isValueOf(Truth truth, int at, int neighbour) {
        return Math.abs(truth.analytic()[at] - truth.expected()[neighbour])
                <= truth.bounds()[at] + truth.bounds()[neighbour];
    }

    static String elements(Truth truth, int[] offsets) {
        String shown = IntStream.of(offsets)
                .limit(4)
                .mapToObj(i -> truth.shape().index(i).toString())
                .reduce((a, b) -> a + ", " + b)
                .orElse("");
        return offsets.length > 4 ? shown + " and " + (offsets.length - 4) + " more" : shown;
    }

    private static Optional<Diagnosis> explained(
            Truth truth, double[] predicted, String fault, String sentence, String remedy) {
        double residual = truth.residual(predicted);
        return truth.explains(residual)
                ? Optional.of(new Diagnosis(fault, sentence, remedy, residual))
                : Optional.empty();
    }
}

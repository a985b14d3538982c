package dev.gradcheck.verdict;

import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.IntUnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Zeros where none must be: everything, whole rows or columns of a matrix, what is on one side of a threshold, or elements. */
final class Dropped {
    /** A list in a sentence is not longer; the rest is counted. */
    private static final int SHOWN = 4;

    private Dropped() {}

    static Optional<Diagnosis> of(Truth truth) {
        int[] wrong = truth.wrong();
        boolean allZero = IntStream.of(wrong).allMatch(i -> truth.analytic()[i] == 0);
        if (wrong.length == 0 || !allZero) {
            return Optional.empty();
        }
        return Optional.of(new Diagnosis(
                "dropped",
                "dL/d" + truth.gradient() + " is zero " + where(truth, wrong) + " and must not be",
                "look for a mask, a slice or a loop bound that leaves out this place",
                0));
    }

    private static String where(Truth truth, int[] wrong) {
        if (Arrays.stream(truth.analytic()).allMatch(a -> a == 0)) {
            return "throughout";
        }
        Optional<String> lines = Optional.empty();
        if (truth.shape().rank() == 2) {
            int columns = truth.shape().dimension(1);
            lines = lines(truth, wrong, "row", i -> i / columns)
                    .or(() -> lines(truth, wrong, "column", i -> i % columns));
        }
        int[] left = IntStream.range(0, truth.size())
                .filter(i -> truth.analytic()[i] != 0)
                .toArray();
        return lines.orElseGet(() -> new Region(truth, wrong, left).where());
    }

    /** Rows or columns that are zero as a whole, with more than one element in each that must not be: one alone is an element. */
    private static Optional<String> lines(Truth truth, int[] wrong, String kind, IntUnaryOperator line) {
        Map<Integer, Long> counts = IntStream.of(wrong)
                .boxed()
                .collect(Collectors.groupingBy(line::applyAsInt, TreeMap::new, Collectors.counting()));
        boolean areWhole = IntStream.range(0, truth.size())
                .filter(i -> counts.containsKey(line.applyAsInt(i)))
                .allMatch(i -> truth.analytic()[i] == 0);
        return areWhole && counts.values().stream().allMatch(count -> count > 1)
                ? Optional.of("in " + kind + listed(counts))
                : Optional.empty();
    }

    private static String listed(Map<Integer, Long> lines) {
        String shown = lines.keySet().stream()
                .limit(SHOWN)
                .map(String::valueOf)
                .collect(Collectors.joining(", ", lines.size() == 1 ? " " : "s ", ""));
        return lines.size() > SHOWN ? shown + " and " + (lines.size() - SHOWN) + " more" : shown;
    }
}

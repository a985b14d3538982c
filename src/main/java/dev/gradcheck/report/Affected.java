package dev.gradcheck.report;

import dev.gradcheck.tensor.Shape;
import dev.gradcheck.verdict.ElementVerdict;
import dev.gradcheck.verdict.Finding;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.IntUnaryOperator;
import java.util.stream.Collectors;

/** The elements that a finding concerns, as text: each with its ratio where they are few, else counted by row and column. */
final class Affected {
    private static final int LISTED = 16;

    private Affected() {}

    /** "2 of 6 elements: [0, 1] 1.5, [1, 2] −1", or counts where there are more than sixteen. */
    static String of(Finding finding) {
        List<ElementVerdict> affected = finding.elements().stream()
                .filter(e -> e.verdict() == finding.verdict())
                .toList();
        String count = affected.size() + " of " + finding.elements().size() + " elements";
        if (finding.shape().rank() == 0 || affected.isEmpty()) {
            return count;
        }
        return count + ": "
                + (affected.size() <= LISTED ? each(affected, finding.shape()) : counted(affected, finding.shape()));
    }

    private static String each(List<ElementVerdict> affected, Shape shape) {
        return affected.stream()
                .map(e -> Numbers.index(shape.index(e.element())) + ratio(e))
                .collect(Collectors.joining(", "));
    }

    private static String ratio(ElementVerdict element) {
        return Numbers.ratio(element.analytic(), element.slope().value())
                .map(ratio -> " ×" + ratio)
                .orElse(" (truth " + Numbers.few(element.slope().value()) + ")");
    }

    /** By the first and by the last axis: rows and columns of a matrix. */
    private static String counted(List<ElementVerdict> affected, Shape shape) {
        int columns = shape.dimension(shape.rank() - 1);
        int perRow = shape.size() / shape.dimension(0);
        String rows = counts(affected, "row", i -> i / perRow);
        return shape.rank() == 1
                ? each(affected.subList(0, LISTED), shape) + " and " + (affected.size() - LISTED) + " more"
                : rows + "; " + counts(affected, "column", i -> i % columns);
    }

    private static String counts(List<ElementVerdict> affected, String kind, IntUnaryOperator line) {
        Map<Integer, Long> counts = affected.stream()
                .collect(Collectors.groupingBy(e -> line.applyAsInt(e.element()), TreeMap::new, Collectors.counting()));
        String shown = counts.entrySet().stream()
                .limit(LISTED)
                .map(e -> kind + " " + e.getKey() + ": " + e.getValue())
                .collect(Collectors.joining(", "));
        return counts.size() > LISTED ? shown + " and " + (counts.size() - LISTED) + " more " + kind + "s" : shown;
    }
}

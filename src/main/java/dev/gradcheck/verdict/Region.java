package dev.gradcheck.verdict;

import dev.gradcheck.tensor.DType;
import dev.gradcheck.tensor.Shape;
import dev.gradcheck.tensor.Tensor;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.IntToDoubleFunction;
import java.util.stream.IntStream;

/**
 * What sets the wrong elements of a gradient apart from the others: they lie on one side of a threshold on a tensor of the same size (the
 * input, the output, an intermediate value), on its absolute value, or on an index. A branch in the code leaves such a set.
 */
final class Region {
    private final Truth truth;
    private final int[] inside;
    private final int[] outside;

    /**
     * @param truth the gradient
     * @param inside the elements that share a fault
     * @param outside the elements that would show it, and do not
     */
    Region(Truth truth, int[] inside, int[] outside) {
        this.truth = truth;
        this.inside = inside;
        this.outside = outside;
    }

    /** {@return the threshold that holds exactly the elements inside, as in "where |x| ≥ 31.0"; empty if none does} */
    Optional<String> threshold() {
        if (inside.length < 2 || outside.length == 0) { // one element is extreme in something by chance
            return Optional.empty();
        }
        return candidates().stream()
                .flatMap(c -> c.sentence(inside, outside).stream())
                .findFirst();
    }

    /** {@return where the elements inside are: the threshold with a list, or the list alone} */
    String where() {
        String places = "at " + Places.elements(truth, inside);
        return threshold().map(rule -> rule + " (" + places + ")").orElse(places);
    }

    /** The gradient's own parameter first: a branch usually looks at the input. */
    private List<Candidate> candidates() {
        List<Candidate> candidates = new ArrayList<>();
        addOf(candidates, truth.gradient());
        truth.clues().names().stream()
                .filter(name -> !name.equals(truth.gradient()))
                .forEach(n -> addOf(candidates, n));
        for (int axis = 0; axis < truth.shape().rank(); axis++) {
            int along = axis;
            candidates.add(
                    new Candidate("index " + axis, i -> truth.shape().index(i).get(along), true));
        }
        return candidates;
    }

    private void addOf(List<Candidate> candidates, String name) {
        if (!truth.clues().has(name) || truth.clues().get(name).size() != truth.size()) {
            return;
        }
        Tensor clue = truth.clues().get(name);
        candidates.add(new Candidate(name, clue::at, false));
        candidates.add(new Candidate("|" + name + "|", i -> Math.abs(clue.at(i)), false));
    }

    private record Candidate(String name, IntToDoubleFunction value, boolean isWhole) {
        Optional<String> sentence(int[] inside, int[] outside) {
            double least = IntStream.of(inside).mapToDouble(value).min().orElseThrow();
            double largest = IntStream.of(inside).mapToDouble(value).max().orElseThrow();
            if (least > IntStream.of(outside).mapToDouble(value).max().orElseThrow()) {
                return Optional.of("where " + name + " ≥ " + text(least));
            }
            return largest < IntStream.of(outside).mapToDouble(value).min().orElseThrow()
                    ? Optional.of("where " + name + " ≤ " + text(largest))
                    : Optional.empty();
        }

        private String text(double number) {
            return isWhole ? String.valueOf((long) number) : DType.FLOAT64.format(number);
        }
    }

    /** {@return whether a shape has lines: rows and columns} */
    static boolean hasLines(Shape shape) {
        return shape.rank() >= 2;
    }
}

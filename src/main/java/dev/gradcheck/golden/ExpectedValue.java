package dev.gradcheck.golden;

import dev.gradcheck.tensor.Shape;
import dev.gradcheck.tensor.Tensor;
import java.util.List;
import java.util.Optional;
import java.util.function.IntToDoubleFunction;

/**
 * One value that a golden file fixes.
 *
 * @param name of the value, or of the parameter whose gradient this is
 * @param shape the shape wanted; empty if the file gives a bare number, which stands for any shape of one element
 * @param texts the numbers as the file writes them, row-major
 * @param tensor the numbers in the dtype wanted; without axes for a bare number
 * @param rule how it must match
 * @param location of the value
 */
public record ExpectedValue(
        String name, Optional<Shape> shape, List<String> texts, Tensor tensor, MatchRule rule, Location location) {
    /**
     * Copies.
     *
     * @param name of the value
     * @param shape the shape wanted
     * @param texts as written
     * @param tensor the numbers
     * @param rule how it must match
     * @param location of the value
     */
    public ExpectedValue {
        texts = List.copyOf(texts);
    }

    /**
     * Why the elements cannot be compared at all: another shape or another dtype.
     *
     * @param actual the value found
     * @return what differs, for a person; empty if shape and dtype are the ones wanted
     */
    public Optional<String> structureMismatch(Tensor actual) {
        if (shape.isPresent() && !shape.get().equals(actual.shape())) {
            return Optional.of("shape " + actual.shape() + " instead of " + shape.get());
        }
        if (shape.isEmpty() && actual.size() != 1) {
            return Optional.of("shape " + actual.shape() + " instead of a single number");
        }
        return actual.dtype() == tensor.dtype()
                ? Optional.empty()
                : Optional.of("dtype " + actual.dtype() + " instead of " + tensor.dtype());
    }

    /**
     * The elements that do not match, all of them.
     *
     * @param actual the value found, whose structure matches
     * @param budget for each element, by its offset, the absolute difference that is allowed; asked only by
     *     {@code within budget}
     * @return each element that does not match, in row-major order
     * @throws IllegalArgumentException if the structure does not match
     */
    public List<Mismatch> mismatches(Tensor actual, IntToDoubleFunction budget) {
        structureMismatch(actual).ifPresent(what -> {
            throw new IllegalArgumentException(name + " has " + what);
        });
        if (rule instanceof MatchRule.ToTheDigitsGiven) {
            return rule.mismatches(tensor.reshape(actual.shape()), actual, budget).stream()
                    .filter(mismatch -> !isRounded(actual, mismatch))
                    .toList();
        }
        return rule.mismatches(tensor.reshape(actual.shape()), actual, budget);
    }

    private boolean isRounded(Tensor actual, Mismatch mismatch) {
        int offset =
                actual.shape().offset(mismatch.index().stream().mapToInt(i -> i).toArray());
        NumberText text = new NumberText(texts.get(offset));
        return text.isGivenToDigits() && text.matches(mismatch.actual());
    }
}

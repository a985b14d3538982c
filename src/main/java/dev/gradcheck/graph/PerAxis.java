package dev.gradcheck.graph;

import dev.gradcheck.tensor.Shape;
import dev.gradcheck.tensor.Tensor;
import java.util.Arrays;
import java.util.function.DoublePredicate;

/**
 * A whole number for each axis of an image, such as a stride. Sequences, which have one axis, have that of the columns.
 *
 * @param rows downwards
 * @param columns to the right
 */
public record PerAxis(int rows, int columns) {
    /**
     * {@return the same on both axes}
     *
     * @param both the number
     */
    public static PerAxis of(int both) {
        return new PerAxis(both, both);
    }

    /** {@return the larger of both} */
    public int largest() {
        return Math.max(rows, columns);
    }

    /** {@return the number, where it is the same on both axes, else both such as 2x1} */
    @Override
    public String toString() {
        return rows == columns ? String.valueOf(rows) : rows + "x" + columns;
    }

    /** Whether an attribute's value is a whole number, or two: a word such as 2x1, or a list. */
    static boolean isOne(Object value) {
        return value instanceof Integer
                || value instanceof String word && word.matches("-?\\d{1,9}x-?\\d{1,9}")
                || value instanceof Tensor list
                        && list.shape().equals(Shape.of(2))
                        && Arrays.stream(list.values()).allMatch(number -> number == (int) number);
    }

    /** What {@link #isOne} knows. */
    static PerAxis from(Object value) {
        if (value instanceof Tensor list) {
            return new PerAxis((int) list.at(0), (int) list.at(1));
        }
        String[] numbers = String.valueOf(value).split("x");
        return new PerAxis(Integer.parseInt(numbers[0]), Integer.parseInt(numbers[numbers.length - 1]));
    }

    boolean both(DoublePredicate holds) {
        return holds.test(rows) && holds.test(columns);
    }
}

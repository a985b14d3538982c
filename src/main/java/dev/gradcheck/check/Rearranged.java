package dev.gradcheck.check;

import dev.gradcheck.tensor.Shape;
import java.util.function.IntPredicate;
import java.util.function.IntUnaryOperator;
import java.util.stream.IntStream;

/** The same numbers in other places of a shape, as a wrong index puts them. All arrays are row-major. */
final class Rearranged {
    private Rearranged() {}

    /** Along one axis each place has what belongs {@code by} places before it, the first ones what belongs to the last. */
    static double[] rotated(double[] values, Shape shape, int axis, int by) {
        int length = shape.dimension(axis);
        return gathered(values, shape, axis, k -> Math.floorMod(k - by, length));
    }

    /** Along all axes from one on, in the opposite order. */
    static double[] reversed(double[] values, Shape shape, int from) {
        double[] turned = values;
        for (int axis = from; axis < shape.rank(); axis++) {
            int last = shape.dimension(axis) - 1;
            turned = gathered(turned, shape, axis, k -> last - k);
        }
        return turned;
    }

    /** Zero but in some places along an axis. */
    static double[] only(double[] values, Shape shape, int axis, IntPredicate isKept) {
        double[] kept = new double[values.length];
        for (int i = 0; i < kept.length; i++) {
            kept[i] = isKept.test(shape.index(i).get(axis)) ? values[i] : 0;
        }
        return kept;
    }

    /** Written row by row, with all axes but the first as one row, and read column by column. */
    static double[] byColumns(double[] values, Shape shape) {
        int rows = shape.dimension(0);
        int columns = values.length / rows;
        return IntStream.range(0, values.length)
                .mapToDouble(i -> values[(i % rows) * columns + i / rows])
                .toArray();
    }

    private static double[] gathered(double[] values, Shape shape, int axis, IntUnaryOperator from) {
        double[] gathered = new double[values.length];
        for (int i = 0; i < gathered.length; i++) {
            int[] index = shape.index(i).stream().mapToInt(Integer::intValue).toArray();
            index[axis] = from.applyAsInt(index[axis]);
            gathered[i] = values[shape.offset(index)];
        }
        return gathered;
    }
}

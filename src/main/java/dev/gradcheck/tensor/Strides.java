package dev.gradcheck.tensor;

import java.util.List;

/** How the elements of a shape lie in an array: so many numbers apart along each axis. */
final class Strides {
    private Strides() {}

    /** What is done with an element. */
    interface Visitor {
        /** The element's place in row-major order, and its place in the other array. */
        void visit(int element, int place);
    }

    /** Row-major. */
    static int[] of(Shape shape) {
        int[] strides = new int[shape.rank()];
        int stride = 1;
        for (int k = shape.rank() - 1; k >= 0; k--) {
            strides[k] = stride;
            stride *= shape.dimension(k);
        }
        return strides;
    }

    /** Row-major for a shape with 0 along the axes where it has the length 1 only because it is repeated. */
    static int[] repeated(Shape shape, Shape to) {
        int[] strides = of(shape);
        for (int k = 0; k < strides.length; k++) {
            strides[k] = shape.dimension(k) == to.dimension(k) ? strides[k] : 0;
        }
        return strides;
    }

    static int[] permuted(Shape shape, List<Integer> axes) {
        int[] strides = of(shape);
        int[] permuted = new int[strides.length];
        for (int k = 0; k < permuted.length; k++) {
            permuted[k] = strides[axes.get(k)];
        }
        return permuted;
    }

    /** Visits every element in row-major order. No division: the index is carried along like the digits of an odometer. */
    static void walk(Shape shape, int[] strides, Visitor visitor) {
        if (shape.size() == 0) {
            return;
        }
        int rank = shape.rank();
        int[] lengths = shape.lengths();
        int last = rank == 0 ? 1 : lengths[rank - 1];
        int step = rank == 0 ? 0 : strides[rank - 1];
        int[] index = new int[rank];
        int size = shape.size();
        int place = 0;
        for (int element = 0; element < size; ) {
            for (int k = 0; k < last; k++) {
                visitor.visit(element++, place + k * step);
            }
            for (int axis = rank - 2; axis >= 0; axis--) {
                index[axis]++;
                place += strides[axis];
                if (index[axis] < lengths[axis]) {
                    break;
                }
                place -= index[axis] * strides[axis];
                index[axis] = 0;
            }
        }
    }
}

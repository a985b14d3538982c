package dev.gradcheck.tensor;

/** What only matrices can do. Every product is summed in the order of the inner index, beginning with +0.0, in every arithmetic. */
final class Matrices {
    /** Of a transposition: a tile of both matrices stays in the cache. */
    private static final int TILE = 32;

    private Matrices() {}

    /** The products of two stacks of as many matrices, one after the other. */
    static double[] products(Arithmetic arithmetic, double[] a, Shape ofA, double[] b, Shape ofB) {
        int rank = ofA.rank();
        int rows = ofA.dimension(rank - 2);
        int inner = ofA.dimension(rank - 1);
        int columns = ofB.dimension(rank - 1);
        int count = 1;
        for (int k = 0; k < rank - 2; k++) {
            count *= ofA.dimension(k);
        }
        double[] result = new double[count * rows * columns];
        Arithmetic sums = arithmetic.accumulation();
        boolean plain = arithmetic.isNearest() && arithmetic.dtype() == DType.FLOAT64;
        for (int i = 0; i < count * rows; i++) {
            int matrix = i / rows * inner * columns;
            if (plain) {
                addRow(a, i * inner, b, matrix, result, i * columns, inner, columns);
            } else {
                addRow(sums, a, i * inner, b, matrix, result, i * columns, inner, columns);
            }
        }
        return arithmetic.accumulated(result);
    }

    /**
     * One row of a product, row by row of b, which the processor reads in order: as fast as a library's blocked product up to some hundred
     * columns, and no library that a user's build could have in another version.
     */
    private static void addRow(
            double[] a, int ofA, double[] b, int ofB, double[] result, int to, int inner, int columns) {
        for (int k = 0; k < inner; k++) {
            double factor = a[ofA + k];
            int from = ofB + k * columns;
            for (int j = 0; j < columns; j++) {
                result[to + j] += factor * b[from + j];
            }
        }
    }

    /** The same, each product and each sum rounded in an arithmetic. */
    private static void addRow(
            Arithmetic arithmetic,
            double[] a,
            int ofA,
            double[] b,
            int ofB,
            double[] result,
            int to,
            int inner,
            int columns) {
        for (int k = 0; k < inner; k++) {
            double factor = a[ofA + k];
            int from = ofB + k * columns;
            for (int j = 0; j < columns; j++) {
                result[to + j] = arithmetic.add(result[to + j], arithmetic.multiply(factor, b[from + j]));
            }
        }
    }

    static double[] transposed(Shape shape, double[] values) {
        int rows = shape.dimension(0);
        int columns = shape.dimension(1);
        double[] result = new double[values.length];
        for (int top = 0; top < rows; top += TILE) {
            for (int left = 0; left < columns; left += TILE) {
                transpose(values, result, rows, columns, top, left);
            }
        }
        return result;
    }

    private static void transpose(double[] values, double[] result, int rows, int columns, int top, int left) {
        int bottom = Math.min(top + TILE, rows);
        int right = Math.min(left + TILE, columns);
        for (int i = top; i < bottom; i++) {
            for (int j = left; j < right; j++) {
                result[j * rows + i] = values[i * columns + j];
            }
        }
    }
}

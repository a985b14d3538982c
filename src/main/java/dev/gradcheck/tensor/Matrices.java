package dev.gradcheck.tensor;

/** What only matrices can do. Every product is summed in the order of the inner index, beginning with +0.0, in every arithmetic. */
final class Matrices {
    /** Of a transposition: a tile of both matrices stays in the cache. */
    private static final int TILE = 32;

    private Matrices() {}

    /** The products of two stacks of as many matrices, one after the other. */
    static double[] products(Arithmetic arithmetic, double[] left, Shape ofA, double[] right, Shape ofB) {
        double[] a = arithmetic.factors(left);
        double[] b = arithmetic.factors(right);
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
        boolean plain = arithmetic.isPlain();
        for (int i = 0; i < count * rows; i++) {
            int matrix = i / rows * inner * columns;
            if (plain && columns == 1 && i % rows <= rows - 4) {
                addColumn(a, i * inner, b, matrix, result, i, inner);
                i += 3;
            } else if (plain) {
                addRow(a, i * inner, b, matrix, result, i * columns, inner, columns);
            } else if (sums.isPlainFloat()) {
                addFloatRow(a, i * inner, b, matrix, result, i * columns, inner, columns);
            } else {
                addRow(sums, a, i * inner, b, matrix, result, i * columns, inner, columns);
            }
        }
        return arithmetic.accumulated(result);
    }

    /**
     * One row of a product, row by row of b, which the processor reads in order: as fast as a library's blocked product up to some hundred
     * columns, and no library that a user's build could have in another version. Four rows at a time: the sums are the same, in the same
     * order, but an element of the result is read and written once for four of them.
     */
    private static void addRow(
            double[] a, int ofA, double[] b, int ofB, double[] result, int to, int inner, int columns) {
        int whole = inner - inner % 4;
        for (int k = 0; k < whole; k += 4) {
            int row = ofA + k;
            int from = ofB + k * columns;
            addRows(a[row], a[row + 1], a[row + 2], a[row + 3], b, from, result, to, columns);
        }
        for (int k = whole; k < inner; k++) {
            double factor = a[ofA + k];
            int from = ofB + k * columns;
            for (int j = 0; j < columns; j++) {
                result[to + j] += factor * b[from + j];
            }
        }
    }

    /** A matrix and a column, four rows at a time: each sum has to wait for its last addition, and four wait together. */
    private static void addColumn(double[] a, int ofA, double[] b, int ofB, double[] result, int to, int inner) {
        int second = ofA + inner;
        int third = second + inner;
        int fourth = third + inner;
        double sum0 = 0;
        double sum1 = 0;
        double sum2 = 0;
        double sum3 = 0;
        for (int k = 0; k < inner; k++) {
            double factor = b[ofB + k];
            sum0 += a[ofA + k] * factor;
            sum1 += a[second + k] * factor;
            sum2 += a[third + k] * factor;
            sum3 += a[fourth + k] * factor;
        }
        result[to] = sum0;
        result[to + 1] = sum1;
        result[to + 2] = sum2;
        result[to + 3] = sum3;
    }

    private static void addRows(
            double a0, double a1, double a2, double a3, double[] b, int from, double[] result, int to, int columns) {
        int second = from + columns;
        int third = second + columns;
        int fourth = third + columns;
        for (int j = 0; j < columns; j++) {
            result[to + j] = (((result[to + j] + a0 * b[from + j]) + a1 * b[second + j]) + a2 * b[third + j])
                    + a3 * b[fourth + j];
        }
    }

    /** The same in float32. Both roundings are of float64 numbers that are exact or lose nothing by being rounded twice. */
    private static void addFloatRow(
            double[] a, int ofA, double[] b, int ofB, double[] result, int to, int inner, int columns) {
        for (int k = 0; k < inner; k++) {
            double factor = a[ofA + k];
            int from = ofB + k * columns;
            for (int j = 0; j < columns; j++) {
                result[to + j] = (float) (result[to + j] + (float) (factor * b[from + j]));
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

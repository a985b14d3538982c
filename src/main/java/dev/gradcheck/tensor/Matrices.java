package dev.gradcheck.tensor;

/** What only matrices can do. Every product is summed in the order of the inner index, beginning with +0.0, in every arithmetic. */
final class Matrices {
    private Matrices() {}

    static Shape product(Shape a, Shape b) {
        if (a.rank() != 2 || b.rank() != 2 || a.dimension(1) != b.dimension(0)) {
            throw new IllegalArgumentException("matrices of shapes " + a + " and " + b + " cannot be multiplied");
        }
        return Shape.of(a.dimension(0), b.dimension(1));
    }

    static double[] product(Arithmetic arithmetic, double[] a, double[] b, Shape product, int inner) {
        int rows = product.dimension(0);
        int columns = product.dimension(1);
        if (arithmetic.isNearest() && arithmetic.dtype() == DType.FLOAT64) {
            return exact(a, b, rows, inner, columns);
        }
        return rounded(arithmetic, a, b, rows, inner, columns);
    }

    /**
     * The same bits as {@link #rounded}, row by row of b, which the processor reads in order: as fast as a library's blocked product up to
     * some hundred columns, and no library that a user's build could have in another version.
     */
    private static double[] exact(double[] a, double[] b, int rows, int inner, int columns) {
        double[] result = new double[rows * columns];
        for (int i = 0; i < rows; i++) {
            int row = i * columns;
            for (int k = 0; k < inner; k++) {
                double factor = a[i * inner + k];
                int from = k * columns;
                for (int j = 0; j < columns; j++) {
                    result[row + j] += factor * b[from + j];
                }
            }
        }
        return result;
    }

    static Shape transposed(Shape shape) {
        if (shape.rank() != 2) {
            throw new IllegalArgumentException("only a matrix can be transposed, not a tensor of shape " + shape);
        }
        return Shape.of(shape.dimension(1), shape.dimension(0));
    }

    static double[] transposed(Shape shape, double[] values) {
        int rows = shape.dimension(0);
        double[] result = new double[values.length];
        for (int i = 0; i < result.length; i++) {
            result[i] = values[(i % rows) * shape.dimension(1) + i / rows];
        }
        return result;
    }

    private static double[] rounded(Arithmetic arithmetic, double[] a, double[] b, int rows, int inner, int columns) {
        double[] result = new double[rows * columns];
        for (int i = 0; i < rows; i++) {
            for (int j = 0; j < columns; j++) {
                double sum = 0;
                for (int k = 0; k < inner; k++) {
                    sum = arithmetic.add(sum, arithmetic.multiply(a[i * inner + k], b[k * columns + j]));
                }
                result[i * columns + j] = sum;
            }
        }
        return result;
    }
}

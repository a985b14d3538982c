package dev.gradcheck.tensor;

import java.util.Arrays;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;

/** What only matrices can do. Products are EJML's in float64, and a loop where each result is rounded to another type or at random. */
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
        if (arithmetic.isNearest() && arithmetic.dtype() == DType.FLOAT64 && product.size() * inner > 0) {
            DMatrixRMaj result = new DMatrixRMaj(rows, columns);
            CommonOps_DDRM.mult(DMatrixRMaj.wrap(rows, inner, a), DMatrixRMaj.wrap(inner, columns, b), result);
            return withoutNegativeZeros(result.data);
        }
        return rounded(arithmetic, a, b, rows, inner, columns);
    }

    /** EJML starts a sum with its first product, the loop below with +0.0: so that both give the same zero for −0.0 − 0.0. */
    private static double[] withoutNegativeZeros(double[] sums) {
        Arrays.setAll(sums, i -> sums[i] + 0.0);
        return sums;
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

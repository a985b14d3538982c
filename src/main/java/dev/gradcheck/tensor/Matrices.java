package dev.gradcheck.tensor;

import java.util.Arrays;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;

/** What only matrices can do. Products are EJML's in float64, and a loop where each result is rounded to another type or at random. */
final class Matrices {
    private Matrices() {}

    /** The products of two stacks of as many matrices, one after the other. */
    static double[] products(Arithmetic arithmetic, double[] a, Shape ofA, double[] b, Shape ofB) {
        int rank = ofA.rank();
        int rows = ofA.dimension(rank - 2);
        int inner = ofA.dimension(rank - 1);
        int columns = ofB.dimension(rank - 1);
        if (rank == 2) {
            return product(arithmetic, a, b, rows, inner, columns);
        }
        int count = ofA.dimensions().subList(0, rank - 2).stream().reduce(1, (one, other) -> one * other);
        double[] result = new double[count * rows * columns];
        for (int i = 0; i < count; i++) {
            double[] one = Arrays.copyOfRange(a, i * rows * inner, (i + 1) * rows * inner);
            double[] other = Arrays.copyOfRange(b, i * inner * columns, (i + 1) * inner * columns);
            double[] product = product(arithmetic, one, other, rows, inner, columns);
            System.arraycopy(product, 0, result, i * rows * columns, product.length);
        }
        return result;
    }

    private static double[] product(Arithmetic arithmetic, double[] a, double[] b, int rows, int inner, int columns) {
        if (arithmetic.isNearest() && arithmetic.dtype() == DType.FLOAT64 && rows * inner * columns > 0) {
            DMatrixRMaj result = new DMatrixRMaj(rows, columns);
            CommonOps_DDRM.mult(DMatrixRMaj.wrap(rows, inner, a), DMatrixRMaj.wrap(inner, columns, b), result);
            return withoutNegativeZeros(result.data);
        }
        return rounded(arithmetic, a, b, rows, inner, columns);
    }

    /** EJML starts a sum with its first product, the loop below with +0.0: so that both give the same zero for −0.0 − 0.0. */
    private static double[] withoutNegativeZeros(double[] sums) {
        for (int i = 0; i < sums.length; i++) {
            sums[i] += 0.0;
        }
        return sums;
    }

    static double[] transposed(Shape shape, double[] values) {
        int rows = shape.dimension(0);
        int columns = shape.dimension(1);
        if (values.length == 0) {
            return values;
        }
        return CommonOps_DDRM.transpose(DMatrixRMaj.wrap(rows, columns, values), null).data;
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

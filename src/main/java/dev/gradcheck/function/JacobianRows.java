package dev.gradcheck.function;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.UnaryOperator;

/** The rows of a Jacobian, each a function of its own, so that a wrong entry is known by its row and its column. */
public final class JacobianRows {
    /** The rows are differenced at mostly the same points; more of them than this are not kept. */
    private static final int KEPT = 1 << 14;

    private JacobianRows() {}

    /**
     * {@return one scalar function for each component of r, with its row of the Jacobian as its gradient}
     *
     * @param name what people call r
     * @param residuals r, from x to its components
     * @param jacobian from x to the matrix with ∂rᵢ/∂xⱼ at (i, j)
     * @param rows how many components r has
     */
    public static List<Differentiable> of(
            String name, UnaryOperator<double[]> residuals, Function<double[], double[][]> jacobian, int rows) {
        Map<List<Double>, double[]> seen = new HashMap<>();
        UnaryOperator<double[]> kept = x -> {
            List<Double> key = Arrays.stream(x).boxed().toList();
            double[] known = seen.get(key);
            if (known == null) {
                known = Untouched.call("value of " + name, x, residuals);
                if (seen.size() < KEPT) {
                    seen.put(key, known);
                }
            }
            return known;
        };
        List<Differentiable> functions = new ArrayList<>();
        for (int i = 0; i < rows; i++) {
            int row = i;
            // the first is asked anew each time, so that a function that does not give the same again is seen
            UnaryOperator<double[]> values = i == 0 ? residuals : kept;
            functions.add(new ScalarFunction(
                    name + "[" + i + "]",
                    x -> component(name, row, rows, values.apply(x)),
                    x -> row(name, row, rows, jacobian.apply(x))));
        }
        return functions;
    }

    private static double component(String name, int row, int rows, double[] values) {
        if (values == null || values.length != rows) {
            throw new IllegalStateException(name + " has " + rows + " components at the point and "
                    + (values == null ? "none (null)" : values.length) + " near it");
        }
        return values[row];
    }

    private static double[] row(String name, int row, int rows, double[][] jacobian) {
        if (jacobian == null || jacobian.length != rows) {
            throw new IllegalStateException(
                    "the Jacobian has " + (jacobian == null ? "no" : jacobian.length) + " rows, but " + name + " has "
                            + rows + " components: entry (i, j) is the derivative of component i by x[j]");
        }
        return jacobian[row];
    }
}

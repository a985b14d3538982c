package dev.gradcheck.testing;

import dev.gradcheck.function.Differentiable;
import dev.gradcheck.function.JacobianRows;
import dev.gradcheck.function.Parameters;
import dev.gradcheck.function.PlainFunctions;
import dev.gradcheck.function.ScalarFunction;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BinaryOperator;
import java.util.function.Function;
import java.util.function.UnaryOperator;

/**
 * One function to judge at one point: an assertion is made of at least one, a Jacobian of as many as it has rows.
 *
 * @param name of its check
 * @param function the accused
 * @param point where
 */
record Part(String name, Differentiable function, Parameters point) {
    /** What an assertion is made of. */
    @FunctionalInterface
    interface Parts {
        List<Part> at(String name, Parameters point);

        /** {@return what else is worth saying where something is wrong; "" where nothing is} */
        default String note(Parameters point) {
            return "";
        }
    }

    /** The rows of a Jacobian. */
    record Rows(UnaryOperator<double[]> residuals, Function<double[], double[][]> jacobian, boolean isHessian)
            implements Parts {
        @Override
        public List<Part> at(String name, Parameters point) {
            return JacobianRows.of(name, residuals, jacobian, count(point)).stream()
                    .map(row -> new Part(row.name(), row, point))
                    .toList();
        }

        /** A function that fails is judged as one row, and what it does is a finding. */
        private int count(Parameters point) {
            return Part.<double[]>tried(() -> residuals.apply(x(point)))
                    .map(values -> values.length)
                    .filter(rows -> rows > 0)
                    .orElse(1);
        }

        @Override
        public String note(Parameters point) {
            return isHessian
                    ? Part.<double[][]>tried(() -> jacobian.apply(x(point)))
                            .map(Rows::asymmetry)
                            .orElse("")
                    : "";
        }

        private static String asymmetry(double[][] h) {
            for (int i = 0; i < h.length; i++) {
                for (int j = 0; j < i && i < h[j].length && j < h[i].length; j++) {
                    if (h[i][j] != h[j][i]) {
                        return "the Hessian is not symmetric: H[" + i + "][" + j + "] = " + h[i][j] + ", H[" + j + "]["
                                + i + "] = " + h[j][i] + "\n";
                    }
                }
            }
            return "";
        }
    }

    /** A pushforward, column by column and along one more direction; and the pullback that has to be its transpose, if there is one. */
    record Adjoint(
            UnaryOperator<double[]> value,
            BinaryOperator<double[]> pushforward,
            Optional<BinaryOperator<double[]>> pullback)
            implements Parts {
        @Override
        public List<Part> at(String name, Parameters point) {
            double[] x = x(point);
            double[] u = mixed(x.length);
            double[] w =
                    mixed(tried(() -> value.apply(x.clone())).map(y -> y.length).orElse(1));
            Parameters zero = ScalarFunction.point(0);
            List<Part> parts = new ArrayList<>();
            Differentiable columns = PlainFunctions.pushforward(name, value, pushforward);
            parts.add(new Part(name, columns, point));
            String forward = name + ": ⟨J·u, w⟩";
            parts.add(new Part(
                    forward,
                    PlainFunctions.along(
                            forward,
                            value,
                            x,
                            u,
                            w,
                            at -> PlainFunctions.dot("J·u", pushforward.apply(at, u.clone()), w)),
                    zero));
            pullback.ifPresent(jt -> {
                String backward = name + ": ⟨u, Jᵀ·w⟩";
                parts.add(new Part(name + ": Jᵀ·w", PlainFunctions.vector(name, value, jt), point));
                parts.add(new Part(
                        backward,
                        PlainFunctions.along(
                                backward, value, x, u, w, at -> PlainFunctions.dot("Jᵀ·w", jt.apply(at, w.clone()), u)),
                        zero));
            });
            return parts;
        }

        /** ±(1 + k/8): neither unit nor uniform, and few digits, so that x + t·u rounds little. */
        private static double[] mixed(int length) {
            double[] mixed = new double[length];
            for (int i = 0; i < length; i++) {
                mixed[i] = (i % 2 == 0 ? 1 : -1) * (1 + (3 * i + 1) % 8 / 8.0);
            }
            return mixed;
        }
    }

    private static double[] x(Parameters point) {
        return point.get(ScalarFunction.PARAMETER).values();
    }

    private interface Call<T> {
        T run();
    }

    /** What it throws is found when it is judged. */
    private static <T> Optional<T> tried(Call<T> call) {
        try {
            return Optional.ofNullable(call.run());
        } catch (RuntimeException | LinkageError e) {
            return Optional.empty();
        }
    }
}

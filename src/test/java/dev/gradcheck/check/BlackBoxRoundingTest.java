package dev.gradcheck.check;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gradcheck.function.Differentiable;
import dev.gradcheck.function.Parameters;
import dev.gradcheck.function.Vjp;
import dev.gradcheck.oracle.FiniteDifferences;
import dev.gradcheck.tensor.DType;
import dev.gradcheck.tensor.Shape;
import dev.gradcheck.tensor.Tensor;
import dev.gradcheck.verdict.Verdict;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.BiFunction;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Loops over arrays: arithmetic that random rounding does not reach. */
class BlackBoxRoundingTest {
    private static final int POINTS = 60;

    /** Of float64 and of float32 work: a fault that has to be seen. */
    private static final double SMALL = 1e-6;

    private static final double SMALL_IN_FLOAT = 1e-3;

    /** Plain loops: value, pullback, and sizes. */
    private enum Loops {
        DENSE(4, 64, x -> dense(x, 64), (x, v) -> denseBack(x, v)),
        WIDE(3, 1000, x -> dense(x, 1000), (x, v) -> denseBack(x, v)),
        LAYER_NORM(3, 3, Loops::norm, Loops::normBack),
        SOFTMAX(5, 5, Loops::softmax, Loops::softmaxBack),
        FLOAT_SIGMOID(40, 1, Loops::sigmoids, Loops::sigmoidsBack);

        private final int inputs;
        private final int outputs;
        private final UnaryOperator<double[]> value;
        private final BiFunction<double[], double[], double[]> back;

        Loops(int inputs, int outputs, UnaryOperator<double[]> value, BiFunction<double[], double[], double[]> back) {
            this.inputs = inputs;
            this.outputs = outputs;
            this.value = value;
            this.back = back;
        }

        private static double weight(int i, int j) {
            return StrictMath.sin(1 + i * 3.7 + j * 1.3) * 2;
        }

        private static double[] dense(double[] x, int outputs) {
            double[] y = new double[outputs];
            for (int i = 0; i < outputs; i++) {
                for (int j = 0; j < x.length; j++) {
                    y[i] += weight(i, j) * x[j];
                }
            }
            return y;
        }

        private static double[] denseBack(double[] x, double[] v) {
            double[] d = new double[x.length];
            for (int i = 0; i < v.length; i++) {
                for (int j = 0; j < d.length; j++) {
                    d[j] += weight(i, j) * v[i];
                }
            }
            return d;
        }

        private static double[] norm(double[] x) {
            double mean = 0;
            double square = 0;
            for (double a : x) {
                mean += a / x.length;
            }
            for (double a : x) {
                square += (a - mean) * (a - mean) / x.length;
            }
            double[] y = new double[x.length];
            for (int i = 0; i < x.length; i++) {
                y[i] = (x[i] - mean) / Math.sqrt(square + 1e-5);
            }
            return y;
        }

        private static double[] normBack(double[] x, double[] v) {
            double[] y = norm(x);
            double mean = 0;
            double square = 0;
            double a = 0;
            double b = 0;
            for (int i = 0; i < x.length; i++) {
                mean += x[i] / x.length;
                a += v[i] / x.length;
                b += v[i] * y[i] / x.length;
            }
            for (double each : x) {
                square += (each - mean) * (each - mean) / x.length;
            }
            double[] d = new double[x.length];
            for (int i = 0; i < x.length; i++) {
                d[i] = (v[i] - a - y[i] * b) / Math.sqrt(square + 1e-5);
            }
            return d;
        }

        private static double[] softmax(double[] x) {
            double sum = 0;
            double[] y = new double[x.length];
            for (int i = 0; i < x.length; i++) {
                y[i] = StrictMath.exp(x[i]);
                sum += y[i];
            }
            for (int i = 0; i < x.length; i++) {
                y[i] /= sum;
            }
            return y;
        }

        private static double[] softmaxBack(double[] x, double[] v) {
            double[] s = softmax(x);
            double a = 0;
            for (int i = 0; i < s.length; i++) {
                a += s[i] * v[i];
            }
            double[] d = new double[s.length];
            for (int i = 0; i < s.length; i++) {
                d[i] = s[i] * (v[i] - a);
            }
            return d;
        }

        private static float sigmoid(double x) {
            return 1 / (1 + (float) StrictMath.exp(-(float) x));
        }

        private static double[] sigmoids(double[] x) {
            float sum = 0;
            for (double a : x) {
                sum += sigmoid(a);
            }
            return new double[] {sum};
        }

        private static double[] sigmoidsBack(double[] x, double[] v) {
            double[] d = new double[x.length];
            for (int i = 0; i < x.length; i++) {
                float s = sigmoid(x[i]);
                d[i] = (float) v[0] * s * (1 - s);
            }
            return d;
        }
    }

    /** The same with every element of the gradient times this. */
    private record Accused(String name, Loops loops, double factor) implements Differentiable {
        @Override
        public Tensor primal(Parameters point) {
            double[] y = loops.value.apply(point.get("x").values());
            Shape shape = y.length == 1 ? Shape.SCALAR : Shape.of(y.length);
            return Tensor.of(DType.FLOAT64, shape, y);
        }

        @Override
        public Vjp vjp(Parameters point) {
            return new Vjp(primal(point), Parameters.NONE, v -> {
                double[] d = loops.back.apply(point.get("x").values(), v.values());
                for (int i = 0; i < d.length; i++) {
                    d[i] *= factor;
                }
                return Parameters.of("x", Tensor.of(DType.FLOAT64, Shape.of(d.length), d));
            });
        }
    }

    @ParameterizedTest
    @EnumSource
    void the_right_gradient_of_loops_is_not_called_wrong(Loops loops) {
        for (int seed = 0; seed < POINTS; seed++) {
            assertThat(verdict(new Accused("loops", loops, 1), seed))
                    .as("seed %d", seed)
                    .isEqualTo(Verdict.AGREES);
        }
    }

    @ParameterizedTest
    @EnumSource
    void a_small_factor_in_the_gradient_of_loops_is_found(Loops loops) {
        double fault = loops == Loops.FLOAT_SIGMOID ? SMALL_IN_FLOAT : SMALL;
        for (int seed = 0; seed < POINTS / 4; seed++) {
            assertThat(verdict(new Accused("loops", loops, 1 + fault), seed))
                    .as("seed %d", seed)
                    .isEqualTo(Verdict.DISAGREES);
        }
    }

    /** 1 + 1e-6 for cotangents whose first element is negative: linear in nothing. */
    @Test
    void a_pullback_of_loops_that_is_not_linear_by_a_millionth_is_found() {
        Accused dense = new Accused("dense", Loops.DENSE, 1);
        Differentiable bent = new Differentiable() {
            @Override
            public String name() {
                return "bent";
            }

            @Override
            public Tensor primal(Parameters point) {
                return dense.primal(point);
            }

            @Override
            public Vjp vjp(Parameters point) {
                return new Vjp(primal(point), Parameters.NONE, v -> {
                    Parameters d = dense.vjp(point).pullback().apply(v);
                    return v.at(0) < 0 ? d.map(t -> t.mapExactly(a -> a * (1 + SMALL))) : d;
                });
            }
        };
        assertThat(report(bent, Loops.DENSE, 3).findings())
                .anyMatch(f -> f.verdict() == Verdict.DISAGREES && f.reason().contains("not linear"));
    }

    private static Verdict verdict(Accused accused, long seed) {
        return report(accused, accused.loops, seed).verdict();
    }

    private static CheckReport report(Differentiable function, Loops loops, long seed) {
        double[] x = new SplittableRandom(seed).doubles(loops.inputs, -2, 2).toArray();
        Parameters point = Parameters.of("x", Tensor.of(DType.FLOAT64, Shape.of(x.length), x));
        return new GradientCheck("loops", function, point, DType.FLOAT64, List.of(new FiniteDifferences()), seed).run();
    }
}

package dev.gradcheck.strangers;

import dev.gradcheck.function.ScalarFunction;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;
import java.util.function.UnaryOperator;
import java.util.random.RandomGenerator;

/** Right gradients of values that are differences of nearly equal numbers: some points have no digits left, and nothing is wrong with any. */
final class Cancelling {
    private Cancelling() {}

    private static Kind kind(
            String name,
            ToDoubleFunction<double[]> f,
            UnaryOperator<double[]> g,
            Function<RandomGenerator, double[]> at) {
        return new Kind("D " + name, true, random -> Sample.of(new ScalarFunction(name, f, g), at.apply(random)));
    }

    private static double[] all(double... x) {
        return x;
    }

    private static double power(RandomGenerator random, double low, double high) {
        return Math.pow(10, random.nextDouble(low, high));
    }

    /** Around a mean that is large against how far they are spread. */
    private static double[] around(RandomGenerator random, double low, double high) {
        double mean = power(random, low, high);
        return random.doubles(random.nextInt(2, 9), -2, 2).map(v -> mean + v).toArray();
    }

    private static double mean(double[] x) {
        return Arrays.stream(x).sum() / x.length;
    }

    private static double squares(double[] x) {
        return Arrays.stream(x).map(v -> v * v).sum();
    }

    private static double[] deviations(double[] x, double factor) {
        double mean = mean(x);
        return Arrays.stream(x).map(v -> (v - mean) * factor).toArray();
    }

    static List<Kind> kinds() {
        return List.of(
                kind(
                        "sqrt(x² + 1) - x",
                        x -> Math.sqrt(x[0] * x[0] + 1) - x[0],
                        x -> all(-1 / (Math.sqrt(x[0] * x[0] + 1) * (Math.sqrt(x[0] * x[0] + 1) + x[0]))),
                        r -> all(power(r, 3, 8))),
                kind(
                        "variance, mean of squares",
                        x -> squares(x) / x.length - mean(x) * mean(x),
                        x -> deviations(x, 2.0 / x.length),
                        r -> around(r, 3, 8)),
                kind(
                        "variance of four whole numbers",
                        x -> squares(x) / 4 - mean(x) * mean(x),
                        x -> deviations(x, 0.5),
                        r -> {
                            double mean = Math.rint(power(r, 3, 9));
                            return r.doubles(4, -20, 20)
                                    .map(v -> mean + Math.rint(v))
                                    .toArray();
                        }),
                kind(
                        "deviation of a sample",
                        x -> Math.sqrt((squares(x) - mean(x) * mean(x) * x.length) / (x.length - 1)),
                        x -> deviations(x, 1 / Math.sqrt(squares(deviations(x, 1)) * (x.length - 1))),
                        r -> around(r, 3, 6)),
                kind(
                        "small root of ax² + bx + c",
                        x -> (-x[1] + Math.sqrt(x[1] * x[1] - 4 * x[0] * x[2])) / (2 * x[0]),
                        x -> {
                            double d = Math.sqrt(x[1] * x[1] - 4 * x[0] * x[2]);
                            double root = 2 * x[2] / (-x[1] - d);
                            return all(-root * root / d, -root / d, -1 / d);
                        },
                        r -> all(r.nextDouble(0.5, 2), power(r, 2, 9), r.nextDouble(0.5, 2))),
                kind(
                        "exp(x) - 1 - x",
                        x -> StrictMath.exp(x[0]) - 1 - x[0],
                        x -> all(StrictMath.expm1(x[0])),
                        r -> all(power(r, -9, -3))),
                kind(
                        "log(x + 1) - log(x)",
                        x -> StrictMath.log(x[0] + 1) - StrictMath.log(x[0]),
                        x -> all(-1 / (x[0] * (x[0] + 1))),
                        r -> all(power(r, 3, 12))),
                kind(
                        "((1 + x) - 1)·y",
                        x -> ((1 + x[0]) - 1) * x[1],
                        x -> all(x[1], x[0]),
                        r -> all(power(r, -16, -10), r.nextDouble(1, 3))),
                kind(
                        "arccos(1 - x)",
                        x -> StrictMath.acos(1 - x[0]),
                        x -> all(1 / Math.sqrt(2 * x[0] - x[0] * x[0])),
                        r -> all(power(r, -14, -3))),
                kind(
                        "1 - tanh(x)",
                        x -> 1 - StrictMath.tanh(x[0]),
                        x -> all(-1 / Math.pow(StrictMath.cosh(x[0]), 2)),
                        r -> all(r.nextDouble(5, 19))),
                kind(
                        "log(exp(x) + exp(y)) - x",
                        x -> StrictMath.log(StrictMath.exp(x[0]) + StrictMath.exp(x[1])) - x[0],
                        x -> {
                            double s = 1 / (1 + StrictMath.exp(x[0] - x[1]));
                            return all(-s, s);
                        },
                        r -> all(r.nextDouble(20, 40), r.nextDouble(-5, 5))),
                kind(
                        "sums of 1e12 + x², less 1e12 each",
                        x -> Arrays.stream(x).map(v -> 1e12 + v * v).sum() - 1e12 * x.length,
                        x -> Arrays.stream(x).map(v -> 2 * v).toArray(),
                        r -> r.doubles(5, -3, 3).toArray()),
                kind(
                        "1 - Σp²",
                        x -> 1 - squares(x),
                        x -> Arrays.stream(x).map(v -> -2 * v).toArray(),
                        r -> {
                            double p = power(r, -14, -6);
                            return all(1 - p, p);
                        }),
                kind(
                        "great circle by arccos",
                        x -> StrictMath.acos(StrictMath.sin(x[0]) * StrictMath.sin(x[1])
                                + StrictMath.cos(x[0]) * StrictMath.cos(x[1])),
                        x -> all(Math.signum(x[0] - x[1]), Math.signum(x[1] - x[0])),
                        r -> {
                            double x = r.nextDouble(0.2, 1);
                            return all(x, x + power(r, -7, -4));
                        }),
                kind("x² - y²", x -> x[0] * x[0] - x[1] * x[1], x -> all(2 * x[0], -2 * x[1]), r -> {
                    double x = power(r, 0, 8);
                    return all(x, x + power(r, -8, 0));
                }));
    }
}

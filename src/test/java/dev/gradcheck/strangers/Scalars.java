package dev.gradcheck.strangers;

import dev.gradcheck.function.ScalarFunction;
import java.util.Arrays;
import java.util.List;
import java.util.function.DoubleUnaryOperator;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;
import java.util.function.UnaryOperator;
import java.util.random.RandomGenerator;

/** Right scalar functions that were called wrong (A) or left undecided (B), at points drawn around the places that matter. */
final class Scalars {
    private Scalars() {}

    private static Kind kind(
            String name,
            ToDoubleFunction<double[]> f,
            UnaryOperator<double[]> g,
            Function<RandomGenerator, double[]> at) {
        return new Kind(name, true, random -> Sample.of(new ScalarFunction(name, f, g), at.apply(random)));
    }

    private static Kind each(
            String name, DoubleUnaryOperator f, DoubleUnaryOperator g, Function<RandomGenerator, double[]> at) {
        return kind(
                name,
                x -> Arrays.stream(x).map(f).sum(),
                x -> Arrays.stream(x).map(g).toArray(),
                at);
    }

    private static double[] same(RandomGenerator random, double value) {
        double[] x = new double[random.nextInt(1, 21)];
        Arrays.fill(x, value);
        return x;
    }

    private static double[] power(RandomGenerator random, double low, double high) {
        return new double[] {Math.pow(10, random.nextDouble(low, high))};
    }

    private static double sigmoid(double x) {
        return 1 / (1 + StrictMath.exp(-x));
    }

    static List<Kind> calledWrong() {
        return List.of(
                each("A relu of zeros", x -> Math.max(x, 0), x -> x > 0 ? 1 : 0, r -> same(r, 0)),
                each("A |x| of zeros", Math::abs, Math::signum, r -> same(r, 0)),
                each(
                        "A clamp at its bounds",
                        x -> Math.max(-1, Math.min(1, x)),
                        x -> Math.abs(x) <= 1 ? 1 : 0,
                        r -> Arrays.stream(same(r, 1))
                                .map(x -> r.nextBoolean() ? x : -x)
                                .toArray()),
                kind(
                        "A relu(a) - relu(b) at 0",
                        x -> Math.max(x[0], 0) - Math.max(x[1], 0),
                        x -> new double[] {x[0] > 0 ? 1 : 0, x[1] > 0 ? -1 : 0},
                        r -> new double[2]),
                kind(
                        "A max of a constant",
                        x -> Arrays.stream(x).max().orElseThrow(),
                        Scalars::first,
                        r -> same(r, r.nextDouble(-2, 2))),
                each(
                        "A log cosh near 0",
                        x -> StrictMath.log(StrictMath.cosh(x)),
                        StrictMath::tanh,
                        r -> power(r, -10, -8)),
                each("A 1 - cos near 0", x -> 1 - StrictMath.cos(x), StrictMath::sin, r -> power(r, -10, -8)),
                each(
                        "A sqrt(1 + x²) - 1 near 0",
                        x -> Math.sqrt(1 + x * x) - 1,
                        x -> x / Math.sqrt(1 + x * x),
                        r -> power(r, -10, -8)),
                each(
                        "A -Σ log(1 - p), logits 20..35",
                        x -> -StrictMath.log(1 - sigmoid(x)),
                        Scalars::sigmoid,
                        r -> r.doubles(r.nextInt(1, 6), 20, 35).toArray()),
                each("A -log(1 - σ(x)), 20..36", x -> -StrictMath.log(1 - sigmoid(x)), Scalars::sigmoid, r ->
                        new double[] {r.nextDouble(20, 36)}),
                each(
                        "A sqrt(x² + 1) - x at 1e5..1e8",
                        x -> Math.sqrt(x * x + 1) - x,
                        x -> -1 / (Math.sqrt(x * x + 1) * (Math.sqrt(x * x + 1) + x)),
                        r -> power(r, 5, 8)),
                each(
                        "A log(1 + x) at 1e-15..1e-13",
                        x -> StrictMath.log(1 + x),
                        x -> 1 / (1 + x),
                        r -> power(r, -15, -13)),
                each("A sin rounded to 2^-10", x -> Math.rint(StrictMath.sin(x) * 1024) / 1024, StrictMath::cos, r ->
                        new double[] {r.nextDouble(-3, 3)}),
                each(
                        "A log of exp(-x) rounded to 2^-12",
                        x -> StrictMath.log(Math.rint(StrictMath.exp(-x) * 4096) / 4096),
                        x -> -1,
                        r -> new double[] {r.nextDouble(0, 7)}));
    }

    private static double[] first(double[] x) {
        double[] g = new double[x.length];
        double max = Arrays.stream(x).max().orElseThrow();
        int at = 0;
        while (x[at] != max) {
            at++;
        }
        g[at] = 1;
        return g;
    }

    static List<Kind> undecided() {
        return List.of(
                each("B (x - 3)² at 3", x -> (x - 3) * (x - 3), x -> 2 * (x - 3), r -> same(r, 3)),
                each("B x³ at 0", x -> x * x * x, x -> 3 * x * x, r -> same(r, 0)),
                kind(
                        "B xyz at two zeros",
                        x -> x[0] * x[1] * x[2],
                        x -> new double[] {x[1] * x[2], x[0] * x[2], x[0] * x[1]},
                        r -> new double[] {0, 0, r.nextDouble(-5, 5)}),
                kind(
                        "B Rosenbrock at (1, 1)",
                        x -> Math.pow(1 - x[0], 2) + 100 * Math.pow(x[1] - x[0] * x[0], 2),
                        x -> new double[] {
                            -2 * (1 - x[0]) - 400 * x[0] * (x[1] - x[0] * x[0]), 200 * (x[1] - x[0] * x[0])
                        },
                        r -> new double[] {1, 1}),
                kind(
                        "B Σ softmax",
                        x -> Normal.sum(Rounding.DOUBLES, Normal.softmax(Rounding.DOUBLES, x)),
                        x -> new double[x.length],
                        r -> r.doubles(r.nextInt(2, 8), -3, 3).toArray()),
                kind(
                        "B sizes 1e9, 0.5, 8e4 in one array",
                        x -> x[0] * 1e-9 + x[1] * x[1] + StrictMath.sin(x[2] * 1e-4),
                        x -> new double[] {1e-9, 2 * x[1], 1e-4 * StrictMath.cos(x[2] * 1e-4)},
                        r -> new double[] {1e9 * r.nextDouble(0.5, 2), r.nextDouble(0.2, 1), 8e4 * r.nextDouble(0.5, 2)
                        }),
                each("B saturated sigmoid", Scalars::sigmoid, x -> sigmoid(x) * sigmoid(-x), r ->
                        new double[] {r.nextDouble(36, 60)}),
                each("B saturated tanh", StrictMath::tanh, x -> 1 / Math.pow(StrictMath.cosh(x), 2), r ->
                        new double[] {r.nextDouble(19, 40)}),
                each("B x^1.5 at 0", x -> StrictMath.pow(x, 1.5), x -> 1.5 * Math.sqrt(x), r -> same(r, 0)),
                each("B remainder, a sawtooth", x -> Math.IEEEremainder(x, 1), x -> 1, r ->
                        new double[] {r.nextDouble(-0.4, 0.4) + r.nextInt(-5, 6)}),
                each("B x - floor(x), teeth shorter than the first step", x -> x - Math.floor(x), x -> 1, r ->
                        new double[] {r.nextDouble(0.1, 0.9) + r.nextInt(-40, 40)}),
                each(
                        "B squared hinge at its corner",
                        x -> Math.max(0, 1 - x) * Math.max(0, 1 - x),
                        x -> -2 * Math.max(0, 1 - x),
                        r -> same(r, 1)),
                each(
                        "B x log x near 0",
                        x -> x * StrictMath.log(x),
                        x -> StrictMath.log(x) + 1,
                        r -> power(r, -300, 0)),
                each(
                        "B log beside the edge of its domain",
                        x -> StrictMath.log(x + 1e-9),
                        x -> 1 / (x + 1e-9),
                        r -> same(r, 0)),
                each("B amplitude 1e13", x -> 1e13 + x * x, x -> 2 * x, r -> new double[] {r.nextDouble(1, 3)}),
                each(
                        "B 1e-9 from a bound of a clamp",
                        x -> Math.max(-1, Math.min(1, x)),
                        x -> Math.abs(x) <= 1 ? 1 : 0,
                        r -> new double[] {1 + (r.nextBoolean() ? 1e-9 : -1e-9)}));
    }
}

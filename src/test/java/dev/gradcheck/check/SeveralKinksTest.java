package dev.gradcheck.check;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gradcheck.function.ScalarFunction;
import dev.gradcheck.oracle.FiniteDifferences;
import dev.gradcheck.tensor.DType;
import dev.gradcheck.verdict.Finding;
import dev.gradcheck.verdict.Source;
import dev.gradcheck.verdict.Verdict;
import java.util.Arrays;
import java.util.List;
import java.util.function.ToDoubleFunction;
import org.junit.jupiter.api.Test;

/** Functions with several kinks at the point, at many seeds: what is right, and what is wrong only where elements move together. */
class SeveralKinksTest {
    private static final int SEEDS = 50;

    @Test
    void conventions_at_kinks_of_their_own_are_right_at_every_seed() {
        ToDoubleFunction<double[]> relus =
                x -> Arrays.stream(x).map(a -> Math.max(a, 0)).sum();
        right(relus, new double[4], new double[4]);
        right(relus, new double[] {0.5, 0.5}, new double[2]);
        right(relus, new double[] {0, 1, 0, 1, 1}, new double[5]);
        right(x -> Math.abs(x[0]) + Math.abs(x[1]), new double[] {0, 0}, new double[2]);
        right(x -> clamp(x[0]) + clamp(x[1]), new double[] {1, 1}, new double[] {-1, 1});
        right(x -> Math.max(x[0], 0) - Math.max(x[1], 0), new double[2], new double[2]);
    }

    @Test
    void a_tie_whose_parts_add_up_to_its_slope_is_right_at_every_seed() {
        ToDoubleFunction<double[]> max = x -> Arrays.stream(x).max().getAsDouble();
        right(max, new double[] {1, 0}, new double[] {2, 2});
        right(max, new double[] {0.5, 0.5}, new double[] {2, 2});
        right(max, new double[] {0, 0, 1, 0}, new double[] {3, 3, 3, 3});
        right(SeveralKinksTest::sorted, new double[] {1, 2, 5}, new double[] {2, 2, 7});
        right(SeveralKinksTest::windows, new double[] {1, 0, 1, 0}, new double[] {2, 2, 2, 2});
    }

    @Test
    void a_tie_whose_parts_add_up_to_more_or_less_is_found_at_every_seed() {
        ToDoubleFunction<double[]> max = x -> Arrays.stream(x).max().getAsDouble();
        wrong(max, new double[] {1, 1}, new double[] {2, 2});
        wrong(max, new double[] {0, 0}, new double[] {2, 2});
        wrong(max, new double[] {1, 1, 1, 1}, new double[] {3, 3, 3, 3});
        wrong(SeveralKinksTest::sorted, new double[] {2, 2, 5}, new double[] {2, 2, 7});
        wrong(SeveralKinksTest::sorted, new double[] {1, 1, 5}, new double[] {2, 2, 7});
    }

    /** The surplus of one window makes up for what the other lacks. */
    @Test
    void ties_that_are_wrong_in_opposite_ways_are_found_in_pairs() {
        wrong(SeveralKinksTest::windows, new double[] {1, 1, 0, 0}, new double[] {2, 2, 2, 2});
    }

    @Test
    void elements_of_opposite_slope_that_share_a_kink_are_found() {
        wrong(x -> Math.max(x[0] - x[1], 0), new double[] {1, 0}, new double[] {2, 2});
        right(x -> Math.max(x[0] - x[1], 0), new double[] {1, -1}, new double[] {2, 2});
    }

    /** A point on one tread of a value without digits: f(x + hd) = f(x), and any slope leaves a remainder of first order. */
    @Test
    void a_plateau_is_no_proof_against_the_gradient() {
        for (int i = 0; i < SEEDS; i++) {
            double a = 1 + i / 16.0;
            nobodyBlames(x -> Math.rint(Math.sin(x[0]) * 1024) / 1024, Math.cos(a), a);
            double b = 1e5 + 7e4 * i;
            nobodyBlames(x -> Math.sqrt(x[0] * x[0] + 1) - x[0], -1 / (2 * b * b), b);
        }
    }

    private static double clamp(double a) {
        return Math.max(-1, Math.min(1, a));
    }

    /** 1 times the smallest, 2 times the next, 5 times the largest. */
    private static double sorted(double... x) {
        double[] s = x.clone();
        Arrays.sort(s);
        return s[0] + 2 * s[1] + 5 * s[2];
    }

    private static double windows(double... x) {
        return Math.max(x[0], x[1]) + Math.max(x[2], x[3]);
    }

    private static void right(ToDoubleFunction<double[]> f, double[] gradient, double[] at) {
        for (long seed = 0; seed < SEEDS; seed++) {
            assertThat(report(f, gradient, seed, at).findings())
                    .as("seed %d", seed)
                    .noneMatch(Finding::failsBuild);
        }
    }

    private static void wrong(ToDoubleFunction<double[]> f, double[] gradient, double[] at) {
        for (long seed = 0; seed < SEEDS; seed++) {
            assertThat(report(f, gradient, seed, at).findings())
                    .as("seed %d", seed)
                    .anyMatch(
                            x -> x.verdict() == Verdict.DISAGREES && x.witness().source() == Source.JOINT);
        }
    }

    private static void nobodyBlames(ToDoubleFunction<double[]> f, double gradient, double at) {
        assertThat(report(f, new double[] {gradient}, 1, at).findings())
                .as("at %s", at)
                .noneMatch(x -> x.verdict() == Verdict.DISAGREES);
    }

    private static CheckReport report(ToDoubleFunction<double[]> f, double[] gradient, long seed, double... at) {
        ScalarFunction function = new ScalarFunction("f", f, x -> gradient.clone());
        return new GradientCheck(
                        "f", function, ScalarFunction.point(at), DType.FLOAT64, List.of(new FiniteDifferences()), seed)
                .run();
    }
}

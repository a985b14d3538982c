package dev.gradcheck.check;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gradcheck.function.ScalarFunction;
import dev.gradcheck.oracle.Budget;
import dev.gradcheck.oracle.FiniteDifferences;
import dev.gradcheck.tensor.DType;
import dev.gradcheck.verdict.ElementVerdict;
import dev.gradcheck.verdict.Finding;
import dev.gradcheck.verdict.Verdict;
import java.time.Duration;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A parameter with more elements than the budget allows to measure each: logistic regression, as a stranger writes it in plain loops. */
class SurveyTest {
    private static final int FEATURES = 600;
    private static final int SAMPLES = 20;

    /** The least of times: what has more than a few elements is surveyed. */
    private static final Budget NO_TIME = new Budget(Duration.ofNanos(1));

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void a_right_gradient_agrees_along_every_direction(long seed) {
        Finding finding = finding(check(gradient -> gradient, seed, NO_TIME));
        assertThat(finding.verdict()).as(finding.reason()).isEqualTo(Verdict.AGREES);
        assertThat(finding.survey().orElseThrow().directions()).isEqualTo(20);
    }

    @ParameterizedTest
    @ValueSource(doubles = {-1, 0, 1.01, 1.0001, 1.000001})
    void one_wrong_element_of_thousands_is_found(double factor) {
        Finding finding = finding(check(changed(345, factor), 1, NO_TIME));
        assertThat(finding.verdict()).as(finding.reason()).isEqualTo(Verdict.DISAGREES);
        assertThat(wrong(finding)).containsExactly(345);
    }

    @Test
    void several_wrong_elements_are_found() {
        Finding finding = finding(check(changed(3, 2).andThen(changed(577, 0.5))::apply, 1, NO_TIME));
        assertThat(wrong(finding)).containsExactly(3, 577);
    }

    /** Where putting it right leaves no direction that contradicts. */
    @Test
    void the_only_wrong_element_is_named_by_its_place_in_the_whole() {
        Finding finding = finding(check(changed(345, 1.1), 1, NO_TIME));
        assertThat(finding.diagnosis().orElseThrow().fault()).isEqualTo("single element");
        assertThat(finding.diagnosis().orElseThrow().sentence())
                .isEqualTo("only element [345] of dL/dx is wrong, 1.10000 times the truth");
    }

    @Test
    void two_elements_that_are_exchanged_are_found() {
        Finding finding = finding(check(
                g -> {
                    double kept = g[10];
                    g[10] = g[11];
                    g[11] = kept;
                    return g;
                },
                1,
                NO_TIME));
        assertThat(wrong(finding)).containsExactly(10, 11);
    }

    @Test
    void a_sign_throughout_is_named() {
        Finding finding = finding(check(
                g -> {
                    for (int i = 0; i < g.length; i++) {
                        g[i] = -g[i];
                    }
                    return g;
                },
                1,
                NO_TIME));
        assertThat(finding.diagnosis().orElseThrow().fault()).isEqualTo("sign");
    }

    @Test
    void the_verdict_says_what_was_measured_and_what_would_have_been_seen() {
        Finding finding = finding(check(gradient -> gradient, 1, NO_TIME));
        assertThat(finding.reason())
                .matches(
                        "within the budget; 16 of 600 elements measured one by one, all together along 20 random ±directions"
                                + " \\(seed 7\\): an error of one element above \\d\\.\\de-\\d+ of the largest would have been seen, errors"
                                + " that cancel along each of them would not");
        assertThat(finding.resolution().orElseThrow()).isBetween(1e-13, 1e-6);
    }

    @Test
    void within_the_budget_each_element_is_measured() {
        Finding finding = finding(check(gradient -> gradient, 1, new Budget(Duration.ofMinutes(10))));
        assertThat(finding.elements()).hasSize(FEATURES);
        assertThat(finding.survey()).isEmpty();
    }

    @Test
    void the_same_seed_measures_the_same() {
        Finding one = finding(check(gradient -> gradient, 1, NO_TIME));
        Finding other = finding(check(gradient -> gradient, 1, NO_TIME));
        assertThat(one.elements()).isEqualTo(other.elements());
        assertThat(one.survey()).isEqualTo(other.survey());
    }

    private static List<Integer> wrong(Finding finding) {
        return finding.elements().stream()
                .filter(e -> e.verdict() == Verdict.DISAGREES)
                .map(ElementVerdict::element)
                .toList();
    }

    private static UnaryOperator<double[]> changed(int element, double factor) {
        return gradient -> {
            gradient[element] *= factor;
            return gradient;
        };
    }

    private static Finding finding(CheckReport report) {
        return report.findings().stream()
                .filter(f -> f.witness().isOracle())
                .findFirst()
                .orElseThrow();
    }

    private static CheckReport check(UnaryOperator<double[]> fault, long seed, Budget budget) {
        Logistic loss = new Logistic(seed);
        ScalarFunction function = new ScalarFunction("logistic loss", loss::value, w -> fault.apply(loss.gradient(w)));
        double[] point = new SplittableRandom(seed).doubles(FEATURES, -1, 1).toArray();
        return new GradientCheck(
                        "case",
                        function,
                        ScalarFunction.point(point),
                        DType.FLOAT64,
                        List.of(new FiniteDifferences(budget, 7)),
                        seed)
                .run();
    }

    /** ½‖w‖² + Σ log(1 + exp(−y·w·x)). */
    private static final class Logistic {
        private final double[][] x = new double[SAMPLES][FEATURES];
        private final double[] y = new double[SAMPLES];

        Logistic(long seed) {
            SplittableRandom random = new SplittableRandom(seed);
            for (int s = 0; s < SAMPLES; s++) {
                y[s] = random.nextBoolean() ? 1 : -1;
                for (int i = 0; i < FEATURES; i++) {
                    x[s][i] = random.nextDouble(-1, 1) / Math.sqrt(FEATURES);
                }
            }
        }

        double value(double[] w) {
            double sum = 0;
            for (double v : w) {
                sum += 0.5 * v * v;
            }
            for (int s = 0; s < SAMPLES; s++) {
                sum += Math.log1p(Math.exp(-y[s] * dot(w, x[s])));
            }
            return sum;
        }

        double[] gradient(double[] w) {
            double[] g = w.clone();
            for (int s = 0; s < SAMPLES; s++) {
                double factor = -y[s] / (1 + Math.exp(y[s] * dot(w, x[s])));
                for (int i = 0; i < FEATURES; i++) {
                    g[i] += factor * x[s][i];
                }
            }
            return g;
        }

        private static double dot(double[] a, double[] b) {
            double sum = 0;
            for (int i = 0; i < a.length; i++) {
                sum += a[i] * b[i];
            }
            return sum;
        }
    }
}

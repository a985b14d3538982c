package dev.gradcheck.check;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gradcheck.function.Differentiable;
import dev.gradcheck.function.Parameters;
import dev.gradcheck.function.Vjp;
import dev.gradcheck.oracle.FiniteDifferences;
import dev.gradcheck.tensor.DType;
import dev.gradcheck.tensor.Shape;
import dev.gradcheck.tensor.Tensor;
import dev.gradcheck.verdict.ElementVerdict;
import dev.gradcheck.verdict.Finding;
import dev.gradcheck.verdict.Verdict;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Max pooling over 2×2 windows: where several elements of a window are the largest, who gets the gradient is a convention. */
class MaxPoolTest {
    /** Four windows: a single maximum, and ties of two, three and four. */
    private static final Tensor X =
            Tensor.of(DType.FLOAT64, Shape.of(4, 4), 1, 2, 5, 3, 4, 3, 5, -1, 7, 7, 0.5, 0.5, 2, 7, 0.5, 0.5);

    private static final Set<Integer> TIED = Set.of(2, 6, 8, 9, 13, 10, 11, 14, 15);

    /** Who gets the gradient of a window. */
    private enum Rule {
        FIRST,
        LAST,
        SPLIT,
        ALL_DOUBLED,
        HALF_OF_A_SPLIT_TAKEN_AWAY,
        SMALLEST
    }

    @ParameterizedTest
    @EnumSource(names = {"FIRST", "LAST", "SPLIT"})
    void every_convention_at_a_tie_agrees_at_a_kink(Rule rule) {
        Finding finding = differences(rule);
        assertThat(finding.verdict()).isEqualTo(Verdict.AGREES_AT_A_KINK);
        assertThat(elements(finding, Verdict.AGREES_AT_A_KINK)).isEqualTo(new TreeSet<>(TIED));
        assertThat(elements(finding, Verdict.AGREES)).hasSize(16 - TIED.size());
    }

    @Test
    void a_gradient_that_goes_to_all_of_them_doubled_disagrees_at_each() {
        Finding finding = differences(Rule.ALL_DOUBLED);
        assertThat(finding.verdict()).isEqualTo(Verdict.DISAGREES);
        assertThat(elements(finding, Verdict.DISAGREES)).containsAll(TIED).hasSize(TIED.size() + 1);
    }

    @Test
    void a_gradient_of_the_other_sign_at_a_tie_disagrees() {
        Finding finding = differences(Rule.HALF_OF_A_SPLIT_TAKEN_AWAY);
        assertThat(elements(finding, Verdict.DISAGREES)).containsAll(TIED);
    }

    @Test
    void a_gradient_that_goes_to_the_smallest_disagrees_where_it_is_no_maximum() {
        assertThat(elements(differences(Rule.SMALLEST), Verdict.DISAGREES)).containsExactly(0, 4, 7, 12);
    }

    private static Finding differences(Rule rule) {
        CheckReport report =
                Fakes.check(new MaxPool(rule), Parameters.of("x", X), DType.FLOAT64, new FiniteDifferences());
        return Fakes.of(report, "finite differences").get(0);
    }

    private static Set<Integer> elements(Finding finding, Verdict verdict) {
        Set<Integer> elements = new TreeSet<>();
        finding.elements().stream()
                .filter(e -> e.verdict() == verdict)
                .map(ElementVerdict::element)
                .forEach(elements::add);
        return elements;
    }

    /** y[i][j] = max of x[2i..2i+1][2j..2j+1], with a rule of its own for the gradient. */
    private record MaxPool(Rule rule) implements Differentiable {
        @Override
        public String name() {
            return "2×2 max pooling, " + rule;
        }

        @Override
        public Tensor primal(Parameters point) {
            Tensor x = point.get("x");
            double[] y = windows().stream()
                    .mapToDouble(w -> Arrays.stream(w).mapToDouble(x::at).max().orElseThrow())
                    .toArray();
            return Tensor.of(x.dtype(), Shape.of(2, 2), y).in(x.arithmetic());
        }

        @Override
        public Vjp vjp(Parameters point) {
            Tensor x = point.get("x");
            return new Vjp(primal(point), Parameters.NONE, bar -> {
                Tensor gradient = x.times(0);
                for (int k = 0; k < 4; k++) {
                    gradient = gradient.plus(ofWindow(x, windows().get(k), bar.at(k)));
                }
                return Parameters.of("x", gradient);
            });
        }

        private Tensor ofWindow(Tensor x, int[] window, double bar) {
            double most = Arrays.stream(window).mapToDouble(x::at).max().orElseThrow();
            double least = Arrays.stream(window).mapToDouble(x::at).min().orElseThrow();
            int[] largest = Arrays.stream(window).filter(i -> x.at(i) == most).toArray();
            int[] smallest = Arrays.stream(window).filter(i -> x.at(i) == least).toArray();
            int ties = largest.length;
            return switch (rule) {
                case FIRST -> at(x, bar, largest[0]);
                case LAST -> at(x, bar, largest[ties - 1]);
                case SPLIT -> at(x, bar / ties, largest);
                case ALL_DOUBLED -> at(x, 2 * bar, largest);
                case HALF_OF_A_SPLIT_TAKEN_AWAY -> at(x, -bar / ties / 2, largest);
                case SMALLEST -> at(x, bar, smallest[0]);
            };
        }

        private static Tensor at(Tensor x, double value, int... places) {
            Tensor gradient = x.times(0);
            for (int place : places) {
                gradient = gradient.with(place, value);
            }
            return gradient;
        }

        private static List<int[]> windows() {
            List<int[]> windows = new ArrayList<>();
            for (int corner : new int[] {0, 2, 8, 10}) {
                windows.add(new int[] {corner, corner + 1, corner + 4, corner + 5});
            }
            return windows;
        }
    }
}

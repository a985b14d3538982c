package dev.gradcheck.check;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gradcheck.function.Differentiable;
import dev.gradcheck.function.Parameters;
import dev.gradcheck.function.Vjp;
import dev.gradcheck.oracle.Budget;
import dev.gradcheck.oracle.FiniteDifferences;
import dev.gradcheck.oracle.GradientOracle;
import dev.gradcheck.oracle.record.RecordOracle;
import dev.gradcheck.tensor.DType;
import dev.gradcheck.tensor.Shape;
import dev.gradcheck.tensor.Tensor;
import dev.gradcheck.verdict.ElementVerdict;
import dev.gradcheck.verdict.Finding;
import dev.gradcheck.verdict.Verdict;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.function.IntToDoubleFunction;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Σ c·relu(x) of many elements, of which every third sits on its kink: what each chooses for itself is no slope along all of them. */
class ManyKinksTest {
    private static final int ELEMENTS = 300;
    private static final Tensor X = Tensor.of(DType.FLOAT64, Shape.of(ELEMENTS), numbers(i -> i % 3 - 1));
    private static final Tensor C = Tensor.of(DType.FLOAT64, Shape.of(ELEMENTS), numbers(i -> i % 7 - 3));

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void a_right_gradient_is_not_called_wrong_by_directions_of_many_kinks(long seed) {
        assertThat(findings(g -> g, differences(seed)))
                .allSatisfy(finding ->
                        assertThat(finding.verdict()).as(finding.reason()).isNotEqualTo(Verdict.DISAGREES));
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void a_right_gradient_agrees_where_the_record_knows_what_the_kinks_concern(long seed) {
        assertThat(findings(g -> g, new RecordOracle(), differences(seed)))
                .noneMatch(Finding::failsBuild)
                .anyMatch(finding -> finding.verdict() == Verdict.AGREES_AT_A_KINK);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2})
    void a_wrong_element_among_the_kinks_is_found(int element) {
        Set<Integer> wrong = findings(g -> g.with(element, -9), new RecordOracle(), differences(1)).stream()
                .flatMap(finding -> finding.elements().stream())
                .filter(one -> one.verdict() == Verdict.DISAGREES)
                .map(ElementVerdict::element)
                .collect(Collectors.toSet());
        assertThat(wrong).containsExactly(element);
    }

    private static GradientOracle differences(long seed) {
        return new FiniteDifferences(new Budget(Duration.ofNanos(1)), seed);
    }

    private static List<Finding> findings(UnaryOperator<Tensor> fault, GradientOracle... oracles) {
        Parameters point = Parameters.of("x", X);
        return new GradientCheck("case", new Rectified(fault), point, DType.FLOAT64, List.of(oracles), 1)
                .run().findings().stream()
                        .filter(finding -> finding.witness().isOracle())
                        .toList();
    }

    private static double[] numbers(IntToDoubleFunction element) {
        return IntStream.range(0, ELEMENTS).mapToDouble(element).toArray();
    }

    private record Rectified(UnaryOperator<Tensor> fault) implements Differentiable {
        @Override
        public String name() {
            return "rectified";
        }

        @Override
        public Tensor primal(Parameters point) {
            Tensor x = point.get("x");
            return x.relu().times(C.in(x.arithmetic())).sum();
        }

        @Override
        public Vjp vjp(Parameters point) {
            Tensor x = point.get("x");
            Tensor gradient = fault.apply(C.in(x.arithmetic()).times(x.step()));
            return new Vjp(
                    primal(point),
                    Parameters.NONE,
                    upstream -> Parameters.of("x", gradient.times(upstream.broadcast(x.shape()))));
        }
    }
}

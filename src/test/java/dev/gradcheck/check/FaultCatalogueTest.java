package dev.gradcheck.check;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gradcheck.function.Differentiable;
import dev.gradcheck.function.Fault;
import dev.gradcheck.function.Parameters;
import dev.gradcheck.function.PlantedFault;
import dev.gradcheck.net.Nets;
import dev.gradcheck.notebook.CorrectedNet;
import dev.gradcheck.oracle.FiniteDifferences;
import dev.gradcheck.tensor.DType;
import dev.gradcheck.tensor.Shape;
import dev.gradcheck.tensor.Tensor;
import dev.gradcheck.verdict.ElementVerdict;
import dev.gradcheck.verdict.Finding;
import dev.gradcheck.verdict.Verdict;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** The catalogue of faults, planted in a black box and in a network: each is caught, located and named, by finite differences alone. */
class FaultCatalogueTest {
    private static final Subject NOTEBOOK = new Subject(
            new CorrectedNet(matrix(2, 3, 0.5, -1, 2, 2, 0.25, -0.75), Tensor.scalar(DType.FLOAT64, 1)),
            Parameters.of("Wh", matrix(2, 2, 0.5, 1.25, -0.75, 1.5))
                    .with("bh", matrix(2, 1, 0.25, 0.5))
                    .with("Wo", vector(0.75, -1.25))
                    .with("bo", vector(0.125)));
    private static final Subject NETWORK =
            new Subject(Nets.of("tanh", "softmax-cross-entropy", 3), Nets.point(DType.FLOAT64));

    static Stream<Arguments> structural() {
        List<Arguments> all = new ArrayList<>();
        for (Subject subject : List.of(NOTEBOOK, NETWORK)) {
            for (String name : subject.point().names()) {
                all.add(Arguments.of(subject, name, Fault.sign(), "sign"));
                Tensor own = subject.point().get(name);
                if (own.size() > 1) {
                    all.add(Arguments.of(subject, name, Fault.firstRowOnly(), "dropped"));
                    all.add(Arguments.of(subject, name, Fault.factor(0.5), "factor"));
                    all.add(Arguments.of(subject, name, Fault.factor(1.001), "factor"));
                    all.add(Arguments.of(subject, name, Fault.factor(1e6), "factor"));
                }
                if (own.size() > 2) {
                    all.add(Arguments.of(subject, name, Fault.shifted(), "neighbour's value"));
                    all.add(Arguments.of(subject, name, Fault.transposed(), "transposed"));
                }
            }
        }
        return all.stream().filter(FaultCatalogueTest::applies);
    }

    private static boolean applies(Arguments arguments) {
        Subject subject = (Subject) arguments.get()[0];
        Shape shape = subject.point().get((String) arguments.get()[1]).shape();
        return shape.rank() == 2 || !((Fault) arguments.get()[2]).name().equals("transposed");
    }

    static Stream<Arguments> single() {
        List<Arguments> all = new ArrayList<>();
        for (Subject subject : List.of(NOTEBOOK, NETWORK)) {
            for (String name : subject.point().names()) {
                int last = subject.point().get(name).size() - 1;
                for (Integer place : last == 0 ? Set.<Integer>of() : Set.of(0, last)) {
                    all.add(Arguments.of(subject, name, place, Fault.dropped(place), "dropped"));
                    all.add(Arguments.of(subject, name, place, Fault.neighbour(place), "neighbour's value"));
                    all.add(Arguments.of(subject, name, place, Fault.element(place, 1), "single element"));
                    all.add(Arguments.of(subject, name, place, Fault.element(place, 1e-3), "single element"));
                    all.add(Arguments.of(subject, name, place, Fault.element(place, -1e-6), "single element"));
                }
            }
        }
        return all.stream();
    }

    @Test
    void without_a_fault_nothing_is_found() {
        for (Subject subject : List.of(NOTEBOOK, NETWORK)) {
            assertThat(subject.check(subject.sound(), DType.FLOAT64).failures()).isEmpty();
            assertThat(subject.check(subject.sound(), DType.FLOAT32).failures()).isEmpty();
        }
    }

    @ParameterizedTest(name = "{0}, d{1}, {2}: {3}")
    @MethodSource("structural")
    void a_structural_fault_is_caught_in_its_tensor_and_named(Subject subject, String name, Fault fault, String right) {
        List<Finding> wrong = wrong(subject, name, fault, DType.FLOAT64);
        assertThat(wrong).extracting(Finding::gradient).containsExactly(name);
        assertThat(wrong.get(0).diagnosis().orElseThrow().fault()).isEqualTo(right);
    }

    @ParameterizedTest(name = "{0}, d{1}[{2}], {3}: {4}")
    @MethodSource("single")
    void a_single_wrong_element_is_caught_at_its_place_and_named(
            Subject subject, String name, int place, Fault fault, String right) {
        List<Finding> wrong = wrong(subject, name, fault, DType.FLOAT64);
        assertThat(wrong).extracting(Finding::gradient).containsExactly(name);
        assertThat(places(wrong.get(0))).containsExactly(place);
        // where the neighbour has the opposite value, its value and a wrong sign are the same numbers
        ElementVerdict worst = wrong.get(0).worstElement().orElseThrow();
        boolean isOpposite = Math.abs(worst.analytic() + worst.slope().value()) <= worst.allowed();
        assertThat(wrong.get(0).diagnosis().orElseThrow().fault()).isEqualTo(isOpposite ? "sign" : right);
    }

    @Test
    void in_float32_the_shadow_is_as_sensitive() {
        Fault fault = Fault.element(3, 1e-6);
        List<Finding> wrong = wrong(NOTEBOOK, "Wh", fault, DType.FLOAT32);
        assertThat(wrong).hasSize(1);
        assertThat(places(wrong.get(0))).containsExactly(3);
    }

    @ParameterizedTest
    @EnumSource(names = {"FLOAT32", "FLOAT64"})
    void not_a_number_is_malformed_at_its_place(DType dtype) {
        CheckReport report = NOTEBOOK.check(new PlantedFault(NOTEBOOK.sound(), "Wh", Fault.notANumber(2)), dtype);
        assertThat(report.failures()).isNotEmpty().allSatisfy(f -> {
            assertThat(f.gradient()).isEqualTo("Wh");
            assertThat(f.verdict()).isEqualTo(Verdict.MALFORMED);
        });
        assertThat(report.failures())
                .anySatisfy(f ->
                        assertThat(f.worstElement().orElseThrow().element()).isEqualTo(2));
    }

    @ParameterizedTest
    @EnumSource(names = {"FLOAT32", "FLOAT64"})
    void a_missing_gradient_is_malformed_by_name(DType dtype) {
        CheckReport report = NETWORK.check(new PlantedFault(NETWORK.sound(), "1.bias", Fault.missing()), dtype);
        assertThat(report.failures()).isNotEmpty().allSatisfy(f -> {
            assertThat(f.gradient()).isEqualTo("1.bias");
            assertThat(f.verdict()).isEqualTo(Verdict.MALFORMED);
        });
    }

    private static List<Finding> wrong(Subject subject, String name, Fault fault, DType dtype) {
        return subject.check(new PlantedFault(subject.sound(), name, fault), dtype).findings().stream()
                .filter(f -> f.witness().isOracle() && f.verdict() == Verdict.DISAGREES)
                .toList();
    }

    private static Set<Integer> places(Finding finding) {
        return finding.elements().stream()
                .filter(e -> e.verdict() == Verdict.DISAGREES)
                .map(ElementVerdict::element)
                .collect(Collectors.toSet());
    }

    private static Tensor matrix(int rows, int columns, double... values) {
        return Tensor.of(DType.FLOAT64, Shape.of(rows, columns), values);
    }

    private static Tensor vector(double... values) {
        return Tensor.of(DType.FLOAT64, Shape.of(values.length), values);
    }

    private record Subject(Differentiable sound, Parameters point) {
        CheckReport check(Differentiable function, DType dtype) {
            return new GradientCheck(
                            function.name(),
                            function,
                            point.map(t -> t.as(dtype)),
                            dtype,
                            List.of(new FiniteDifferences()),
                            1)
                    .run();
        }

        @Override
        public String toString() {
            return sound.name();
        }
    }
}

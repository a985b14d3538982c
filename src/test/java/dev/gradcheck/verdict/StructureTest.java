package dev.gradcheck.verdict;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gradcheck.function.Parameters;
import dev.gradcheck.tensor.DType;
import dev.gradcheck.tensor.Shape;
import dev.gradcheck.tensor.Tensor;
import java.util.List;
import org.junit.jupiter.api.Test;

class StructureTest {
    private static final Tensor MATRIX = Tensor.of(DType.FLOAT64, Shape.of(2, 2), 1, 2, 3, 4);
    private static final Parameters POINT =
            Parameters.of("v", Cases.vector(1, 2)).with("w", MATRIX);

    @Test
    void a_gradient_like_its_parameters_is_well_formed() {
        assertThat(Structure.ofGradient(POINT, POINT, DType.FLOAT64)).isEmpty();
    }

    @Test
    void a_missing_gradient_is_named() {
        List<Finding> findings = Structure.ofGradient(POINT, Parameters.of("w", MATRIX), DType.FLOAT64);
        assertSingle(findings, "v", Shape.of(2), DType.FLOAT64, "the backward pass returns no gradient for v");
    }

    @Test
    void an_extra_gradient_is_named_beside_the_parameters() {
        List<Finding> findings = Structure.ofGradient(POINT, POINT.with("x", Cases.vector(1, 2, 3)), DType.FLOAT64);
        assertSingle(
                findings, "x", Shape.of(3), DType.FLOAT64, "a gradient for x, which is no parameter; those are [v, w]");
    }

    @Test
    void a_wrong_shape_of_the_same_size_is_compared_all_the_same() {
        List<Finding> findings =
                Structure.ofGradient(POINT, POINT.with("w", MATRIX.reshape(Shape.of(4))), DType.FLOAT64);
        assertSingle(
                findings,
                "w",
                Shape.of(4),
                DType.FLOAT64,
                "the gradient has shape (4), its parameter has (2,2); the values are compared in row-major order");
    }

    @Test
    void a_wrong_shape_of_another_size_is_not_compared() {
        List<Finding> findings = Structure.ofGradient(POINT, POINT.with("w", Cases.vector(1)), DType.FLOAT64);
        assertSingle(
                findings,
                "w",
                Shape.of(1),
                DType.FLOAT64,
                "the gradient has shape (1), its parameter has (2,2); the values cannot be compared and are not checked");
    }

    @Test
    void a_wrong_dtype_is_named_beside_that_of_the_pass() {
        List<Finding> findings = Structure.ofGradient(POINT, POINT.with("w", MATRIX.as(DType.FLOAT32)), DType.FLOAT64);
        assertSingle(findings, "w", Shape.of(2, 2), DType.FLOAT64, "the gradient is float32 in a pass of float64");
    }

    @Test
    void the_dtype_that_counts_is_that_of_the_pass_and_not_of_the_parameter() {
        assertThat(Structure.ofGradient(POINT, POINT.map(t -> t.as(DType.FLOAT32)), DType.FLOAT32))
                .isEmpty();
    }

    @Test
    void what_is_not_finite_is_counted_and_shown_from_the_first_on() {
        Tensor broken = MATRIX.with(1, Double.NaN).with(2, Double.NEGATIVE_INFINITY);
        List<Finding> findings = Structure.ofGradient(POINT, POINT.with("w", broken), DType.FLOAT64);
        assertThat(findings).hasSize(1);
        Finding finding = findings.get(0);
        assertThat(finding.reason()).isEqualTo("2 of 4 elements are not finite; nothing can be compared with them");
        assertThat(finding.gradient()).isEqualTo("w");
        assertThat(finding.verdict()).isEqualTo(Verdict.MALFORMED);
        assertThat(finding.witness()).isEqualTo(Source.STRUCTURE.in(DType.FLOAT64));
        assertThat(finding.shape()).isEqualTo(Shape.of(2, 2));
        assertThat(finding.elements()).extracting(ElementVerdict::element).containsExactly(1, 2);
        assertThat(finding.elements())
                .extracting(ElementVerdict::analytic)
                .containsExactly(Double.NaN, Double.NEGATIVE_INFINITY);
        assertThat(finding.worstElement().orElseThrow().element()).isEqualTo(1);
        assertThat(finding.affected()).isEqualTo(2);
    }

    @Test
    void an_infinity_at_the_first_and_at_the_last_place_is_found() {
        for (int place : new int[] {0, 3}) {
            List<Finding> findings = Structure.ofValue(Subject.LOSS, MATRIX.with(place, Double.POSITIVE_INFINITY));
            assertThat(findings)
                    .extracting(Finding::reason)
                    .containsExactly("1 of 4 elements are not finite; nothing can be compared with them");
            assertThat(findings.get(0).worstElement().orElseThrow().element()).isEqualTo(place);
        }
    }

    @Test
    void a_value_that_is_not_finite_is_named_in_its_own_dtype() {
        Finding finding = Structure.ofValue(Subject.LOSS, Tensor.scalar(DType.FLOAT32, Double.NaN))
                .get(0);
        assertThat(finding.gradient()).isEqualTo("loss");
        assertThat(finding.shape()).isEqualTo(Shape.SCALAR);
        assertThat(finding.witness()).isEqualTo(Source.STRUCTURE.in(DType.FLOAT32));
    }

    @Test
    void of_what_is_not_finite_nothing_is_known() {
        ElementVerdict element = Structure.ofValue(Subject.LOSS, Tensor.scalar(DType.FLOAT64, Double.NaN))
                .get(0)
                .elements()
                .get(0);
        assertThat(element.slope().value()).isNaN();
        assertThat(element.slope().bound()).isEmpty();
        assertThat(element.verdict()).isEqualTo(Verdict.MALFORMED);
    }

    @Test
    void a_finite_value_is_well_formed() {
        assertThat(Structure.ofValue(Subject.LOSS, MATRIX)).isEmpty();
        assertThat(Structure.ofValue(Subject.LOSS, Cases.vector())).isEmpty();
    }

    @Test
    void everything_that_is_wrong_with_a_gradient_is_collected() {
        Tensor broken = Tensor.of(DType.FLOAT32, Shape.of(3), 1, Double.NaN, 3);
        Parameters gradient = Parameters.of("w", broken).with("x", Cases.vector(1));
        assertThat(Structure.ofGradient(POINT, gradient, DType.FLOAT64))
                .extracting(Finding::gradient)
                .containsExactly("v", "w", "w", "w", "x");
    }

    @Test
    void an_integer_parameter_is_named_with_the_dtype_it_is_lifted_to() {
        Parameters point = POINT.with("w", MATRIX.as(DType.INT32)).with("u", MATRIX.as(DType.FLOAT32));
        List<Finding> findings = Structure.ofParameters(point, DType.FLOAT32);
        assertSingle(
                findings,
                "w",
                Shape.of(2, 2),
                DType.INT32,
                "the parameter is int32, which can neither be differentiated nor perturbed by a small step; it is lifted"
                        + " to float32 here, and should be declared so");
    }

    @Test
    void floating_parameters_are_well_formed() {
        assertThat(Structure.ofParameters(POINT, DType.FLOAT32)).isEmpty();
    }

    private static void assertSingle(List<Finding> findings, String gradient, Shape shape, DType dtype, String reason) {
        assertThat(findings).hasSize(1);
        Finding finding = findings.get(0);
        assertThat(finding.reason()).isEqualTo(reason);
        assertThat(finding.gradient()).isEqualTo(gradient);
        assertThat(finding.shape()).isEqualTo(shape);
        assertThat(finding.verdict()).isEqualTo(Verdict.MALFORMED);
        assertThat(finding.witness()).isEqualTo(Source.STRUCTURE.in(dtype));
        assertThat(finding.elements()).isEmpty();
    }
}

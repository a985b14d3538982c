package dev.gradcheck.check;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gradcheck.function.Differentiable;
import dev.gradcheck.function.Parameters;
import dev.gradcheck.notebook.CorrectedNet;
import dev.gradcheck.notebook.NotebookNet;
import dev.gradcheck.oracle.FiniteDifferences;
import dev.gradcheck.tensor.DType;
import dev.gradcheck.tensor.Shape;
import dev.gradcheck.tensor.Tensor;
import dev.gradcheck.verdict.Finding;
import dev.gradcheck.verdict.Verdict;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The whole check on the first system under test. */
class NotebookCheckTest {
    private static final Tensor X = Tensor.of(DType.INT32, Shape.of(2, 1), 1, 1);
    private static final Tensor TARGET = Tensor.scalar(DType.INT32, 1);
    private static final Parameters POINT = Parameters.of("Wh", Tensor.of(DType.FLOAT32, Shape.of(2, 2), 2, 4, 3, -5))
            .with("bh", Tensor.of(DType.FLOAT32, Shape.of(2, 1), -2, 1))
            .with("Wo", Tensor.of(DType.FLOAT32, Shape.of(2), 4, 6))
            .with("bo", Tensor.of(DType.FLOAT32, Shape.of(1), -3.5));

    @Test
    void the_wrong_broadcast_of_the_notebook_is_found_and_named() {
        CheckReport report = check(new NotebookNet(X, TARGET), POINT, DType.FLOAT32);
        Finding finding = report.findings().stream()
                .filter(f -> f.verdict() == Verdict.DISAGREES)
                .findFirst()
                .orElseThrow();
        assertThat(finding.gradient()).isEqualTo("Wh");
        assertThat(finding.worst()).hasValue(1);
        assertThat(finding.reason()).endsWith("ratio 1.50000");
        assertThat(finding.diagnosis().orElseThrow().fault()).isEqualTo("broadcast along the wrong axis");
        assertThat(finding.diagnosis().orElseThrow().sentence()).contains("when Wo is laid along the columns");
    }

    @Test
    void the_wrong_contraction_of_the_notebook_is_named_by_its_shape_and_values() {
        CheckReport report = check(new NotebookNet(X, TARGET), POINT, DType.FLOAT32);
        Finding finding = report.findings().stream()
                .filter(f -> f.gradient().equals("bh") && f.verdict() == Verdict.MALFORMED)
                .findFirst()
                .orElseThrow();
        assertThat(finding.reason()).startsWith("the gradient has shape (1), its parameter has (2,1)");
        assertThat(finding.diagnosis().orElseThrow().fault()).isEqualTo("summed over the wrong axis");
        assertThat(finding.diagnosis().orElseThrow().sentence())
                .isEqualTo("dL/dbh is the sum of the truth over axis 0: the shape (1) instead of (2,1)");
    }

    @Test
    void what_else_is_wrong_with_a_gradient_of_another_shape_is_not_explained_by_it() {
        Parameters integers = POINT.with("bh", Tensor.of(DType.INT32, Shape.of(2, 1), -2, 1));
        assertThat(check(new NotebookNet(X, TARGET), integers, DType.FLOAT32).findings())
                .filteredOn(f -> f.reason().startsWith("the parameter is int32"))
                .hasSize(1)
                .allSatisfy(f -> assertThat(f.diagnosis()).isEmpty());
    }

    @ParameterizedTest
    @ValueSource(strings = {"FLOAT32", "FLOAT64"})
    void the_corrected_net_agrees_in_everything(DType dtype) {
        CheckReport report = check(new CorrectedNet(X, TARGET), POINT.map(t -> t.as(dtype)), dtype);
        assertThat(report.verdict()).isEqualTo(Verdict.AGREES);
        assertThat(report.notRun()).isEmpty();
    }

    /** A prediction of 1 − 2⁻⁵³ or so: finite when rounded to nearest, 0/0 under some random rounding. */
    @ParameterizedTest
    @ValueSource(doubles = {36, 36.25, 36.5, 36.7})
    void on_the_verge_of_saturation_rounding_is_blamed_and_not_the_formula(double zo) {
        Parameters point =
                POINT.map(t -> t.as(DType.FLOAT64)).with("bo", Tensor.of(DType.FLOAT64, Shape.of(1), zo - 16));
        CheckReport report = check(new NotebookNet(X, TARGET), point, DType.FLOAT64);
        assertThat(report.findings())
                .filteredOn(f -> f.gradient().equals("bo"))
                .extracting(Finding::verdict)
                .isNotEmpty()
                .doesNotContain(Verdict.DISAGREES);
    }

    private static CheckReport check(Differentiable net, Parameters point, DType dtype) {
        return Fakes.check(net, point, dtype, new FiniteDifferences());
    }
}

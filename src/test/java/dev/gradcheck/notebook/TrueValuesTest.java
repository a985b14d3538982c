package dev.gradcheck.notebook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.gradcheck.function.Differentiable;
import dev.gradcheck.function.Parameters;
import dev.gradcheck.tensor.DType;
import dev.gradcheck.tensor.Shape;
import dev.gradcheck.tensor.Tensor;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The table "What is true" of the notebook's description, to its last digit. */
class TrueValuesTest {
    private static final Differentiable NOTEBOOK = new NotebookNet(Seed.X, Seed.POSITIVE);
    private static final Differentiable CORRECTED = new CorrectedNet(Seed.X, Seed.POSITIVE);
    private static final Parameters POINT = Seed.in(DType.FLOAT64);
    private static final double LOSS = 3.7266462281240e-06;
    private static final double BIAS = -3.7266392841866e-06;
    private static final double WEIGHT = -1.4906557136746e-05;

    /** Half a unit of the last printed digit, which also covers the corrected net's rounding of a few 10⁻²². */
    private static final double PRINTED = 0.5e-19;

    private static final double PRINTED_OF_WEIGHT = 0.5e-18;

    /** 1 − ŷ and log ŷ carry the rounding of ŷ, half an ulp below 1 each time; a weight multiplies it by 4. */
    private static final double CANCELLED = 4 * 0x1p-53;

    static Differentiable[] nets() {
        return new Differentiable[] {NOTEBOOK, CORRECTED};
    }

    @ParameterizedTest
    @MethodSource("nets")
    void the_prediction_is_true_to_the_last_printed_digit(Differentiable net) {
        assertThat(net.vjp(POINT).trace().get("prediction").item()).isEqualTo(0.9999962733607158);
    }

    @Test
    void the_corrected_loss_is_true() {
        assertThat(CORRECTED.primal(POINT)).isEqualTo(CORRECTED.vjp(POINT).primal());
        assertThat(CORRECTED.primal(POINT).item()).isCloseTo(LOSS, within(PRINTED));
    }

    @Test
    void the_loss_of_the_shadow_is_true_but_for_its_cancellation() {
        assertThat(NOTEBOOK.primal(POINT).item()).isCloseTo(LOSS, within(CANCELLED));
    }

    @Test
    void the_corrected_gradients_are_true() {
        Parameters gradient = Seed.gradient(CORRECTED, POINT);
        assertThat(gradient.get("bo").item()).isCloseTo(BIAS, within(PRINTED));
        assertClose(gradient.get("Wo"), Shape.of(2), PRINTED_OF_WEIGHT, WEIGHT, 0);
        assertClose(gradient.get("Wh"), Shape.of(2, 2), PRINTED_OF_WEIGHT, WEIGHT, WEIGHT, 0, 0);
        assertClose(gradient.get("bh"), Shape.of(2, 1), PRINTED_OF_WEIGHT, WEIGHT, 0);
    }

    @Test
    void the_gradients_of_the_shadow_are_true_but_for_the_defects() {
        Parameters gradient = Seed.gradient(NOTEBOOK, POINT);
        assertThat(gradient.get("bo").item()).isCloseTo(BIAS, within(CANCELLED));
        assertClose(gradient.get("Wo"), Shape.of(2, 1), 4 * CANCELLED, WEIGHT, 0);
        assertClose(gradient.get("Wh"), Shape.of(2, 2), 6 * CANCELLED, WEIGHT, 1.5 * WEIGHT, 0, 0);
        assertClose(gradient.get("bh"), Shape.of(1), 4 * CANCELLED, WEIGHT);
    }

    @Test
    void the_corrected_gradients_have_the_shapes_of_the_parameters() {
        Parameters gradient = Seed.gradient(CORRECTED, POINT);
        assertThat(gradient.names()).isEqualTo(POINT.names());
        for (String name : POINT.names()) {
            assertThat(gradient.get(name).shape()).isEqualTo(POINT.get(name).shape());
        }
    }

    @Test
    void the_trace_of_the_corrected_net_has_the_values_of_the_notebook() {
        Parameters trace = CORRECTED.vjp(POINT).trace();
        assertThat(trace.names()).containsExactly("prediction", "zh", "uh", "zo");
        assertThat(trace.get("zh")).isEqualTo(Seed.float64(Shape.of(2, 1), 4, -1));
        assertThat(trace.get("uh")).isEqualTo(Seed.float64(Shape.of(2, 1), 4, 0));
        assertThat(trace.get("zo")).isEqualTo(Seed.float64(Shape.of(1, 1), 12.5));
    }

    @Test
    void the_names_are_those_of_the_reports() {
        assertThat(NOTEBOOK.name()).isEqualTo("notebook");
        assertThat(CORRECTED.name()).isEqualTo("notebook-corrected");
    }

    private static void assertClose(Tensor actual, Shape shape, double error, double... expected) {
        assertThat(actual.shape()).isEqualTo(shape);
        assertThat(actual.values()).containsExactly(expected, within(error));
    }
}

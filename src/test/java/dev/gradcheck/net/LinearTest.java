package dev.gradcheck.net;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.gradcheck.function.Parameters;
import dev.gradcheck.tensor.DType;
import dev.gradcheck.tensor.Shape;
import dev.gradcheck.tensor.Tensor;
import java.util.NoSuchElementException;
import org.junit.jupiter.api.Test;

/** z = x·Wᵀ + b, by hand with small integers. */
class LinearTest {
    private static final Linear LINEAR = new Linear("a");
    private static final Parameters POINT = Parameters.of("a.weight", Nets.rows(Shape.of(2, 3), 1, 2, 3, 4, 5, 6))
            .with("a.bias", Nets.rows(Shape.of(2), 10, 20))
            .with("other", Nets.rows(Shape.of(1), 7));
    private static final Tensor ONE = Nets.rows(Shape.of(1, 3), 1, 0, -1);
    private static final Tensor TWO = Nets.rows(Shape.of(2, 3), 1, 0, -1, 2, 1, 0);

    @Test
    void a_sample_is_multiplied_with_the_rows_of_the_weight() {
        assertThat(LINEAR.apply(POINT, ONE).output()).isEqualTo(Nets.rows(Shape.of(1, 2), 8, 18));
    }

    @Test
    void every_sample_of_a_batch_gets_the_bias() {
        assertThat(LINEAR.apply(POINT, TWO).output()).isEqualTo(Nets.rows(Shape.of(2, 2), 8, 18, 14, 33));
    }

    @Test
    void the_gradient_of_the_weight_is_the_outer_product_summed_over_the_batch() {
        assertThat(pulled().parameterBars().get("a.weight"))
                .isEqualTo(Nets.rows(Shape.of(2, 3), 1 * 1 + 3 * 2, 3, -1, 2 * 1 + 4 * 2, 4, -2));
    }

    @Test
    void the_gradient_of_the_bias_is_the_sum_over_the_batch_in_the_shape_of_the_bias() {
        assertThat(pulled().parameterBars().get("a.bias")).isEqualTo(Nets.rows(Shape.of(2), 4, 6));
    }

    @Test
    void the_gradient_of_the_input_is_the_upstream_gradient_times_the_weight() {
        assertThat(pulled().inputBar()).isEqualTo(Nets.rows(Shape.of(2, 3), 9, 12, 15, 19, 26, 33));
    }

    @Test
    void a_layer_has_gradients_for_its_own_parameters_only() {
        assertThat(pulled().parameterBars().names()).containsExactly("a.weight", "a.bias");
    }

    @Test
    void a_pass_in_float32_rounds_every_product_and_sum() {
        Parameters point = Parameters.of("a.weight", Tensor.from(DType.FLOAT32, Shape.of(1, 2), 0.1f, 0.7f))
                .with("a.bias", Tensor.from(DType.FLOAT32, Shape.of(1), 0.3f));
        Tensor z = LINEAR.apply(point, Tensor.from(DType.FLOAT32, Shape.of(1, 2), 0.9f, 1.1f))
                .output();
        assertThat((float) z.item()).isEqualTo(0.1f * 0.9f + 0.7f * 1.1f + 0.3f);
        assertThat(z.dtype()).isEqualTo(DType.FLOAT32);
    }

    @Test
    void an_input_of_another_width_is_refused_with_both_shapes() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> LINEAR.apply(POINT, Nets.rows(Shape.of(1, 2), 1, 2)))
                .withMessageContaining("(1,2)")
                .withMessageContaining("(3,2)");
    }

    @Test
    void a_bias_of_another_length_or_with_another_axis_is_refused_with_both_shapes() {
        Parameters longer = POINT.with("a.bias", Nets.rows(Shape.of(3), 1, 2, 3));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> LINEAR.apply(longer, TWO))
                .withMessage("a.bias has the shape (3), and needs (2), one number for each output");
        Parameters row = POINT.with("a.bias", Nets.rows(Shape.of(1, 2), 1, 2));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> LINEAR.apply(row, TWO))
                .withMessage("a.bias has the shape (1,2), and needs (2), one number for each output");
    }

    @Test
    void rows_of_any_rank_lie_along_the_last_axis() {
        Tensor deep = TWO.reshape(Shape.of(2, 1, 3));
        Layer.Applied applied = LINEAR.apply(POINT, deep);
        assertThat(applied.output()).isEqualTo(Nets.rows(Shape.of(2, 1, 2), 8, 18, 14, 33));
        Layer.Pulled pulled = applied.backward().apply(Nets.rows(Shape.of(2, 1, 2), 1, 2, 3, 4));
        assertThat(pulled.inputBar()).isEqualTo(pulled().inputBar().reshape(Shape.of(2, 1, 3)));
        assertThat(pulled.parameterBars()).isEqualTo(pulled().parameterBars());
    }

    @Test
    void a_vector_is_no_batch() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> LINEAR.apply(POINT, Nets.rows(Shape.of(3), 1, 2, 3)))
                .withMessage("the layer linear a takes a batch of rows, (B,…,in), not the shape (3)");
    }

    @Test
    void a_layer_without_a_bias_neither_adds_nor_differentiates_one() {
        Layer.Applied applied = new Linear("a", false).apply(POINT, TWO);
        assertThat(applied.output()).isEqualTo(Nets.rows(Shape.of(2, 2), -2, -2, 4, 13));
        assertThat(applied.backward()
                        .apply(Nets.rows(Shape.of(2, 2), 1, 2, 3, 4))
                        .parameterBars())
                .isEqualTo(Parameters.of("a.weight", pulled().parameterBars().get("a.weight")));
    }

    @Test
    void a_layer_without_a_bias_has_no_mistake_in_its_gradient() {
        assertThat(new Linear("a", false).mistakes())
                .extracting(Layer.Mistake::sentence)
                .containsExactly(
                        "da.weight is computed as if the upstream gradient were 1",
                        "da.weight has each sample's upstream gradient times the input of the sample before");
    }

    @Test
    void a_missing_parameter_is_named_among_those_there_are() {
        assertThatExceptionOfType(NoSuchElementException.class)
                .isThrownBy(() -> new Linear("b").apply(POINT, ONE))
                .withMessage("there is no tensor b.weight among [a.weight, a.bias, other]");
    }

    @Test
    void a_layer_is_named_by_its_prefix() {
        assertThat(LINEAR.name()).isEqualTo("linear a");
    }

    private static Layer.Pulled pulled() {
        return LINEAR.apply(POINT, TWO).backward().apply(Nets.rows(Shape.of(2, 2), 1, 2, 3, 4));
    }
}

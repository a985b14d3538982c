package dev.gradcheck.net;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.gradcheck.function.Parameters;
import dev.gradcheck.tensor.DType;
import dev.gradcheck.tensor.Shape;
import dev.gradcheck.tensor.Tensor;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Dropout with a given mask, by hand. */
class DropoutTest {
    private static final Tensor MASK = Nets.rows(Shape.of(2, 2), 1, 0, 0, 1);
    private static final Dropout DROPOUT = new Dropout(MASK, 0.75);
    private static final Tensor X = Nets.rows(Shape.of(2, 2), 1, 2, 3, -5);

    @Test
    void what_is_kept_is_scaled_and_the_rest_is_zero() {
        assertThat(DROPOUT.apply(Parameters.NONE, X).output()).isEqualTo(Nets.rows(Shape.of(2, 2), 4, 0, 0, -20));
    }

    @Test
    void an_upstream_gradient_is_masked_and_scaled_too() {
        assertThat(pulled(DROPOUT)).isEqualTo(Nets.rows(Shape.of(2, 2), 40, 0, 0, 160));
    }

    @Test
    void the_scale_is_rounded_once_to_the_dtype() {
        Dropout tenth = new Dropout(Nets.rows(Shape.of(1), 1), 0.1);
        assertThat(tenth.apply(Parameters.NONE, Tensor.ones(DType.FLOAT32, Shape.of(1)))
                        .output()
                        .item())
                .isEqualTo((float) (1 / 0.9));
    }

    @Test
    void the_mistakes_forget_the_scale_or_the_mask() {
        List<Layer.Mistake> mistakes = DROPOUT.mistakes();
        assertThat(mistakes)
                .extracting(Layer.Mistake::fault)
                .containsExactly("dropout scale missing", "dropout mask missing");
        assertThat(pulled(mistakes.get(0).layer())).isEqualTo(Nets.rows(Shape.of(2, 2), 10, 0, 0, 40));
        assertThat(pulled(mistakes.get(1).layer())).isEqualTo(Nets.rows(Shape.of(2, 2), 40, 80, 120, 160));
    }

    @Test
    void a_mask_of_another_shape_is_refused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> DROPOUT.apply(Parameters.NONE, Nets.rows(Shape.of(4), 1, 2, 3, 4)))
                .withMessageContaining("shapes (4) and (2,2) differ");
    }

    @Test
    void where_nothing_is_dropped_nothing_is_scaled() {
        Dropout none = new Dropout(Nets.rows(Shape.of(2, 2), 1, 1, 1, 1), 0);
        assertThat(none.apply(Parameters.NONE, X).output()).isEqualTo(X);
    }

    @Test
    void a_name_has_the_probability() {
        assertThat(DROPOUT.name()).isEqualTo("dropout 0.75");
    }

    @ParameterizedTest
    @ValueSource(doubles = {-0.1, 1, 1.5, Double.NaN})
    void a_probability_out_of_range_is_refused(double p) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Dropout(MASK, p))
                .withMessage("p is " + p + ", and must be at least 0 and less than 1");
    }

    @Test
    void a_mask_of_other_numbers_is_refused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Dropout(Nets.rows(Shape.of(1), 0.5), 0.5))
                .withMessage("the mask has 0.5, which is neither 0 nor 1");
    }

    private static Tensor pulled(Layer layer) {
        return layer.apply(Parameters.NONE, X)
                .backward()
                .apply(Nets.rows(Shape.of(2, 2), 10, 20, 30, 40))
                .inputBar();
    }
}

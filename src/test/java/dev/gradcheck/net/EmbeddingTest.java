package dev.gradcheck.net;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.gradcheck.function.Parameters;
import dev.gradcheck.tensor.DType;
import dev.gradcheck.tensor.Shape;
import dev.gradcheck.tensor.Tensor;
import java.util.List;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Rows of a table, by hand. */
class EmbeddingTest {
    private static final Tensor INDICES = Tensor.of(DType.INT32, Shape.of(2, 2), 0, 2, 2, 1);
    private static final Embedding EMBEDDING = new Embedding("e", INDICES);
    private static final Parameters POINT =
            Parameters.of("e.weight", Nets.rows(Shape.of(4, 2), 1, 2, 3, 4, 5, 6, 7, 8));
    private static final Tensor BAR = Nets.rows(Shape.of(2, 2, 2), 1, 2, 10, 20, 100, 200, 1000, 2000);

    @Test
    void each_index_becomes_its_row() {
        assertThat(EMBEDDING.apply(POINT, List.of()).output())
                .isEqualTo(Nets.rows(Shape.of(2, 2, 2), 1, 2, 5, 6, 5, 6, 3, 4));
    }

    @Test
    void upstream_gradients_of_a_repeated_index_add_up_and_an_unused_row_gets_none() {
        assertThat(weightBar(EMBEDDING)).isEqualTo(Nets.rows(Shape.of(4, 2), 1, 2, 1000, 2000, 110, 220, 0, 0));
    }

    @Test
    void there_is_no_input_to_differentiate_by() {
        assertThat(EMBEDDING.apply(POINT, List.of()).backward().apply(BAR).inputBars())
                .isEmpty();
        assertThatIllegalArgumentException()
                .isThrownBy(() -> EMBEDDING.apply(POINT, List.of(BAR)))
                .withMessage("the layer embedding e takes no input, not 1: its indices are an attribute");
    }

    @Test
    void the_mistake_keeps_the_last_occurrence_alone() {
        assertThat(EMBEDDING.mistakes()).extracting(Layer.Mistake::fault).containsExactly("repeated index overwritten");
        assertThat(weightBar(EMBEDDING.mistakes().get(0).layer()))
                .isEqualTo(Nets.rows(Shape.of(4, 2), 1, 2, 1000, 2000, 100, 200, 0, 0));
    }

    @ParameterizedTest
    @ValueSource(ints = {2, -2})
    void the_padding_index_counts_as_zeros_and_its_row_has_no_gradient(int padding) {
        Layer padded = new Embedding("e", INDICES, OptionalInt.of(padding));
        assertThat(padded.apply(POINT, List.of()).output())
                .isEqualTo(Nets.rows(Shape.of(2, 2, 2), 1, 2, 0, 0, 0, 0, 3, 4));
        assertThat(weightBar(padded)).isEqualTo(Nets.rows(Shape.of(4, 2), 1, 2, 1000, 2000, 0, 0, 0, 0));
        assertThat(weightBar(padded.mistakes().get(0).layer()))
                .isEqualTo(Nets.rows(Shape.of(4, 2), 1, 2, 1000, 2000, 0, 0, 0, 0));
        assertThat(padded.mistakes().get(1).fault()).isEqualTo("padding row given a gradient");
        assertThat(weightBar(padded.mistakes().get(1).layer()))
                .isEqualTo(Nets.rows(Shape.of(4, 2), 1, 2, 1000, 2000, 110, 220, 0, 0));
    }

    @Test
    void a_padding_index_that_is_no_row_is_refused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Embedding("e", INDICES, OptionalInt.of(-5)).apply(POINT, List.of()))
                .withMessage("the attribute padding_idx is -5, which is outside e.weight of 4 rows");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Embedding("e", INDICES, OptionalInt.of(4)).apply(POINT, List.of()));
    }

    @Test
    void an_index_that_is_no_row_is_refused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Embedding("e", Nets.rows(Shape.of(1), 4)).apply(POINT, List.of()))
                .withMessage("the index 4 is outside e.weight of 4 rows");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Embedding("e", Nets.rows(Shape.of(1), -1)))
                .withMessage("the index -1.0 is no row of a table");
        assertThatIllegalArgumentException().isThrownBy(() -> new Embedding("e", Nets.rows(Shape.of(1), 0.5)));
        assertThatIllegalArgumentException().isThrownBy(() -> new Embedding("e", Nets.rows(Shape.of(1), Double.NaN)));
    }

    @Test
    void a_weight_that_is_no_table_is_refused() {
        Parameters vector = Parameters.of("e.weight", Nets.rows(Shape.of(2), 1, 2));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> EMBEDDING.apply(vector, List.of()))
                .withMessage("e.weight has the shape (2), and must be (V,D)");
    }

    private static Tensor weightBar(Layer layer) {
        return layer.apply(POINT, List.of())
                .backward()
                .apply(BAR)
                .parameterBars()
                .get("e.weight");
    }
}

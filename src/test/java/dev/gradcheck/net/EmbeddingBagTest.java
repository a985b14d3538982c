package dev.gradcheck.net;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.gradcheck.function.Parameters;
import dev.gradcheck.graph.Node;
import dev.gradcheck.tensor.Shape;
import dev.gradcheck.tensor.Tensor;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

/** Sums and means of rows of a table, by hand. */
class EmbeddingBagTest {
    private static final Parameters POINT =
            Parameters.of("e.weight", Nets.rows(Shape.of(3, 2), 1, 2, 10, 20, 100, 200));
    /** The bags (2, 0), (), (2). */
    private static final Bags BAGS =
            Bags.of(Nets.rows(Shape.of(3), 2, 0, 2), Optional.of(Nets.rows(Shape.of(3), 0, 2, 2)));

    private static final Tensor BAR = Nets.rows(Shape.of(3, 2), 2, 4, 7, 7, 6, 8);

    @Test
    void the_rows_of_a_bag_are_added_and_an_empty_bag_gives_zeros() {
        EmbeddingBag sum = new EmbeddingBag("e", BAGS, false, OptionalInt.empty());
        assertThat(output(sum)).isEqualTo(Nets.rows(Shape.of(3, 2), 101, 202, 0, 0, 100, 200));
        assertThat(weightBar(sum)).isEqualTo(Nets.rows(Shape.of(3, 2), 2, 4, 0, 0, 8, 12));
    }

    @Test
    void a_mean_is_divided_by_the_indices_of_its_bag() {
        EmbeddingBag mean = new EmbeddingBag("e", BAGS, true, OptionalInt.empty());
        assertThat(output(mean)).isEqualTo(Nets.rows(Shape.of(3, 2), 50.5, 101, 0, 0, 100, 200));
        assertThat(weightBar(mean)).isEqualTo(Nets.rows(Shape.of(3, 2), 1, 2, 0, 0, 7, 10));
    }

    @Test
    void the_padding_index_neither_adds_nor_counts() {
        EmbeddingBag padded = new EmbeddingBag("e", BAGS, true, OptionalInt.of(-3));
        assertThat(output(padded)).isEqualTo(Nets.rows(Shape.of(3, 2), 100, 200, 0, 0, 100, 200));
        assertThat(weightBar(padded)).isEqualTo(Nets.rows(Shape.of(3, 2), 0, 0, 0, 0, 8, 12));
    }

    @Test
    void each_row_of_a_matrix_of_indices_is_a_bag() {
        assertThat(Bags.of(Nets.rows(Shape.of(2, 2), 0, 1, 2, 2), Optional.empty()))
                .isEqualTo(new Bags(Nets.rows(Shape.of(4), 0, 1, 2, 2), List.of(0, 2)));
    }

    @Test
    void each_mistake_is_in_the_gradient_alone() {
        EmbeddingBag padded = new EmbeddingBag("e", BAGS, true, OptionalInt.of(0));
        List<Layer.Mistake> mistakes = padded.mistakes();
        assertThat(mistakes)
                .extracting(Layer.Mistake::fault)
                .containsExactly("repeated index overwritten", "mean taken for a sum", "padding row given a gradient");
        assertThat(mistakes).allSatisfy(m -> assertThat(output(m.layer())).isEqualTo(output(padded)));
        assertThat(weightBar(mistakes.get(0).layer())).isEqualTo(Nets.rows(Shape.of(3, 2), 0, 0, 0, 0, 6, 8));
        assertThat(weightBar(mistakes.get(2).layer())).isEqualTo(Nets.rows(Shape.of(3, 2), 2, 4, 0, 0, 8, 12));
        Layer sumForMean = new EmbeddingBag("e", BAGS, true, OptionalInt.empty())
                .mistakes()
                .get(1)
                .layer();
        assertThat(weightBar(sumForMean)).isEqualTo(Nets.rows(Shape.of(3, 2), 2, 4, 0, 0, 8, 12));
    }

    @Test
    void the_magnitude_is_that_of_the_terms() {
        Parameters point = Parameters.of("e.weight", Nets.rows(Shape.of(3, 2), 1, 2, 10, 20, -1, -2));
        assertThat(new EmbeddingBag("e", BAGS, false, OptionalInt.empty()).magnitude(point, List.of()))
                .isEqualTo(Nets.rows(Shape.of(3, 2), 2, 4, 0, 0, 1, 2));
    }

    @Test
    void a_node_tells_indices_offsets_mode_and_padding() {
        Node node = Node.of("e", "embedding-bag").with("indices", Nets.rows(Shape.of(1, 2), 0, 1));
        Bags pair = new Bags(Nets.rows(Shape.of(2), 0, 1), List.of(0));
        assertThat(LayerCatalog.standard().layer(node))
                .isEqualTo(new EmbeddingBag("e", pair, true, OptionalInt.empty()));
        assertThat(LayerCatalog.standard()
                        .layer(node.with("indices", Nets.rows(Shape.of(2), 0, 1))
                                .with("offsets", Nets.rows(Shape.of(1), 0))
                                .with("mode", "sum")
                                .with("padding_idx", 1)))
                .isEqualTo(new EmbeddingBag("e", pair, false, OptionalInt.of(1)));
    }

    @Test
    void bags_that_make_no_sense_are_refused() {
        Tensor three = Nets.rows(Shape.of(3), 2, 0, 2);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Bags.of(three, Optional.empty()))
                .withMessage("the attribute indices has the shape (3); bags are the rows of (B,N), or parts of (N)"
                        + " that begin at offsets (B)");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Bags.of(three, Optional.of(Nets.rows(Shape.of(2), 1, 2))))
                .withMessage(
                        "the attribute offsets is [1, 2]; it must begin with 0, never fall, and not exceed the 3 indices");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Bags.of(three, Optional.of(Nets.rows(Shape.of(3), 0, 2, 1))));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Bags.of(three, Optional.of(Nets.rows(Shape.of(2), 0, 4))));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Bags.of(three, Optional.of(Nets.rows(Shape.of(2), 0, 0.5))))
                .withMessage("the attribute offsets has 0.5, which is no whole number");
    }

    @Test
    void it_takes_no_input_and_an_index_that_is_no_row_is_refused() {
        EmbeddingBag bag = new EmbeddingBag("e", BAGS, true, OptionalInt.empty());
        assertThatIllegalArgumentException()
                .isThrownBy(() -> bag.apply(POINT, List.of(BAR)))
                .withMessageStartingWith("the layer embedding bag e takes no input, not 1");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> bag.apply(Parameters.of("e.weight", Nets.rows(Shape.of(2, 1), 1, 2)), List.of()))
                .withMessage("the index 2 is outside e.weight of 2 rows");
    }

    private static Tensor output(Layer layer) {
        return layer.apply(POINT, List.of()).output();
    }

    private static Tensor weightBar(Layer layer) {
        return layer.apply(POINT, List.of())
                .backward()
                .apply(BAR)
                .parameterBars()
                .get("e.weight");
    }
}

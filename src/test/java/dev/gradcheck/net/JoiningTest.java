package dev.gradcheck.net;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.gradcheck.function.Parameters;
import dev.gradcheck.tensor.Shape;
import dev.gradcheck.tensor.Tensor;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Sums and concatenations, by hand. */
class JoiningTest {
    private static final Tensor A = Nets.rows(Shape.of(2, 1), 1, 2);
    private static final Tensor B = Nets.rows(Shape.of(2, 2), 3, -0.0, 5, 6);
    private static final Tensor C = Nets.rows(Shape.of(1, 2), 7, 8);
    private static final Tensor BAR = Nets.rows(Shape.of(2, 3), 1, 2, 3, 4, 5, 6);

    @Test
    void summands_are_added() {
        assertThat(output(new Sum(), B, B, B)).isEqualTo(Nets.rows(Shape.of(2, 2), 9, -0.0, 15, 18));
    }

    @Test
    void every_summand_gets_the_upstream_gradient() {
        assertThat(pulled(new Sum(), A, A, A, A)).containsExactly(A, A, A);
    }

    @Test
    void a_magnitude_of_a_sum_is_the_sum_of_the_sizes() {
        assertThat(new Sum().magnitude(Parameters.NONE, List.of(A, A.times(-1))))
                .isEqualTo(A.times(2));
    }

    @Test
    void the_mistakes_of_a_sum_leave_branches_out() {
        Tensor none = Nets.rows(Shape.of(2, 1), 0, 0);
        List<Layer.Mistake> mistakes = new Sum().mistakes();
        assertThat(mistakes).extracting(Layer.Mistake::fault).containsOnly("residual branch missing");
        assertThat(pulled(mistakes.get(0).layer(), A, A, A)).containsExactly(A, none);
        assertThat(pulled(mistakes.get(1).layer(), A, A, A)).containsExactly(none, A);
    }

    @Test
    void fewer_than_two_summands_and_other_shapes_are_refused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> output(new Sum(), A))
                .withMessage("the layer sum takes two inputs or more of one shape, not 1");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> output(new Sum(), A, B))
                .withMessageContaining("shapes (2,1) and (2,2) differ");
    }

    @Test
    void joints_have_names() {
        assertThat(new Sum().name()).isEqualTo("sum");
        assertThat(new Concat(-1).name()).isEqualTo("concat along axis -1");
    }

    @Test
    void rows_are_joined_along_the_last_axis() {
        Tensor joined = Nets.rows(Shape.of(2, 3), 1, 3, -0.0, 2, 5, 6);
        assertThat(output(new Concat(1), A, B)).isEqualTo(joined);
        assertThat(output(new Concat(-1), A, B)).isEqualTo(joined);
    }

    @Test
    void rows_are_put_below_each_other_along_the_first_axis() {
        assertThat(output(new Concat(0), B, C)).isEqualTo(Nets.rows(Shape.of(3, 2), 3, -0.0, 5, 6, 7, 8));
    }

    @Test
    void what_lies_behind_a_middle_axis_stays_together() {
        Tensor one = Nets.rows(Shape.of(2, 1, 2), 1, 2, 3, 4);
        Tensor two = Nets.rows(Shape.of(2, 2, 2), 5, 6, 7, 8, 9, 10, 11, 12);
        Tensor joined = Nets.rows(Shape.of(2, 3, 2), 1, 2, 5, 6, 7, 8, 3, 4, 9, 10, 11, 12);
        assertThat(output(new Concat(1), one, two)).isEqualTo(joined);
        assertThat(pulled(new Concat(1), joined, one, two)).containsExactly(one, two);
    }

    @Test
    void each_part_gets_its_own_upstream_gradient() {
        assertThat(pulled(new Concat(1), BAR, A, B))
                .containsExactly(Nets.rows(Shape.of(2, 1), 1, 4), Nets.rows(Shape.of(2, 2), 2, 3, 5, 6));
    }

    @Test
    void the_mistake_of_a_concatenation_cuts_in_the_reverse_order() {
        assertThat(new Concat(1).mistakes()).extracting(Layer.Mistake::fault).containsExactly("parts swapped");
        assertThat(pulled(new Concat(1).mistakes().get(0).layer(), BAR, A, B))
                .containsExactly(Nets.rows(Shape.of(2, 1), 3, 6), Nets.rows(Shape.of(2, 2), 1, 2, 4, 5));
    }

    @Test
    void shapes_that_differ_along_another_axis_are_refused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> output(new Concat(0), A, B))
                .withMessage("the shapes [(2,1), (2,2)] cannot be joined along axis 0: all other axes must agree");
        assertThatIllegalArgumentException().isThrownBy(() -> output(new Concat(2), A, B));
        assertThatIllegalArgumentException().isThrownBy(() -> output(new Concat(-3), A, B));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> output(new Concat(1), A, Nets.rows(Shape.of(2), 1, 2)))
                .withMessageContaining("[(2,1), (2)]");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> output(new Concat(1)))
                .withMessage("the layer concat along axis 1 takes one input or more, not none");
    }

    private static Tensor output(Layer layer, Tensor... inputs) {
        return layer.apply(Parameters.NONE, List.of(inputs)).output();
    }

    private static List<Tensor> pulled(Layer layer, Tensor bar, Tensor... inputs) {
        return layer.apply(Parameters.NONE, List.of(inputs))
                .backward()
                .apply(bar)
                .inputBars();
    }
}

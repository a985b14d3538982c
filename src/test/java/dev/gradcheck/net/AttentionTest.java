package dev.gradcheck.net;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import dev.gradcheck.function.Parameters;
import dev.gradcheck.tensor.IndexMap;
import dev.gradcheck.tensor.Shape;
import dev.gradcheck.tensor.Tensor;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Scaled dot-product attention, by hand where both keys have the same score: each has the probability ½. */
class AttentionTest {
    private static final Tensor Q = Nets.rows(Shape.of(1, 2, 4), 2, 1, 0, 3, 0, 0, 5, 0);
    private static final Tensor K = Nets.rows(Shape.of(1, 2, 4), 2, 0, 0, 0, 0, 4, 0, 0);
    private static final Tensor V = Nets.rows(Shape.of(1, 2, 1), 8, 16);
    private static final Tensor BAR = Nets.rows(Shape.of(1, 2, 1), 1, 10);
    private static final Attention FULL = new Attention(1, false);
    private static final Attention CAUSAL = new Attention(1, true);

    @Test
    void a_query_takes_the_mean_of_the_values_by_its_probabilities() {
        assertThat(output(FULL)).isEqualTo(Nets.rows(Shape.of(1, 2, 1), 12, 12));
    }

    @Test
    void a_causal_query_takes_no_later_key() {
        assertThat(output(CAUSAL)).isEqualTo(Nets.rows(Shape.of(1, 2, 1), 8, 12));
    }

    @Test
    void a_later_key_is_masked_however_large_its_score_is() {
        Tensor loud = K.with(5, 1e300);
        assertThat(CAUSAL.apply(Parameters.NONE, List.of(Q, loud, V)).output().at(0))
                .isEqualTo(8);
    }

    @Test
    void scores_are_divided_by_the_root_of_the_width() {
        // Scores 0 and 2·ln 3 / √4: probabilities ¼ and ¾
        double ln3 = Math.log(3);
        Tensor q = Nets.rows(Shape.of(1, 1, 4), 2, 0, 0, 0);
        Tensor k = Nets.rows(Shape.of(1, 2, 4), 0, 0, 0, 0, ln3, 0, 0, 0);
        assertThat(FULL.apply(Parameters.NONE, List.of(q, k, V)).output().item())
                .isCloseTo(0.25 * 8 + 0.75 * 16, within(1e-14));
    }

    @Test
    void gradients_of_queries_keys_and_values_are_those_by_hand() {
        // s̄ = ½(8 − 12, 16 − 12)·ō, times the scale ½: (−1, 1)·ō
        assertThat(pulled(FULL))
                .containsExactly(
                        Nets.rows(Shape.of(1, 2, 4), -2, 4, 0, 0, -20, 40, 0, 0),
                        Nets.rows(Shape.of(1, 2, 4), -2, -1, -50, -3, 2, 1, 50, 3),
                        Nets.rows(Shape.of(1, 2, 1), 5.5, 5.5));
    }

    @Test
    void causal_gradients_flow_from_no_query_to_a_later_key() {
        assertThat(pulled(CAUSAL))
                .usingElementComparator((a, b) -> a.minus(b).maxAbs() == 0 ? 0 : 1)
                .containsExactly(
                        Nets.rows(Shape.of(1, 2, 4), 0, 0, 0, 0, -20, 40, 0, 0),
                        Nets.rows(Shape.of(1, 2, 4), 0, 0, -50, 0, 0, 0, 50, 0),
                        Nets.rows(Shape.of(1, 2, 1), 6, 5));
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void each_head_attends_by_itself_to_its_own_columns(boolean causal) {
        List<Tensor> whole = List.of(random(1, 2, 3, 6), random(2, 2, 4, 6), random(3, 2, 4, 2));
        Tensor bar = random(4, 2, 3, 2);
        Layer.Applied both = new Attention(2, causal).apply(Parameters.NONE, whole);
        for (int head = 0; head < 2; head++) {
            List<Tensor> own = new ArrayList<>();
            for (Tensor tensor : whole) {
                own.add(half(tensor, head));
            }
            Layer.Applied alone = new Attention(1, causal).apply(Parameters.NONE, own);
            assertThat(half(both.output(), head)).isEqualTo(alone.output());
            for (int i = 0; i < 3; i++) {
                assertThat(half(both.backward().apply(bar).inputBars().get(i), head))
                        .isEqualTo(alone.backward()
                                .apply(half(bar, head))
                                .inputBars()
                                .get(i));
            }
        }
    }

    @Test
    void the_mistakes_are_those_by_hand() {
        List<Layer.Mistake> mistakes = CAUSAL.mistakes();
        assertThat(mistakes)
                .extracting(Layer.Mistake::fault)
                .containsExactly(
                        "attention scale missing",
                        "softmax taken elementwise",
                        "sum over the row missing",
                        "causal mask missing",
                        "causal mask missing in the last tile",
                        "causal mask missing in the last tile",
                        "causal mask missing in the last tile",
                        "causal mask missing in the last tile");
        assertThat(FULL.mistakes()).hasSize(3);
        assertThat(pulled(FULL.mistakes().get(0).layer()).get(0))
                .isEqualTo(Nets.rows(Shape.of(1, 2, 4), -4, 8, 0, 0, -40, 80, 0, 0));
        // p(1 − p)·p̄ = ¼(8, 16)·ō, times ½
        assertThat(pulled(FULL.mistakes().get(1).layer()).get(0))
                .isEqualTo(Nets.rows(Shape.of(1, 2, 4), 2, 8, 0, 0, 20, 80, 0, 0));
        // p·p̄ = ½(8, 16)·ō, times ½
        assertThat(pulled(FULL.mistakes().get(2).layer()).get(0))
                .isEqualTo(Nets.rows(Shape.of(1, 2, 4), 4, 16, 0, 0, 40, 160, 0, 0));
        assertThat(pulled(mistakes.get(3).layer())).isEqualTo(pulled(FULL));
        assertThat(output(mistakes.get(3).layer())).isEqualTo(output(CAUSAL));
    }

    @Test
    void without_the_mask_in_the_last_tile_later_keys_of_it_get_probabilities_by_the_sums_of_the_forward_pass() {
        // 17 keys of one score: query i has 1/(i + 1) for keys up to i, and for the last key, which is a tile of its
        // own
        Tensor none = Nets.rows(Shape.of(1, 17, 1), new double[17]);
        double[] values = new double[17];
        values[16] = 1;
        Layer unmasked = CAUSAL.mistakes().get(4).layer();
        List<Tensor> bars = unmasked.apply(Parameters.NONE, List.of(none, none, Nets.rows(Shape.of(1, 17, 1), values)))
                .backward()
                .apply(Nets.rows(Shape.of(1, 17, 1), new double[17]).with(0, 3))
                .inputBars();
        assertThat(bars.get(2).at(0)).isEqualTo(3);
        assertThat(bars.get(2).at(15)).isZero();
        assertThat(bars.get(2).at(16)).isEqualTo(3);
    }

    @Test
    void a_magnitude_is_the_mean_of_the_sizes_of_the_values() {
        Tensor cancelling = Nets.rows(Shape.of(1, 2, 1), 8, -8);
        assertThat(FULL.apply(Parameters.NONE, List.of(Q, K, cancelling))
                        .output()
                        .maxAbs())
                .isZero();
        assertThat(FULL.magnitude(Parameters.NONE, List.of(Q, K, cancelling)))
                .isEqualTo(Nets.rows(Shape.of(1, 2, 1), 8, 8));
    }

    @Test
    void scores_stay_below_a_soft_cap() {
        // scores 0 and 1000·1000/√4, which the cap leaves ln 3 of: probabilities ¼ and ¾
        Layer capped = new Attention(1, false, OptionalDouble.of(Math.log(3)), Optional.empty());
        Tensor q = Nets.rows(Shape.of(1, 1, 4), 1000, 0, 0, 0);
        Tensor k = Nets.rows(Shape.of(1, 2, 4), 0, 0, 0, 0, 1000, 0, 0, 0);
        Layer.Applied applied = capped.apply(Parameters.NONE, List.of(q, k, V));
        assertThat(applied.output().item()).isCloseTo(0.25 * 8 + 0.75 * 16, within(1e-14));
        assertThat(applied.backward()
                        .apply(Nets.rows(Shape.of(1, 1, 1), 1))
                        .inputBars()
                        .get(0)
                        .maxAbs())
                .isZero();
    }

    @Test
    void what_dropout_drops_of_the_probabilities_takes_nothing_and_gets_no_gradient() {
        Dropout second = new Dropout(Nets.rows(Shape.of(1, 1, 2, 2), 1, 0, 1, 0), 0.5);
        Layer dropping = new Attention(1, false, OptionalDouble.empty(), Optional.of(second));
        assertThat(output(dropping)).isEqualTo(Nets.rows(Shape.of(1, 2, 1), 8, 8));
        assertThat(pulled(dropping).get(2)).isEqualTo(Nets.rows(Shape.of(1, 2, 1), 11, 0));
    }

    @Test
    void a_mask_of_another_shape_than_the_probabilities_is_refused() {
        Dropout flat = new Dropout(Nets.rows(Shape.of(2, 2), 1, 0, 1, 0), 0.5);
        refused(
                new Attention(1, false, OptionalDouble.empty(), Optional.of(flat)),
                "attention of 1 head has probabilities (B,heads,T,S) = (1,1,2,2), and a mask of shape (2,2)",
                Q,
                K,
                V);
    }

    @Test
    void inputs_that_do_not_fit_are_refused_with_their_shapes() {
        String wanted = " takes queries (B,T,D), keys (B,S,D) and values (B,S,E), D and E multiples of ";
        refused(FULL, "attention of 1 head" + wanted + "1, not [(1,2,4), (1,2,4)]", Q, K);
        refused(
                FULL,
                "attention of 1 head" + wanted + "1, not [(2,4), (1,2,4), (1,2,1)]",
                Q.reshape(Shape.of(2, 4)),
                K,
                V);
        refused(
                new Attention(2, true),
                "causal attention of 2 heads" + wanted + "2, not [(1,2,4), (1,2,4), (1,2,1)]",
                Q,
                K,
                V);
        refused(FULL, "not [(1,2,4), (1,2,4), (1,1,2)]", Q, K, V.reshape(Shape.of(1, 1, 2)));
        refused(FULL, "not [(1,2,4), (1,4,2), (1,4,2)]", Q, K.reshape(Shape.of(1, 4, 2)), K.reshape(Shape.of(1, 4, 2)));
        refused(FULL, "not [(1,2,4), (2,1,4), (2,1,4)]", Q, K.reshape(Shape.of(2, 1, 4)), K.reshape(Shape.of(2, 1, 4)));
    }

    @Test
    void no_head_is_refused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Attention(0, false))
                .withMessage("heads is 0, and must be at least 1");
    }

    private static void refused(Layer layer, String message, Tensor... inputs) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> layer.apply(Parameters.NONE, List.of(inputs)))
                .withMessageContaining(message);
    }

    private static Tensor output(Layer layer) {
        return layer.apply(Parameters.NONE, List.of(Q, K, V)).output();
    }

    private static List<Tensor> pulled(Layer layer) {
        return layer.apply(Parameters.NONE, List.of(Q, K, V))
                .backward()
                .apply(BAR)
                .inputBars();
    }

    private static Tensor half(Tensor x, int which) {
        int width = x.shape().dimension(2) / 2;
        Shape to = Shape.of(x.shape().dimension(0), x.shape().dimension(1), width);
        return IndexMap.of(x.shape(), to, i -> x.shape().offset(i[0], i[1], which * width + i[2]))
                .gather(x);
    }

    private static Tensor random(long seed, int... shape) {
        Shape of = Shape.of(shape);
        return Nets.rows(
                of, new SplittableRandom(seed).doubles(of.size(), -2, 2).toArray());
    }
}

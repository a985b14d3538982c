package dev.gradcheck.net;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import dev.gradcheck.function.Parameters;
import dev.gradcheck.tensor.Shape;
import dev.gradcheck.tensor.Tensor;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Recurrent cells by hand at one hidden unit, and sequences as cells one after the other. */
class RecurrentTest {
    private static final Tensor X = Nets.rows(Shape.of(1, 1), 0.5);
    private static final Tensor H = Nets.rows(Shape.of(1, 1), -0.25);
    private static final Tensor C = Nets.rows(Shape.of(1, 1), 2);

    @Test
    void a_plain_cell_is_the_tanh_of_both_products() {
        Tensor next = new RecurrentCell("r", RecurrentKind.RNN, false)
                .apply(unbiased("", new double[] {2}, new double[] {4}), List.of(X, H))
                .output();
        assertThat(next.item()).isEqualTo(StrictMath.tanh(2 * 0.5 - 4 * 0.25));
    }

    /** The gates in the order i, f, g, o: with f open and i shut the cell state stays what it is. */
    @Test
    void an_lstm_keeps_its_state_through_the_second_gate() {
        Parameters point = unbiased("", new double[] {-2000, 2000, 1, 2000}, new double[] {0, 0, 0, 0});
        Tensor next = new RecurrentCell("r", RecurrentKind.LSTM, false)
                .apply(point, List.of(X, H, C))
                .output();
        assertThat(next).isEqualTo(Nets.rows(Shape.of(1, 2), StrictMath.tanh(2), 2));
    }

    /** The gates in the order r, z, n: with z shut the new state is tanh(a_n + σ(r)·r_n). */
    @Test
    void a_gru_resets_after_the_product_of_the_hidden_state() {
        Parameters open = unbiased("", new double[] {2000, -2000, 1}, new double[] {0, 0, 8});
        Parameters shut = unbiased("", new double[] {-2000, -2000, 1}, new double[] {0, 0, 8});
        RecurrentCell cell = new RecurrentCell("r", RecurrentKind.GRU, false);
        assertThat(cell.apply(open, List.of(X, H)).output().item()).isEqualTo(StrictMath.tanh(0.5 - 2));
        assertThat(cell.apply(shut, List.of(X, H)).output().item()).isEqualTo(StrictMath.tanh(0.5));
    }

    @ParameterizedTest
    @EnumSource
    void a_sequence_is_a_cell_step_by_step(RecurrentKind kind) {
        int gates = kind.gates().count();
        Parameters ofCell = random("", gates);
        Parameters ofSequence = random("_l0", gates);
        Tensor x = Nets.rows(Shape.of(2, 1, 1), 0.5, -1);
        Tensor first = new RecurrentCell("r", kind, true)
                .apply(ofCell, states(kind, X, H, C))
                .output();
        Tensor cell = kind == RecurrentKind.LSTM ? first.slice(1, 1, 2) : C;
        Tensor second = new RecurrentCell("r", kind, true)
                .apply(ofCell, states(kind, Nets.rows(Shape.of(1, 1), -1), first.slice(1, 0, 1), cell))
                .output();
        assertThat(new Recurrent("r", kind, true, false)
                        .apply(ofSequence, states(kind, x, H, C))
                        .output())
                .isEqualTo(Nets.rows(Shape.of(2, 1, 1), first.at(0), second.at(0)));
    }

    @ParameterizedTest
    @EnumSource
    void the_batch_may_come_first(RecurrentKind kind) {
        Parameters point = random("_l0", kind.gates().count());
        Tensor x = Nets.rows(Shape.of(3, 2, 1), 0.5, -1, 2, 0.25, 1, -0.5);
        Layer.Applied timeFirst = new Recurrent("r", kind, true, false).apply(point, x);
        Layer.Applied batchFirst = new Recurrent("r", kind, true, true).apply(point, x.permute(1, 0, 2));
        assertThat(batchFirst.output()).isEqualTo(timeFirst.output().permute(1, 0, 2));
        assertThat(batchFirst.backward().apply(x.permute(1, 0, 2)).parameterBars())
                .isEqualTo(timeFirst.backward().apply(x).parameterBars());
    }

    @ParameterizedTest
    @EnumSource
    void without_initial_states_they_are_zero(RecurrentKind kind) {
        Parameters point = random("_l0", kind.gates().count());
        Tensor x = Nets.rows(Shape.of(2, 1, 1), 0.5, -1);
        Tensor zero = Nets.rows(Shape.of(1, 1), 0);
        Recurrent layer = new Recurrent("r", kind, true, false);
        assertThat(layer.apply(point, x).output())
                .isEqualTo(layer.apply(point, states(kind, x, zero, zero)).output());
    }

    @ParameterizedTest
    @EnumSource
    void every_mistake_changes_a_gradient_over_two_steps(RecurrentKind kind) {
        Parameters point = random("_l0", kind.gates().count());
        Tensor x = Nets.rows(Shape.of(2, 1, 1), 0.5, -1);
        Recurrent layer = new Recurrent("r", kind, true, false);
        Layer.Pulled right =
                layer.apply(point, states(kind, x, H, C)).backward().apply(x);
        assertThat(layer.mistakes()).hasSizeGreaterThanOrEqualTo(3).allSatisfy(mistake -> assertThat(mistake.layer()
                        .apply(point, states(kind, x, H, C))
                        .backward()
                        .apply(x))
                .as(mistake.fault())
                .isNotEqualTo(right));
    }

    /** dh'/dW_ih = (1 − h'²)·x. */
    @Test
    void the_gradient_of_a_weight_is_the_slope_times_the_input() {
        Parameters point = unbiased("", new double[] {2}, new double[] {1});
        Layer.Applied applied = new RecurrentCell("r", RecurrentKind.RNN, false).apply(point, List.of(X, H));
        double h = applied.output().item();
        assertThat(applied.backward()
                        .apply(Nets.rows(Shape.of(1, 1), 1))
                        .parameterBars()
                        .get("r.weight_ih")
                        .item())
                .isCloseTo((1 - h * h) * 0.5, within(1e-16));
    }

    @Test
    void what_does_not_fit_is_refused() {
        Parameters point = unbiased("", new double[] {2}, new double[] {1});
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new RecurrentCell("r", RecurrentKind.RNN, false).apply(point, List.of(X)))
                .withMessage("the layer rnn cell r takes an input (B,I) and a state (B,1), not [(1,1)]");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new RecurrentCell("r", RecurrentKind.GRU, false).apply(point, List.of(X, H)))
                .withMessage("r.weight_ih has the shape (1,1), and needs (3,1)");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Recurrent("r", RecurrentKind.RNN, false, true)
                        .apply(unbiased("_l0", new double[] {2}, new double[] {1}), X))
                .withMessage("the layer rnn r takes sequences (B,T,I), not the shape (1,1)");
    }

    private static List<Tensor> states(RecurrentKind kind, Tensor x, Tensor h, Tensor c) {
        return kind == RecurrentKind.LSTM ? List.of(x, h, c) : List.of(x, h);
    }

    private static Parameters unbiased(String suffix, double[] input, double[] state) {
        return Parameters.of("r.weight_ih" + suffix, Nets.rows(Shape.of(input.length, 1), input))
                .with("r.weight_hh" + suffix, Nets.rows(Shape.of(state.length, 1), state));
    }

    private static Parameters random(String suffix, int gates) {
        double[] numbers = {0.75, -0.5, 1.25, 0.25};
        double[] others = {-1, 0.5, 0.75, -0.25};
        return unbiased(suffix, Arrays.copyOf(numbers, gates), Arrays.copyOf(others, gates))
                .with("r.bias_ih" + suffix, Nets.rows(Shape.of(gates), Arrays.copyOf(others, gates)))
                .with("r.bias_hh" + suffix, Nets.rows(Shape.of(gates), Arrays.copyOf(numbers, gates)));
    }
}

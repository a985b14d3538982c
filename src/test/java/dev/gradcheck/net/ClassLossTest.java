package dev.gradcheck.net;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import dev.gradcheck.function.Parameters;
import dev.gradcheck.graph.Node;
import dev.gradcheck.tensor.DType;
import dev.gradcheck.tensor.Shape;
import dev.gradcheck.tensor.Tensor;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Losses of samples and classes; what is not computed by hand is torch.nn.functional.cross_entropy in float64. */
class ClassLossTest {
    private static final Offset<Double> ROUNDING = within(2e-16);
    private static final Tensor Z = Nets.rows(Shape.of(2, 3), 0, 1, -2, 40, 0, 3);
    private static final Tensor SOFT = Nets.rows(Shape.of(2, 3), 0.5, 0.25, 0.25, 0, 1, 0.5);
    private static final Tensor INDEX = Nets.rows(Shape.of(2), 2, 0);

    @Test
    void soft_targets_weigh_the_logarithms() {
        Loss loss = new SoftCrossEntropy(SOFT, 0, Reduction.MEAN);
        assertThat(loss.value(Z).item()).isCloseTo(30.049506108384094, within(4e-15));
        assertThat(loss.derivative(Z).values())
                .containsExactly(
                        new double[] {-0.12025176982879043, 0.2276922563491206, -0.10744048652033014, 0.75, -0.5, -0.25
                        },
                        ROUNDING);
    }

    @Test
    void smoothing_moves_targets_towards_the_same_for_all_classes() {
        Loss loss = new SoftCrossEntropy(INDEX, 0.25, Reduction.SUM);
        assertThat(loss.value(Z).item()).isCloseTo(9.349012216768187, within(4e-15));
        assertThat(loss.derivative(Z).values())
                .containsExactly(
                        new double[] {
                            0.17616312700908582,
                            0.6220511793649078,
                            -0.7982143063739936,
                            0.16666666666666663,
                            -0.08333333333333333,
                            -0.08333333333333325
                        },
                        ROUNDING);
    }

    @Test
    void soft_targets_are_smoothed_too() {
        Loss loss = new SoftCrossEntropy(SOFT, 0.5, Reduction.MEAN);
        assertThat(loss.value(Z).item()).isCloseTo(21.86200610838409, within(4e-15));
        assertThat(loss.derivative(Z).at(0)).isCloseTo(-0.07858510316212376, ROUNDING);
        assertThat(loss.derivative(Z).at(3)).isCloseTo(0.5416666666666666, ROUNDING);
    }

    @Test
    void a_soft_target_of_one_class_keeps_the_digits_of_an_index() {
        Loss soft = new SoftCrossEntropy(Nets.rows(Shape.of(1, 2), 1, 0), 0, Reduction.MEAN);
        Tensor saturated = Nets.rows(Shape.of(1, 2), 40, 0);
        assertThat(soft.value(saturated).item()).isCloseTo(4.248354255291589e-18, within(2e-33));
        assertThat(soft.derivative(saturated).values())
                .containsExactly(new double[] {-4.248354255291589e-18, 4.248354255291589e-18}, within(2e-33));
        assertThat(soft.value(Nets.rows(Shape.of(1, 2), -800, 800)).item()).isEqualTo(1600);
    }

    @Test
    void an_index_without_smoothing_needs_no_soft_targets() {
        Node node = Node.of("loss", "softmax-cross-entropy", "x").with("target", INDEX);
        LayerCatalog catalog = LayerCatalog.standard();
        assertThat(catalog.layer(node)).isEqualTo(new SoftmaxCrossEntropy(INDEX));
        assertThat(catalog.layer(node.with("reduction", "sum")))
                .isEqualTo(new SoftmaxCrossEntropy(INDEX, Reduction.SUM));
        assertThat(catalog.layer(node.with("label_smoothing", 0.1)))
                .isEqualTo(new SoftCrossEntropy(INDEX, 0.1, Reduction.MEAN));
        assertThat(catalog.layer(node.with("target", SOFT))).isEqualTo(new SoftCrossEntropy(SOFT, 0, Reduction.MEAN));
    }

    @Test
    void a_sum_over_the_samples_is_not_divided() {
        Loss mean = new SoftmaxCrossEntropy(INDEX);
        Loss sum = new SoftmaxCrossEntropy(INDEX, Reduction.SUM);
        assertThat(sum.value(Z)).isEqualTo(mean.value(Z).times(2));
        assertThat(sum.derivative(Z)).isEqualTo(mean.derivative(Z).times(2));
    }

    @Test
    void not_a_number_makes_its_sample_one() {
        Tensor z = Nets.rows(Shape.of(2, 2), 0, Double.NaN, 0, 0);
        Loss loss = new SoftCrossEntropy(Nets.rows(Shape.of(2, 2), 1, 0, 1, 0), 0, Reduction.SUM);
        assertThat(loss.value(z).item()).isNaN();
        assertThat(loss.derivative(z).values()).containsExactly(Double.NaN, Double.NaN, -0.5, 0.5);
    }

    @Test
    void what_is_no_target_of_these_classes_is_refused() {
        refused(
                new SoftCrossEntropy(Nets.rows(Shape.of(2), 0, 3), 0.5, Reduction.MEAN),
                Z,
                "target 3 of sample 1 is none of 3 classes");
        refused(
                new SoftCrossEntropy(Nets.rows(Shape.of(1), 0), 0.5, Reduction.MEAN),
                Z,
                "the target has 1 samples, the output 2");
        refused(
                new SoftCrossEntropy(Nets.rows(Shape.of(1, 2), 0, 1), 0, Reduction.MEAN),
                Z,
                "the target of soft cross-entropy has the shape (1,2), the output (2,3)");
        refused(
                new SoftmaxCrossEntropy(INDEX),
                Nets.rows(Shape.of(2), 1, 2),
                "the output has shape (2), and needs two axes: samples and classes");
    }

    @ParameterizedTest
    @ValueSource(doubles = {-0.5, 1.5, Double.NaN})
    void probabilities_and_smoothing_outside_0_to_1_are_refused(double number) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new SoftCrossEntropy(Nets.rows(Shape.of(1, 2), 0, number), 0, Reduction.MEAN))
                .withMessage("the target " + number + " is outside [0, 1]");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new SoftCrossEntropy(INDEX, number, Reduction.MEAN))
                .withMessage("the label smoothing " + number + " is outside [0, 1]");
    }

    @Test
    void smoothing_of_1_leaves_nothing_of_the_target() {
        Tensor zeros = Tensor.zeros(DType.FLOAT64, Shape.of(2, 2));
        assertThat(new SoftCrossEntropy(Nets.rows(Shape.of(2), 1, 0), 1, Reduction.SUM).derivative(zeros))
                .isEqualTo(zeros);
    }

    @Test
    void an_index_that_is_no_whole_number_is_refused() {
        Tensor half = Nets.rows(Shape.of(2), 0, 0.5);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new SoftCrossEntropy(half, 0.25, Reduction.MEAN))
                .withMessage("the target 0.5 is no index of a class");
    }

    @Test
    void a_reduction_of_another_name_is_refused() {
        Node node = Node.of("loss", "nll", "x").with("target", INDEX).with("reduction", "none");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> LayerCatalog.standard().layer(node))
                .withMessageStartingWith("the layer loss (nll): the attribute reduction is none, none of [");
    }

    @Test
    void forgotten_smoothing_is_the_gradient_of_the_target_as_it_is() {
        SoftCrossEntropy loss = new SoftCrossEntropy(INDEX, 0.25, Reduction.SUM);
        assertThat(mistake(loss, "label smoothing forgotten"))
                .isEqualTo(new SoftCrossEntropy(INDEX, 0, Reduction.SUM).derivative(Z));
        assertThat(new SoftCrossEntropy(SOFT, 0, Reduction.SUM).mistakes())
                .extracting(Layer.Mistake::fault)
                .doesNotContain("label smoothing forgotten");
    }

    @Test
    void the_wrong_sign_of_the_target_adds_it_twice() {
        Tensor twice = Nets.rows(Shape.of(2, 3), 0, 0, 2, 2, 0, 0);
        Loss index = new SoftmaxCrossEntropy(INDEX, Reduction.SUM);
        Loss soft = new SoftCrossEntropy(SOFT, 0, Reduction.SUM);
        assertThat(mistake(index, "sign of the target"))
                .isEqualTo(index.derivative(Z).plus(twice));
        assertThat(mistake(soft, "sign of the target").values())
                .containsExactly(soft.derivative(Z).plus(SOFT.times(2)).values(), within(4e-16));
    }

    private static void refused(Loss loss, Tensor output, String message) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> loss.value(output))
                .withMessage(message);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> loss.derivative(output))
                .withMessage(message);
    }

    private static Tensor mistake(Loss loss, String fault) {
        Layer wrong = loss.mistakes().stream()
                .filter(m -> m.fault().equals(fault))
                .findFirst()
                .orElseThrow()
                .layer();
        return wrong.apply(Parameters.NONE, Z)
                .backward()
                .apply(Tensor.scalar(DType.FLOAT64, 1))
                .inputBar();
    }
}

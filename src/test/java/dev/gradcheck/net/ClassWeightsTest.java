package dev.gradcheck.net;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import dev.gradcheck.function.Parameters;
import dev.gradcheck.graph.Node;
import dev.gradcheck.tensor.DType;
import dev.gradcheck.tensor.Shape;
import dev.gradcheck.tensor.Tensor;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Samples that count more than others, or not at all, and samples along sequences. */
class ClassWeightsTest {
    private static final Tensor Z = Nets.rows(Shape.of(2, 3), 0, 1, -2, 4, 0, 3);
    private static final Tensor INDEX = Nets.rows(Shape.of(2), 2, 0);
    private static final ClassWeights WEIGHTS = new ClassWeights(Optional.of(Nets.rows(Shape.of(3), 2, 5, 0.5)), -100);
    private static final ClassWeights WITHOUT_2 = new ClassWeights(Optional.empty(), 2);

    @Test
    void a_sum_has_each_sample_times_the_weight_of_its_class() {
        SoftCrossEntropy weighted = new SoftCrossEntropy(INDEX, 0, WEIGHTS, Reduction.SUM);
        double[] plain =
                new SoftmaxCrossEntropy(INDEX, Reduction.SUM).derivative(Z).values();
        double[] expected = {plain[0] / 2, plain[1] / 2, plain[2] / 2, plain[3] * 2, plain[4] * 2, plain[5] * 2};
        assertThat(weighted.derivative(Z).values()).containsExactly(expected, within(1e-15));
    }

    @Test
    void a_mean_is_over_the_weights_of_the_classes_that_occur() {
        Loss mean = new SoftCrossEntropy(INDEX, 0, WEIGHTS, Reduction.MEAN);
        Loss sum = new SoftCrossEntropy(INDEX, 0, WEIGHTS, Reduction.SUM);
        assertThat(mean.value(Z)).isEqualTo(sum.value(Z).dividedBy(sum.value(Z).like(2.5)));
        assertThat(mean.derivative(Z)).isEqualTo(sum.derivative(Z).dividedBy(Z.like(2.5)));
    }

    @Test
    void an_ignored_sample_has_no_gradient_and_counts_for_no_mean() {
        Tensor last = new SoftmaxCrossEntropy(Nets.rows(Shape.of(1), 0)).derivative(Nets.rows(Shape.of(1, 3), 4, 0, 3));
        for (Loss loss : new Loss[] {
            new SoftCrossEntropy(INDEX, 0, WITHOUT_2, Reduction.MEAN),
            new SoftCrossEntropy(Nets.rows(Shape.of(2), -100, 0), 0, ClassWeights.NONE, Reduction.MEAN)
        }) {
            assertThat(loss.derivative(Z).values())
                    .containsExactly(new double[] {0, 0, 0, last.at(0), last.at(1), last.at(2)}, within(1e-16));
        }
        assertThat(new NegativeLogLikelihood(INDEX, WITHOUT_2, Reduction.MEAN).derivative(Z))
                .isEqualTo(Nets.rows(Shape.of(2, 3), -0.0, -0.0, -0.0, -1, -0.0, -0.0));
    }

    @Test
    void an_ignored_sample_stays_without_gradient_where_targets_are_smoothed() {
        Loss loss = new SoftCrossEntropy(INDEX, 0.5, WITHOUT_2, Reduction.SUM);
        assertThat(loss.derivative(Z).values()).startsWith(0, 0, 0);
        assertThat(loss.derivative(Z).at(3)).isNotZero();
    }

    @Test
    void classes_of_sequences_lie_along_the_second_axis() {
        Tensor sequences = Z.reshape(Shape.of(1, 2, 3)).permute(0, 2, 1);
        Tensor target = INDEX.reshape(Shape.of(1, 2));
        assertThat(new SoftCrossEntropy(target, 0, Reduction.MEAN).derivative(sequences))
                .isEqualTo(new SoftCrossEntropy(INDEX, 0, Reduction.MEAN)
                        .derivative(Z)
                        .reshape(Shape.of(1, 2, 3))
                        .permute(0, 2, 1));
        assertThat(new NegativeLogLikelihood(target, WEIGHTS, Reduction.MEAN).value(sequences))
                .isEqualTo(new NegativeLogLikelihood(INDEX, WEIGHTS, Reduction.MEAN).value(Z));
    }

    @Test
    void a_target_of_the_rank_of_the_output_has_probabilities() {
        Tensor soft = Nets.rows(Shape.of(1, 2, 1), 0.25, 0.75);
        Tensor logits = Nets.rows(Shape.of(1, 2, 1), 0, 0);
        assertThat(new SoftCrossEntropy(soft, 0, Reduction.MEAN).derivative(logits))
                .isEqualTo(Nets.rows(Shape.of(1, 2, 1), 0.25, -0.25));
    }

    @Test
    void weights_that_are_forgotten_and_ignored_targets_that_count_are_mistakes() {
        ClassWeights both = new ClassWeights(WEIGHTS.weight(), 2);
        for (Loss loss : new Loss[] {
            new SoftCrossEntropy(INDEX, 0, both, Reduction.MEAN), new NegativeLogLikelihood(INDEX, both, Reduction.MEAN)
        }) {
            assertThat(loss.mistakes())
                    .extracting(Layer.Mistake::fault)
                    .endsWith("class weights forgotten", "ignored target counted");
            for (Layer.Mistake mistake : loss.mistakes()) {
                assertThat(pulled(mistake.layer())).as(mistake.fault()).isNotEqualTo(pulled(loss));
            }
        }
        assertThat(new NegativeLogLikelihood(INDEX, Reduction.SUM).mistakes()).hasSize(2);
    }

    @Test
    void what_does_not_fit_is_refused() {
        refused(
                new SoftCrossEntropy(Nets.rows(Shape.of(2), 2, 2), 0, WITHOUT_2, Reduction.MEAN),
                "no target counts: all are ignored, or of classes of weight 0");
        refused(
                new SoftCrossEntropy(INDEX, 0, new ClassWeights(Optional.of(INDEX), -100), Reduction.MEAN),
                "there are 2 class weights for 3 classes");
        refused(
                new SoftCrossEntropy(Nets.rows(Shape.of(2, 3), 1, 0, 0, 0, 0, 1), 0, WITHOUT_2, Reduction.MEAN),
                "ignore_index is 2, and the target has probabilities: none is an index");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new ClassWeights(Optional.of(Nets.rows(Shape.of(1), -1)), 0))
                .withMessage("the class weight -1.0 is negative or not finite");
    }

    @Test
    void a_class_that_is_ignored_by_default_needs_no_attribute() {
        Node node = Node.of("loss", "softmax-cross-entropy", "x").with("target", Nets.rows(Shape.of(2), -100, 0));
        assertThat(LayerCatalog.standard().layer(node)).isInstanceOf(SoftCrossEntropy.class);
    }

    private static Tensor pulled(Layer layer) {
        return layer.apply(Parameters.NONE, Z)
                .backward()
                .apply(Tensor.scalar(DType.FLOAT64, 1))
                .inputBar();
    }

    private static void refused(Loss loss, String message) {
        assertThatIllegalArgumentException().isThrownBy(() -> loss.value(Z)).withMessage(message);
    }
}

package dev.gradcheck;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gradcheck.function.Fault;
import dev.gradcheck.function.PlantedFault;
import dev.gradcheck.tensor.DType;
import dev.gradcheck.tensor.Tensor;
import java.util.SplittableRandom;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/** The matchers of the notebook's defects: the smallest example of each, and a new fault that none explains. */
class NotebookDefectTest {
    @Test
    void the_broadcast_is_shrunk_to_two_output_weights_that_differ() {
        Tensor wo = NotebookSuite.smallest(NotebookDefect.BROADCAST).point().get("Wo");
        assertThat(wo.values()).containsExactlyInAnyOrder(0, 1);
    }

    @Test
    void a_loss_that_lacks_a_term_is_shrunk_to_a_target_of_0() {
        NotebookSample smallest = NotebookSuite.smallest(NotebookDefect.LOSS_LACKS_A_TERM);
        assertThat(smallest.y().item()).isZero();
        assertThat(smallest.x().values()).containsOnly(1);
    }

    @Test
    void a_saturated_prediction_is_shrunk_to_one_that_rounds_to_1() {
        NotebookSample smallest = NotebookSuite.smallest(NotebookDefect.PREDICTION_1);
        assertThat(smallest.prediction(smallest.point().get("Wh").dtype())).isEqualTo(1);
    }

    @Test
    void a_new_fault_is_explained_by_none() {
        NotebookSample sample = LongStream.range(0, 100)
                .mapToObj(seed -> NotebookSample.draw(new SplittableRandom(seed)::nextLong))
                .filter(s -> Math.abs(s.prediction(DType.FLOAT64) - 0.5) < 0.4)
                .findFirst()
                .orElseThrow();
        assertThat(NotebookDefect.unexplained(sample, sample.check(sample.function())))
                .isEmpty();
        PlantedFault flipped = new PlantedFault(sample.function(), "bo", Fault.sign());
        assertThat(NotebookDefect.unexplained(sample, sample.check(flipped)))
                .extracting(finding -> finding.gradient())
                .contains("bo");
    }
}

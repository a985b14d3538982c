package dev.gradcheck.oracle.djl;

import static dev.gradcheck.testing.GradientAssertions.assertThatGradient;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Activation;
import ai.djl.nn.SequentialBlock;
import ai.djl.nn.core.Linear;
import dev.gradcheck.oracle.djl.torch.Pytorch;
import dev.gradcheck.testing.GradientAssert;
import org.junit.jupiter.api.Test;

/** What DJL differentiates itself, and what is written in its arrays by hand, as the accused. */
class DjlFunctionTest {
    private static final double[][] X = {{0.5, -2}, {3, 0.25}};

    @Test
    void autograd_of_djls_operations_is_right() {
        at(DjlFunction.of("softmax", in -> new NDList(in.get(0).softmax(1)))).isCorrect();
    }

    @Test
    void an_operation_that_autograd_cannot_see_is_caught() {
        at(DjlFunction.of("x²", in -> new NDList(in.get(0).mul(in.get(0))))).isCorrect();
        assertThatThrownBy(() -> at(DjlFunction.of("half of x²", in -> {
                            NDArray x = in.get(0);
                            return new NDList(x.mul(x.stopGradient()));
                        }))
                        .isCorrect())
                .hasMessageContaining("dL/dx disagrees");
    }

    @Test
    void a_backward_pass_by_hand_with_two_outputs_is_judged() {
        at(twoOutputs(1)).isCorrect();
        assertThatThrownBy(() -> at(twoOutputs(-1)).isCorrect()).hasMessageContaining("dL/dx disagrees");
    }

    @Test
    void a_gradient_that_is_missing_is_malformed() {
        assertThatThrownBy(() -> at(DjlFunction.of("none", in -> in, (in, v) -> new NDList()))
                        .isCorrect())
                .hasMessageContaining("malformed");
    }

    @Test
    void a_block_is_a_function_of_its_inputs_and_parameters() {
        try (NDManager manager = Pytorch.engine().newBaseManager(ai.djl.Device.cpu())) {
            SequentialBlock block = new SequentialBlock()
                    .add(Linear.builder().setUnits(3).build())
                    .add(Activation::tanh)
                    .add(Linear.builder().setUnits(1).build());
            block.initialize(manager, DataType.FLOAT32, new Shape(2, 2));
            assertThatGradient(DjlFunction.of(block, "x"))
                    .at(DjlFunction.parameters(block))
                    .at("x", new float[][] {{0.5f, -2}, {3, 0.25f}})
                    .isCorrect();
        }
    }

    private static GradientAssert at(DjlFunction function) {
        return assertThatGradient(function).at("x", X);
    }

    /** x and x², with the gradient by the second times a factor. */
    private static DjlFunction twoOutputs(int factor) {
        return DjlFunction.of(
                "x and x²",
                in -> new NDList(in.get(0), in.get(0).mul(in.get(0))),
                (in, v) -> new NDList(v.get(0).add(v.get(1).mul(in.get(0)).mul(2 * factor))));
    }
}

package dev.gradcheck.examples;

import static dev.gradcheck.testing.GradientAssert.assertThatGradient;

import dev.gradcheck.function.Differentiable;
import dev.gradcheck.function.Parameters;
import dev.gradcheck.function.Vjp;
import dev.gradcheck.tensor.DType;
import dev.gradcheck.tensor.Shape;
import dev.gradcheck.tensor.Tensor;
import dev.gradcheck.testing.GradcheckExtension;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** A layer with several outputs, several parameters, and a twin for autograd. */
@ExtendWith(GradcheckExtension.class)
class LinearLayerTest {
    private static final Tensor INPUT = Tensor.of(DType.FLOAT32, Shape.of(3, 1), 1, -2, 0.5);

    @Test
    void the_backward_pass_of_a_linear_layer_is_right() {
        Parameters point = Parameters.of("W", Tensor.of(DType.FLOAT32, Shape.of(2, 3), 1, 2, 3, -1, 0.5, 4))
                .with("b", Tensor.of(DType.FLOAT32, Shape.of(2, 1), 0.25, -3));
        assertThatGradient(new LinearLayer(INPUT))
                .at(point)
                .in(DType.FLOAT32)
                .byAutograd(at -> at.get("W").matMul(at.constant(INPUT)).add(at.get("b")))
                .isCorrect();
    }

    /** y = W·x + b: for a cotangent v of y, the gradients are v·xᵀ and v. */
    record LinearLayer(Tensor x) implements Differentiable {
        @Override
        public String name() {
            return "linear layer";
        }

        @Override
        public Tensor primal(Parameters point) {
            Tensor w = point.get("W");
            return w.matmul(x.in(w.arithmetic())).plus(point.get("b"));
        }

        @Override
        public Vjp vjp(Parameters point) {
            Tensor input = x.in(point.get("W").arithmetic());
            return new Vjp(primal(point), Parameters.NONE, v -> Parameters.of("W", v.matmul(input.transpose()))
                    .with("b", v));
        }
    }
}

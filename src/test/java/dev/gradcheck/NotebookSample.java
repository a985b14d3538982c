package dev.gradcheck;

import dev.gradcheck.check.CheckReport;
import dev.gradcheck.check.GradientCheck;
import dev.gradcheck.function.Differentiable;
import dev.gradcheck.function.Parameters;
import dev.gradcheck.notebook.NotebookNet;
import dev.gradcheck.oracle.FiniteDifferences;
import dev.gradcheck.oracle.djl.DjlAutograd;
import dev.gradcheck.oracle.djl.NotebookTwin;
import dev.gradcheck.oracle.djl.torch.TorchDevice;
import dev.gradcheck.random.Choices;
import dev.gradcheck.random.Dice;
import dev.gradcheck.random.Weights;
import dev.gradcheck.tensor.Arithmetic;
import dev.gradcheck.tensor.DType;
import dev.gradcheck.tensor.Shape;
import dev.gradcheck.tensor.Tensor;
import java.util.List;

/**
 * The notebook's net at random small integers, now and then at larger ones, which saturate it.
 *
 * @param point Wh (2,2), bh (2,1), Wo (2), bo (1), float32
 * @param x the input, (2,1)
 * @param y the target, 0 or 1
 */
record NotebookSample(Parameters point, Tensor x, Tensor y) {
    private static final List<Integer> FACTORS = List.of(1, 1, 1, 4, 40);

    static NotebookSample draw(Choices choices) {
        Dice dice = new Dice(choices, Weights.SMALL_INTEGERS);
        int factor = dice.one(FACTORS);
        Tensor y = Tensor.scalar(DType.FLOAT64, dice.one(List.of(1, 0)));
        Parameters point = Parameters.of("Wh", dice.weights(Shape.of(2, 2)))
                .with("bh", dice.weights(Shape.of(2, 1)))
                .with("Wo", dice.weights(Shape.of(2)).times(factor))
                .with("bo", dice.weights(Shape.of(1)).times(factor));
        return new NotebookSample(point.in(Arithmetic.nearest(DType.FLOAT32)), dice.weights(Shape.of(2, 1)), y);
    }

    NotebookNet function() {
        return new NotebookNet(x, y);
    }

    CheckReport check(Differentiable function) {
        return new GradientCheck(
                        "notebook",
                        function,
                        point,
                        DType.FLOAT32,
                        List.of(
                                new FiniteDifferences(),
                                DjlAutograd.of(NotebookTwin.asWritten(x, y), DType.FLOAT64, TorchDevice.CPU)),
                        1)
                .run();
    }

    /** The prediction in one dtype. */
    double prediction(DType dtype) {
        return function()
                .vjp(point.in(Arithmetic.nearest(dtype)))
                .trace()
                .get("prediction")
                .at(0);
    }

    /** As in the notebook. */
    @Override
    public String toString() {
        StringBuilder text = new StringBuilder();
        point.tensors()
                .forEach((name, tensor) ->
                        text.append(name).append(" = ").append(tensor).append(", "));
        return text.append("x = ").append(x).append(", y = ").append(y.item()).toString();
    }
}

package dev.gradcheck.score;

import dev.gradcheck.function.Parameters;
import dev.gradcheck.net.BceWithLogits;
import dev.gradcheck.net.Layer;
import dev.gradcheck.net.Sigmoid;
import dev.gradcheck.net.SoftmaxCrossEntropy;
import dev.gradcheck.net.Tanh;
import dev.gradcheck.net.Unary;
import dev.gradcheck.tensor.DType;
import dev.gradcheck.tensor.Shape;
import dev.gradcheck.tensor.Tensor;
import java.util.function.DoubleBinaryOperator;

/** Backward passes as textbooks have them, with their cancellations: to measure what rounding does to such code. */
final class Textbook {
    private Textbook() {}

    static Layer activation(Layer layer) {
        if (layer instanceof Sigmoid) {
            return backward(
                    layer, (x, y) -> y.times(Tensor.ones(y.dtype(), y.shape()).minus(y)));
        }
        if (layer instanceof Tanh) {
            return backward(layer, (x, y) -> Tensor.ones(y.dtype(), y.shape()).minus(y.times(y)));
        }
        return layer;
    }

    static Layer loss(Layer layer, Tensor target) {
        if (layer instanceof BceWithLogits) {
            return backward(layer, (z, value) -> mean(sigmoid(z).minus(target.in(z.arithmetic())), z.size()));
        }
        if (layer instanceof SoftmaxCrossEntropy) {
            return backward(
                    layer,
                    (z, value) ->
                            mean(softmax(z).minus(oneHot(target, z)), z.shape().dimension(0)));
        }
        return layer;
    }

    private interface Derivative {
        Tensor of(Tensor input, Tensor output);
    }

    private static Layer backward(Layer layer, Derivative derivative) {
        return new Unary() {
            @Override
            public String name() {
                return "textbook " + layer.name();
            }

            @Override
            public Applied apply(Parameters parameters, Tensor x) {
                Tensor y = layer.apply(parameters, x).output();
                return new Applied(y, yBar -> new Pulled(scaled(derivative.of(x, y), yBar), Parameters.NONE));
            }
        };
    }

    private static Tensor scaled(Tensor derivative, Tensor bar) {
        return bar.size() == 1 && derivative.size() != 1
                ? derivative.times(bar.item())
                : bar.reshape(derivative.shape()).times(derivative);
    }

    private static Tensor mean(Tensor sum, double count) {
        return sum.dividedBy(sum.mapExactly(v -> count));
    }

    private static Tensor sigmoid(Tensor z) {
        Tensor one = Tensor.ones(z.dtype(), z.shape());
        return one.dividedBy(one.plus(z.mapExactly(v -> -v).map(StrictMath::exp)));
    }

    private static Tensor softmax(Tensor z) {
        int classes = z.shape().dimension(1);
        double[] shifts = rows(z, classes, StrictMath::max, Double.NEGATIVE_INFINITY);
        Tensor exponentials = z.minus(spread(z, shifts)).map(StrictMath::exp);
        double[] sums = rows(exponentials, classes, z.arithmetic()::add, 0);
        return exponentials.dividedBy(spread(z, sums));
    }

    private static double[] rows(Tensor z, int classes, DoubleBinaryOperator fold, double start) {
        double[] result = new double[z.size() / classes];
        for (int b = 0; b < result.length; b++) {
            result[b] = start;
            for (int j = 0; j < classes; j++) {
                result[b] = fold.applyAsDouble(result[b], z.at(b * classes + j));
            }
        }
        return result;
    }

    private static Tensor spread(Tensor like, double[] rows) {
        int classes = like.shape().dimension(1);
        double[] values = new double[like.size()];
        for (int i = 0; i < values.length; i++) {
            values[i] = rows[i / classes];
        }
        return Tensor.of(like.dtype(), like.shape(), values).in(like.arithmetic());
    }

    private static Tensor oneHot(Tensor target, Tensor z) {
        int classes = z.shape().dimension(1);
        double[] values = new double[z.size()];
        for (int b = 0; b < target.size(); b++) {
            values[b * classes + (int) target.at(b)] = 1;
        }
        return Tensor.of(DType.FLOAT64, Shape.of(target.size(), classes), values)
                .in(z.arithmetic());
    }
}

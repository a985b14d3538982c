package dev.gradcheck.net;

import dev.gradcheck.tensor.IndexMap;
import dev.gradcheck.tensor.Shape;
import dev.gradcheck.tensor.Tensor;
import java.util.function.UnaryOperator;

/** The wrong backward passes of a convolution. */
final class ConvolutionMistakes {
    private ConvolutionMistakes() {}

    static Layer.Mistake flipped(Convolution layer) {
        return mistake(
                layer,
                "kernel flipped",
                "the gradient of the input is computed with the kernel turned by 180°",
                "give each element of a window the upstream gradient times the element of the kernel that it was multiplied by",
                new Convolution.Formulas() {
                    @Override
                    public Tensor inputBar(Correlation correlation, Tensor weight, Tensor zBar) {
                        return correlation.inputBar(turned(weight), zBar);
                    }
                });
    }

    static Layer.Mistake padding(Convolution layer) {
        return mistake(
                layer,
                "padding forgotten",
                "the backward pass takes the windows as if there were no padding: everything is shifted by "
                        + layer.padding(),
                "take the windows of the padded input, and cut the padding off the gradient of the input on both sides",
                windows(Sliding::withoutPadding));
    }

    static Layer.Mistake stride(Convolution layer) {
        return mistake(
                layer,
                "stride ignored",
                "the backward pass takes the windows one element apart instead of " + layer.stride(),
                "begin window i at element i·stride, in the backward pass too",
                windows(Sliding::withoutStride));
    }

    static Layer.Mistake bias(Convolution layer) {
        return mistake(
                layer,
                "not summed over positions",
                "d" + layer.prefix() + ".bias is summed over the batch only, and taken at the first position",
                "sum the upstream gradient over the batch and over all positions",
                new Convolution.Formulas() {
                    @Override
                    public Tensor biasBar(PerChannel channels, Tensor zBar) {
                        return atFirstPosition(zBar);
                    }
                });
    }

    private static Layer.Mistake mistake(
            Convolution layer, String fault, String sentence, String remedy, Convolution.Formulas formulas) {
        Layer wrong = Variant.unary(layer.name(), (parameters, x) -> layer.apply(parameters, x, formulas));
        return new Layer.Mistake(fault, sentence, remedy, wrong);
    }

    private static Convolution.Formulas windows(UnaryOperator<Sliding> change) {
        return new Convolution.Formulas() {
            @Override
            public Tensor inputBar(Correlation correlation, Tensor weight, Tensor zBar) {
                return changed(correlation).inputBar(weight, zBar);
            }

            @Override
            public Tensor weightBar(Correlation correlation, Tensor x, Tensor zBar) {
                return changed(correlation).weightBar(x, zBar);
            }

            private Correlation changed(Correlation correlation) {
                return correlation.with(correlation.windows().map(change));
            }
        };
    }

    private static Tensor turned(Tensor weight) {
        Shape shape = weight.shape();
        int bottom = shape.dimension(2) - 1;
        int right = shape.dimension(3) - 1;
        return IndexMap.of(shape, shape, i -> shape.offset(i[0], i[1], bottom - i[2], right - i[3]))
                .gather(weight);
    }

    private static Tensor atFirstPosition(Tensor zBar) {
        Shape shape = zBar.shape();
        Shape first = Shape.of(shape.dimension(0), shape.dimension(1), 1, 1);
        return IndexMap.repetition(Shape.of(1, shape.dimension(1), 1, 1), first)
                .scatterAdd(IndexMap.of(shape, first, shape::offset).gather(zBar));
    }
}

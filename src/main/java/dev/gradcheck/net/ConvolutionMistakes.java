package dev.gradcheck.net;

import dev.gradcheck.tensor.IndexMap;
import dev.gradcheck.tensor.Shape;
import dev.gradcheck.tensor.Tensor;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;

/** The wrong backward passes of a convolution, and of a transposed one. */
final class ConvolutionMistakes {
    private ConvolutionMistakes() {}

    /** Those that can be made with its numbers. */
    static List<Layer.Mistake> of(ConvolutionPass pass) {
        List<Layer.Mistake> mistakes = new ArrayList<>();
        mistakes.add(mistake(
                pass,
                "kernel flipped",
                "the gradient of the input is computed with the kernel turned by 180°",
                "give each element of a window the upstream gradient times the element of the kernel that it was multiplied by",
                flipped(pass.formulas())));
        if (pass.padding().largest() > 0) {
            mistakes.add(mistake(
                    pass,
                    "padding forgotten",
                    "the backward pass takes the windows as if there were no padding: everything is shifted by "
                            + pass.padding(),
                    "take the windows as the forward pass does, padding included",
                    windows(pass.formulas(), Sliding::withoutPadding)));
        }
        if (pass.stride().largest() > 1) {
            mistakes.add(mistake(
                    pass,
                    "stride ignored",
                    "the backward pass takes the windows one element apart instead of " + pass.stride(),
                    "begin window i at element i·stride, in the backward pass too",
                    windows(pass.formulas(), Sliding::withoutStride)));
        }
        if (pass.bias()) {
            mistakes.add(mistake(
                    pass,
                    "not summed over positions",
                    "d" + pass.prefix() + ".bias is summed over the batch only, and taken at the first position",
                    "sum the upstream gradient over the batch and over all positions",
                    new Wrong(pass.formulas()) {
                        @Override
                        public Tensor biasBar(PerChannel channels, Tensor zBar) {
                            return atFirstPosition(zBar);
                        }
                    }));
        }
        return mistakes;
    }

    /** The right formulas, but for those that are overridden. */
    private abstract static class Wrong implements ConvolutionFormulas {
        private final ConvolutionFormulas right;

        Wrong(ConvolutionFormulas right) {
            this.right = right;
        }

        @Override
        public Tensor product(Correlation correlation, Tensor x, Tensor weight) {
            return right.product(correlation, x, weight);
        }

        @Override
        public Tensor inputBar(Correlation correlation, Tensor weight, Tensor zBar) {
            return right.inputBar(correlation, weight, zBar);
        }

        @Override
        public Tensor weightBar(Correlation correlation, Tensor x, Tensor zBar) {
            return right.weightBar(correlation, x, zBar);
        }
    }

    private static Layer.Mistake mistake(
            ConvolutionPass pass, String fault, String sentence, String remedy, ConvolutionFormulas wrong) {
        Layer layer = Variant.unary(pass.name(), (parameters, x) -> pass.apply(parameters, x, wrong));
        return new Layer.Mistake(fault, sentence, remedy, layer);
    }

    private static ConvolutionFormulas flipped(ConvolutionFormulas right) {
        return new Wrong(right) {
            @Override
            public Tensor inputBar(Correlation correlation, Tensor weight, Tensor zBar) {
                return super.inputBar(correlation, turned(weight), zBar);
            }
        };
    }

    private static ConvolutionFormulas windows(ConvolutionFormulas right, UnaryOperator<Sliding> change) {
        return new Wrong(right) {
            @Override
            public Tensor inputBar(Correlation correlation, Tensor weight, Tensor zBar) {
                return super.inputBar(changed(correlation), weight, zBar);
            }

            @Override
            public Tensor weightBar(Correlation correlation, Tensor x, Tensor zBar) {
                return super.weightBar(changed(correlation), x, zBar);
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

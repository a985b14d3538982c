package dev.gradcheck.net;

import dev.gradcheck.function.Parameters;
import dev.gradcheck.graph.PerAxis;
import dev.gradcheck.tensor.Shape;
import dev.gradcheck.tensor.Tensor;

/**
 * What a convolution and a transposed one have in common: products of windows and kernels, and a bias for each channel.
 *
 * @param name of the layer
 * @param prefix of the parameters' names
 * @param axes 1 for sequences, 2 for images
 * @param stride from one window to the next
 * @param padding before and after
 * @param bias whether there is one
 * @param formulas the right ones
 * @param correlations for the shapes of images and of kernels
 */
record ConvolutionPass(
        String name,
        String prefix,
        int axes,
        PerAxis stride,
        PerAxis padding,
        boolean bias,
        ConvolutionFormulas formulas,
        Correlations correlations) {
    /** Which windows meet which kernels. */
    @FunctionalInterface
    interface Correlations {
        /**
         * Of an input and a weight.
         *
         * @throws IllegalArgumentException if they do not fit
         */
        Correlation of(Shape image, Shape kernels);
    }

    static void requireGroups(int groups) {
        if (groups < 1) {
            throw new IllegalArgumentException("the groups are " + groups + " and must be at least 1");
        }
    }

    /** The forward pass with the backward pass of some formulas. */
    Layer.Applied apply(Parameters parameters, Tensor input, ConvolutionFormulas some) {
        Tensor given = parameters.get(prefix + ".weight");
        Tensor x = input.reshape(Windows.image(axes, input.shape(), "the input of " + name));
        Tensor weight = given.reshape(Windows.image(axes, given.shape(), "the weight of " + name));
        Correlation correlation = correlations.of(x.shape(), weight.shape());
        Tensor product = formulas.product(correlation, x, weight);
        PerChannel channels = PerChannel.of(product.shape(), name);
        Tensor z = bias ? product.plus(channels.spread(bias(parameters, product))) : product;
        return new Layer.Applied(z.reshape(Windows.sequence(axes, z.shape())), bar -> {
            Tensor zBar = bar.reshape(z.shape());
            Parameters bars = Parameters.of(
                    prefix + ".weight", some.weightBar(correlation, x, zBar).reshape(given.shape()));
            Tensor inputBar = some.inputBar(correlation, weight, zBar).reshape(input.shape());
            return new Layer.Pulled(inputBar, bias ? withBias(bars, some.biasBar(channels, zBar)) : bars);
        });
    }

    private Tensor bias(Parameters parameters, Tensor product) {
        String name = prefix + ".bias";
        return PerChannel.column(parameters.get(name), product.shape(), name);
    }

    private Parameters withBias(Parameters bars, Tensor column) {
        return bars.with(prefix + ".bias", PerChannel.vector(column));
    }
}

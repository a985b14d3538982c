package dev.gradcheck.net;

import dev.gradcheck.tensor.Tensor;

/** The passes of a convolution, or of a transposed one, in terms of a {@link Correlation}: what mistakes have other formulas for. */
interface ConvolutionFormulas {
    /** Patches of x times kernels. */
    ConvolutionFormulas DIRECT = new ConvolutionFormulas() {
        @Override
        public Tensor product(Correlation correlation, Tensor x, Tensor weight) {
            return correlation.product(x, weight);
        }

        @Override
        public Tensor inputBar(Correlation correlation, Tensor weight, Tensor zBar) {
            return correlation.inputBar(weight, zBar);
        }

        @Override
        public Tensor weightBar(Correlation correlation, Tensor x, Tensor zBar) {
            return correlation.weightBar(x, zBar);
        }
    };

    /** The other way round: z is what x would be the output of, were the products pulled back. */
    ConvolutionFormulas TRANSPOSED = new ConvolutionFormulas() {
        @Override
        public Tensor product(Correlation correlation, Tensor x, Tensor weight) {
            return correlation.inputBar(weight, x);
        }

        @Override
        public Tensor inputBar(Correlation correlation, Tensor weight, Tensor zBar) {
            return correlation.product(zBar, weight);
        }

        @Override
        public Tensor weightBar(Correlation correlation, Tensor x, Tensor zBar) {
            return correlation.weightBar(zBar, x);
        }
    };

    /** z without bias. */
    Tensor product(Correlation correlation, Tensor x, Tensor weight);

    Tensor inputBar(Correlation correlation, Tensor weight, Tensor zBar);

    Tensor weightBar(Correlation correlation, Tensor x, Tensor zBar);

    /** Sums over all axes but the channels. */
    default Tensor biasBar(PerChannel channels, Tensor zBar) {
        return channels.sum(zBar);
    }
}

package dev.gradcheck.net;

import dev.gradcheck.tensor.IndexMap;
import dev.gradcheck.tensor.Shape;
import dev.gradcheck.tensor.Tensor;

/**
 * A convolution as matrix products, one for each group: patches of the image (windows, elements of a kernel) times kernels. All three are
 * rearrangements, whose backward passes are their transposes.
 *
 * @param image (N,C,H,W)
 * @param kernels (out,C/groups,kh,kw)
 * @param groups that divide the channels and the kernels
 * @param windows how the kernels slide
 * @param output (N,out,H',W')
 */
record Correlation(Shape image, Shape kernels, int groups, Windows windows, Shape output) {
    /** z without bias. */
    Tensor product(Tensor x, Tensor weight) {
        Tensor z = null;
        for (int g = 0; g < groups; g++) {
            Tensor part = output(g).scatterAdd(split(patches(x, g).matmul(kernels(weight, g))));
            z = z == null ? part : z.plus(part);
        }
        return z;
    }

    /** x̄: each window's share of z̄·Wᵀ goes back to where its elements come from. */
    Tensor inputBar(Tensor weight, Tensor zBar) {
        Tensor xBar = null;
        for (int g = 0; g < groups; g++) {
            Tensor shares = outputs(zBar, g).matmul(kernels(weight, g).transpose());
            Tensor part = patches(g).scatterAdd(shares.reshape(patchShape()));
            xBar = xBar == null ? part : xBar.plus(part);
        }
        return xBar;
    }

    /** W̄: patchesᵀ·z̄, summed over samples and windows. */
    Tensor weightBar(Tensor x, Tensor zBar) {
        Tensor wBar = null;
        for (int g = 0; g < groups; g++) {
            Tensor sums = patches(x, g).transpose().matmul(outputs(zBar, g));
            Tensor part = kernels(g).scatterAdd(sums);
            wBar = wBar == null ? part : wBar.plus(part);
        }
        return wBar;
    }

    /** The same shapes with other windows: for mistakes. */
    Correlation with(Windows others) {
        return new Correlation(image, kernels, groups, others, output);
    }

    private Tensor patches(Tensor x, int g) {
        return patches(g).gather(x).reshape(Shape.of(places(), elements()));
    }

    private Tensor kernels(Tensor weight, int g) {
        return kernels(g).gather(weight);
    }

    private Tensor outputs(Tensor zBar, int g) {
        return output(g).gather(zBar).reshape(Shape.of(places(), kernels.dimension(0) / groups));
    }

    private Tensor split(Tensor product) {
        return product.reshape(outputShape());
    }

    /** One row for each window of each sample. */
    private IndexMap patches(int g) {
        int first = g * kernels.dimension(1);
        return IndexMap.of(image, patchShape(), i -> windows.source(image, i[0], first + i[3], i[1], i[2], i[4], i[5]));
    }

    /** One column for each kernel of the group. */
    private IndexMap kernels(int g) {
        int ofGroup = kernels.dimension(0) / groups;
        int elements = elements();
        return IndexMap.of(kernels, Shape.of(elements, ofGroup), i -> (g * ofGroup + i[1]) * elements + i[0]);
    }

    /** One row for each window of each sample, one column for each kernel of the group. */
    private IndexMap output(int g) {
        int ofGroup = kernels.dimension(0) / groups;
        int height = output.dimension(2);
        int width = output.dimension(3);
        return IndexMap.of(
                output,
                outputShape(),
                i -> ((i[0] * output.dimension(1) + g * ofGroup + i[3]) * height + i[1]) * width + i[2]);
    }

    private Shape patchShape() {
        return Shape.of(
                output.dimension(0),
                output.dimension(2),
                output.dimension(3),
                kernels.dimension(1),
                kernels.dimension(2),
                kernels.dimension(3));
    }

    private Shape outputShape() {
        return Shape.of(output.dimension(0), output.dimension(2), output.dimension(3), kernels.dimension(0) / groups);
    }

    private int places() {
        return output.dimension(0) * output.dimension(2) * output.dimension(3);
    }

    private int elements() {
        return kernels.dimension(1) * kernels.dimension(2) * kernels.dimension(3);
    }
}

package dev.gradcheck.net;

import dev.gradcheck.function.Parameters;
import dev.gradcheck.graph.Attributes;
import dev.gradcheck.graph.Node;
import dev.gradcheck.graph.PerAxis;
import dev.gradcheck.tensor.Shape;
import dev.gradcheck.tensor.Tensor;
import java.util.List;

/**
 * A transposed convolution over sequences or images, as torch.nn.ConvTranspose2d: each element of the input puts a kernel, times itself,
 * into the output: z[n,o,i·stride + k·dilation − padding] += W[c,o,k]·x[n,c,i], plus b[o]. It is the backward pass of a convolution by its
 * input; what falls into the padding is cut off. Backward: x̄ is the convolution of z̄ with the same kernel, W̄ = patches of z̄ᵀ·x, b̄ = Σ over
 * samples and places of z̄.
 *
 * <p>Shapes: x (N,C,L) or (N,C,H,W), W (C,out/groups,k) or (C,out/groups,kh,kw), b (out), z (N,out,L') or (N,out,H',W') with
 * L' = (L − 1)·stride − 2·padding + dilation·(k − 1) + output padding + 1. Output channels of group g see the input channels of group g
 * alone.
 *
 * <p>Every product and sum is rounded. NaN in the input reaches all outputs that its kernel is put into.
 *
 * @param prefix the parameters are called {@code <prefix>.weight} and {@code <prefix>.bias}
 * @param axes 1 for sequences, 2 for images
 * @param stride from one kernel to the next
 * @param padding elements of the output that are cut off, before and after
 * @param outputPadding elements that the output has more, after the last: a strided convolution has outputs of one shape for several inputs
 * @param dilation from one element of a kernel to the next
 * @param groups that channels are divided into
 * @param bias whether there is one
 */
public record TransposedConvolution(
        String prefix,
        int axes,
        PerAxis stride,
        PerAxis padding,
        PerAxis outputPadding,
        PerAxis dilation,
        int groups,
        boolean bias)
        implements Unary {
    /**
     * Checks the numbers.
     *
     * @param prefix of the parameters' names
     * @param axes 1 or 2
     * @param stride at least 1
     * @param padding not negative
     * @param outputPadding not negative, and less than the stride or the dilation
     * @param dilation at least 1
     * @param groups at least 1
     * @param bias whether there is one
     * @throws IllegalArgumentException if a number is too small, or the output padding too large
     */
    public TransposedConvolution {
        Windows.of(axes, PerAxis.of(1), stride, padding, dilation);
        ConvolutionPass.requireGroups(groups);
        if (isOutside(outputPadding.rows(), stride.rows(), dilation.rows())
                || isOutside(outputPadding.columns(), stride.columns(), dilation.columns())) {
            throw new IllegalArgumentException("the attribute output_padding is " + outputPadding
                    + " and must be from 0 to less than the stride " + stride + " or the dilation " + dilation);
        }
    }

    private static boolean isOutside(int outputPadding, int stride, int dilation) {
        return outputPadding < 0 || outputPadding >= Math.max(stride, dilation);
    }

    static TransposedConvolution of(Node node, int axes) {
        Attributes told = node.attributes();
        return new TransposedConvolution(
                node.parameters(),
                axes,
                told.perAxis("stride"),
                told.perAxis("padding"),
                told.perAxis("output_padding"),
                told.perAxis("dilation"),
                told.integer("groups"),
                told.flag("bias"));
    }

    @Override
    public String name() {
        return "conv-transpose" + axes + "d " + prefix;
    }

    @Override
    public Applied apply(Parameters parameters, Tensor x) {
        return pass().apply(parameters, x, ConvolutionFormulas.TRANSPOSED);
    }

    @Override
    public Tensor magnitude(Parameters parameters, List<Tensor> inputs) {
        return apply(parameters.map(t -> t.mapExactly(Math::abs)), inputs.get(0).mapExactly(Math::abs))
                .output();
    }

    @Override
    public List<Mistake> mistakes() {
        return ConvolutionMistakes.of(pass());
    }

    private ConvolutionPass pass() {
        return new ConvolutionPass(
                name(), prefix, axes, stride, padding, bias, ConvolutionFormulas.TRANSPOSED, this::correlation);
    }

    /** The convolution that this one is the backward pass of: its output is x, and its image is z. */
    private Correlation correlation(Shape x, Shape kernels) {
        int channels = x.dimension(1);
        if (channels != kernels.dimension(0) || channels % groups != 0) {
            throw new IllegalArgumentException(name() + " has " + groups + " groups and a weight of "
                    + Windows.sequence(axes, kernels) + ", which does not fit " + channels + " channels");
        }
        PerAxis kernel = new PerAxis(kernels.dimension(2), kernels.dimension(3));
        Windows windows = Windows.of(axes, kernel, stride, padding, dilation);
        int rows = windows.rows().length(x.dimension(2)) + (axes == 1 ? 0 : outputPadding.rows());
        int columns = windows.columns().length(x.dimension(3)) + outputPadding.columns();
        if (rows < 1 || columns < 1) {
            throw new IllegalArgumentException(name() + " leaves nothing of the shape " + Windows.sequence(axes, x)
                    + ": its padding of " + padding + " cuts everything off");
        }
        Shape z = Shape.of(x.dimension(0), kernels.dimension(1) * groups, rows, columns);
        return new Correlation(z, kernels, groups, windows, x);
    }
}

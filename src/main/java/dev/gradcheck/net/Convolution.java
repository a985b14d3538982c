package dev.gradcheck.net;

import dev.gradcheck.function.Parameters;
import dev.gradcheck.graph.Attributes;
import dev.gradcheck.graph.Node;
import dev.gradcheck.graph.PerAxis;
import dev.gradcheck.tensor.Shape;
import dev.gradcheck.tensor.Tensor;
import java.util.List;

/**
 * A convolution over sequences or images: z[n,o,i] = b[o] + Σ over c, k of W[o,c,k]·x[n,c,i·stride + k·dilation − padding], x being 0
 * outside. The kernel is not flipped, as in PyTorch: a cross-correlation. Backward: W̄ = patchesᵀ·z̄, b̄ = Σ over samples and places of z̄,
 * x̄ the transpose of taking patches, applied to z̄·Wᵀ.
 *
 * <p>Shapes: x (N,C,L) or (N,C,H,W), W (out,C/groups,k) or (out,C/groups,kh,kw), b (out), z (N,out,L') or (N,out,H',W') with
 * L' = ⌊(L + 2·padding − dilation·(k − 1) − 1)/stride⌋ + 1. Output channels of group g see the input channels of group g alone.
 *
 * <p>Every product and sum is rounded. NaN in the input reaches the outputs of all windows it is in.
 *
 * @param prefix the parameters are called {@code <prefix>.weight} and {@code <prefix>.bias}
 * @param axes 1 for sequences, 2 for images
 * @param stride from one window to the next
 * @param padding zeros before and after
 * @param dilation from one element of a window to the next
 * @param groups that channels are divided into
 * @param bias whether there is one
 */
public record Convolution(
        String prefix, int axes, PerAxis stride, PerAxis padding, PerAxis dilation, int groups, boolean bias)
        implements Unary {
    /**
     * Checks the numbers.
     *
     * @param prefix of the parameters' names
     * @param axes 1 or 2
     * @param stride at least 1
     * @param padding not negative
     * @param dilation at least 1
     * @param groups at least 1
     * @param bias whether there is one
     * @throws IllegalArgumentException if a number is too small
     */
    public Convolution {
        Windows.of(axes, PerAxis.of(1), stride, padding, dilation);
        ConvolutionPass.requireGroups(groups);
    }

    /**
     * The same on every axis.
     *
     * @param prefix of the parameters' names
     * @param axes 1 or 2
     * @param stride at least 1
     * @param padding not negative
     * @param dilation at least 1
     * @param groups at least 1
     * @param bias whether there is one
     * @throws IllegalArgumentException if a number is too small
     */
    public Convolution(String prefix, int axes, int stride, int padding, int dilation, int groups, boolean bias) {
        this(prefix, axes, PerAxis.of(stride), PerAxis.of(padding), PerAxis.of(dilation), groups, bias);
    }

    static Convolution of(Node node, int axes) {
        Attributes told = node.attributes();
        return new Convolution(
                node.parameters(),
                axes,
                told.perAxis("stride"),
                told.perAxis("padding"),
                told.perAxis("dilation"),
                told.integer("groups"),
                told.flag("bias"));
    }

    @Override
    public String name() {
        return "conv" + axes + "d " + prefix;
    }

    @Override
    public Applied apply(Parameters parameters, Tensor x) {
        return pass().apply(parameters, x, ConvolutionFormulas.DIRECT);
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
                name(), prefix, axes, stride, padding, bias, ConvolutionFormulas.DIRECT, this::correlation);
    }

    private Correlation correlation(Shape image, Shape kernels) {
        int channels = image.dimension(1);
        int out = kernels.dimension(0);
        if (channels % groups != 0 || out % groups != 0 || kernels.dimension(1) != channels / groups) {
            throw new IllegalArgumentException(name() + " has " + groups + " groups and a weight of "
                    + Windows.sequence(axes, kernels) + ", which does not fit " + channels + " channels");
        }
        PerAxis kernel = new PerAxis(kernels.dimension(2), kernels.dimension(3));
        Windows windows = Windows.of(axes, kernel, stride, padding, dilation);
        return new Correlation(image, kernels, groups, windows, windows.output(image, out));
    }
}

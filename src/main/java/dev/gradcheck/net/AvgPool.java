package dev.gradcheck.net;

import dev.gradcheck.function.Parameters;
import dev.gradcheck.graph.Attributes;
import dev.gradcheck.graph.Node;
import dev.gradcheck.graph.PerAxis;
import dev.gradcheck.tensor.IndexMap;
import dev.gradcheck.tensor.Shape;
import dev.gradcheck.tensor.Tensor;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiFunction;

/**
 * The mean of each window: y[n,c,i] = Σ over k of x[n,c,i·stride + k − padding] / n, x being 0 outside and n the number of elements of a
 * window, those in the padding counted (count_include_pad, PyTorch's default). Backward: x̄ is the sum of ȳ/n over the windows it is in.
 *
 * <p>Shapes: x (N,C,L) or (N,C,H,W), y (N,C,L') or (N,C,H',W') with L' = ⌊(L + 2·padding − kernel)/stride⌋ + 1.
 *
 * <p>Every sum and quotient is rounded. NaN reaches the outputs of all windows it is in.
 *
 * @param axes 1 for sequences, 2 for images
 * @param kernel the size of a window
 * @param stride from one window to the next
 * @param padding before and after, at most half of the kernel
 */
public record AvgPool(int axes, PerAxis kernel, PerAxis stride, PerAxis padding) implements Unary {
    /**
     * Checks the numbers.
     *
     * @param axes 1 or 2
     * @param kernel at least 1
     * @param stride at least 1
     * @param padding at most half of the kernel
     * @throws IllegalArgumentException if a number does not fit
     */
    public AvgPool {
        Pooling.sliders(axes, kernel, stride, padding);
        Pooling.requireNarrowPadding(kernel, padding);
    }

    /**
     * The same on every axis.
     *
     * @param axes 1 or 2
     * @param kernel at least 1
     * @param stride at least 1
     * @param padding at most half of the kernel
     * @throws IllegalArgumentException if a number does not fit
     */
    public AvgPool(int axes, int kernel, int stride, int padding) {
        this(axes, PerAxis.of(kernel), PerAxis.of(stride), PerAxis.of(padding));
    }

    static AvgPool of(Node node, int axes) {
        Attributes told = node.attributes();
        return new AvgPool(axes, told.perAxis("kernel"), told.perAxis("stride"), told.perAxis("padding"));
    }

    @Override
    public String name() {
        return "avg pool " + axes + "d";
    }

    @Override
    public Applied apply(Parameters parameters, Tensor x) {
        return apply(x, (pooling, yBar) -> spread(pooling.rows(), pooling, divided(yBar)));
    }

    @Override
    public Tensor magnitude(Parameters parameters, List<Tensor> inputs) {
        return apply(parameters, inputs.get(0).mapExactly(Math::abs)).output();
    }

    @Override
    public List<Mistake> mistakes() {
        List<Mistake> mistakes = new ArrayList<>();
        mistakes.add(mistake(
                "mean taken for a sum",
                "the gradient lacks the factor 1/n of the mean over a window",
                "divide by the number of elements of a window",
                (pooling, yBar) -> spread(pooling.rows(), pooling, yBar)));
        if (Pooling.overlap(kernel, stride)) {
            mistakes.add(mistake(
                    "overlapping windows overwritten",
                    "where windows overlap, the upstream gradient of the last one alone reaches an element",
                    "add up the gradients that come from different windows",
                    (pooling, yBar) -> spread(pooling.overwritingRows(), pooling, divided(yBar))));
        }
        if (padding.largest() > 0) {
            mistakes.add(mistake(
                    "padding not counted",
                    "the upstream gradient is divided by the number of a window's elements that are no padding",
                    "divide by the same number as the forward pass, which counts the padding",
                    (pooling, yBar) -> spread(pooling.rows(), pooling, yBar.dividedBy(inside(pooling, yBar)))));
        }
        return mistakes;
    }

    private Mistake mistake(
            String fault, String sentence, String remedy, BiFunction<Pooling, Tensor, Tensor> backward) {
        return new Mistake(fault, sentence, remedy, Variant.unary(name(), (p, x) -> apply(x, backward)));
    }

    private Applied apply(Tensor x, BiFunction<Pooling, Tensor, Tensor> backward) {
        Pooling pooling = Pooling.of(axes, Pooling.sliders(axes, kernel, stride, padding), x.shape(), name());
        Tensor sums = pooling.repetition().scatterAdd(pooling.rows().gather(x)).reshape(pooling.to());
        return new Applied(divided(sums), yBar -> new Pulled(backward.apply(pooling, yBar), Parameters.NONE));
    }

    private Tensor divided(Tensor y) {
        return y.dividedBy(Batch.filled(axes == 1 ? kernel.columns() : kernel.rows() * kernel.columns(), y));
    }

    private static Tensor spread(IndexMap rows, Pooling pooling, Tensor yBar) {
        return rows.scatterAdd(pooling.repetition().gather(yBar.reshape(Shape.of(yBar.size(), 1))));
    }

    private static Tensor inside(Pooling pooling, Tensor like) {
        Tensor ones = Tensor.ones(like.dtype(), pooling.from());
        return pooling.repetition().scatterAdd(pooling.rows().gather(ones)).reshape(pooling.to());
    }
}

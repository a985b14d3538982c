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
import java.util.function.Function;

/**
 * The largest element of each window: y[n,c,i] = max over k of x[n,c,i·stride + k − padding], x being −∞ outside. Backward: x̄ is the sum
 * of ȳ over the windows whose largest element it is.
 *
 * <p>Convention at ties: the first of the largest in row-major order has the derivative 1, as in PyTorch.
 *
 * <p>Shapes: x (N,C,L) or (N,C,H,W), y (N,C,L') or (N,C,H',W') with L' = ⌊(L + 2·padding − kernel)/stride⌋ + 1.
 *
 * <p>Exact. NaN counts as the largest, the last one if there are several, as in PyTorch.
 *
 * @param axes 1 for sequences, 2 for images
 * @param kernel the size of a window
 * @param stride from one window to the next
 * @param padding before and after, at most half of the kernel
 */
public record MaxPool(int axes, PerAxis kernel, PerAxis stride, PerAxis padding) implements Unary, Kinked {
    /**
     * Checks the numbers.
     *
     * @param axes 1 or 2
     * @param kernel at least 1
     * @param stride at least 1
     * @param padding at most half of the kernel
     * @throws IllegalArgumentException if a number does not fit
     */
    public MaxPool {
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
    public MaxPool(int axes, int kernel, int stride, int padding) {
        this(axes, PerAxis.of(kernel), PerAxis.of(stride), PerAxis.of(padding));
    }

    static MaxPool of(Node node, int axes) {
        Attributes told = node.attributes();
        return new MaxPool(axes, told.perAxis("kernel"), told.perAxis("stride"), told.perAxis("padding"));
    }

    @Override
    public String name() {
        return "max pool " + axes + "d";
    }

    @Override
    public Applied apply(Parameters parameters, Tensor x) {
        Pooling pooling = pooling(x);
        Tensor windows = pooling.rows().gather(x);
        Tensor inside = Tensor.of(x.dtype(), windows.shape(), pooling.inside());
        Tensor largest =
                inside.where(windows, windows.like(Double.NEGATIVE_INFINITY)).max(1);
        return new Applied(largest.reshape(pooling.to()), yBar -> to(pooling, MaxPoolTies.first(pooling, x))
                .apply(yBar));
    }

    /** Ties: choice 0 the first of those tied within rounding, 1 the last, ½ split equally among all. */
    @Override
    public Chosen choose(double choice, List<Tensor> inputs, List<Tensor> magnitudes) {
        MaxPoolTies ties = MaxPoolTies.of(pooling(inputs.get(0)), inputs.get(0), magnitudes.get(0));
        Layer chosen = withBackward(x -> yBar -> new Pulled(ties.pulled(choice, yBar), Parameters.NONE));
        return new Chosen(chosen, ties.units());
    }

    @Override
    public List<Mistake> mistakes() {
        List<Mistake> mistakes = new ArrayList<>();
        mistakes.add(new Mistake(
                "gradient to the whole window",
                "the upstream gradient goes to every element of a window",
                "give it to the largest element alone",
                withBackward(x -> toAll(pooling(x)))));
        mistakes.add(new Mistake(
                "gradient to the last element",
                "the upstream gradient goes to the last element of a window, whichever is the largest",
                "keep the place of the largest element in the forward pass and give it the gradient",
                withBackward(x -> to(pooling(x), MaxPoolTies.lastPlaces(pooling(x))))));
        if (Pooling.overlap(kernel, stride)) {
            mistakes.add(new Mistake(
                    "overlapping windows overwritten",
                    "where windows overlap, the upstream gradient of the last one alone reaches an element",
                    "add up the gradients that come from different windows",
                    withBackward(x -> to(pooling(x), Pooling.overwriting(MaxPoolTies.first(pooling(x), x))))));
        }
        return mistakes;
    }

    private Pooling pooling(Tensor x) {
        return Pooling.of(axes, Pooling.sliders(axes, kernel, stride, padding), x.shape(), name());
    }

    private Layer withBackward(Function<Tensor, Backward> backward) {
        return Variant.unary(name(), (p, x) -> new Applied(apply(p, x).output(), backward.apply(x)));
    }

    private static Backward to(Pooling pooling, int[] sources) {
        IndexMap map = pooling.taking(sources);
        return yBar -> new Pulled(map.scatterAdd(yBar), Parameters.NONE);
    }

    private static Backward toAll(Pooling pooling) {
        return yBar -> new Pulled(
                pooling.rows().scatterAdd(pooling.repetition().gather(yBar.reshape(Shape.of(yBar.size(), 1)))),
                Parameters.NONE);
    }
}

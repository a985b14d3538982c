package dev.gradcheck.net;

import dev.gradcheck.function.Parameters;
import dev.gradcheck.tensor.IndexMap;
import dev.gradcheck.tensor.Shape;
import dev.gradcheck.tensor.Tensor;
import java.util.Arrays;
import java.util.List;
import java.util.function.BinaryOperator;
import java.util.function.UnaryOperator;

/**
 * A leaky ReLU whose slope is learnt: y = x for x &gt; 0, a·x otherwise. Backward: x̄ = ȳ or a·ȳ, ā = Σ of ȳ·x where x is negative.
 * Convention at the kink: the derivative by x at 0 is a, as in PyTorch. The derivative by a has no kink.
 *
 * <p>Shapes: x and y of any shape, a (1), or (C) for the channels, the second axis. NaN stays NaN.
 *
 * <p>Source: K. He, X. Zhang, S. Ren, J. Sun, Delving deep into rectifiers (2015), as torch.nn.PReLU.
 *
 * @param prefix a is called {@code <prefix>.weight}
 */
public record PRelu(String prefix) implements Unary, Kinked {
    @Override
    public String name() {
        return "prelu " + prefix;
    }

    @Override
    public Applied apply(Parameters parameters, Tensor x) {
        return apply(parameters, x, PRelu::slopes, PRelu::negative);
    }

    @Override
    public Chosen choose(double choice, List<Tensor> inputs, List<Tensor> magnitudes) {
        boolean[] onKink = Kinks.negligible(inputs.get(0), magnitudes.get(0));
        BinaryOperator<Tensor> chosen = (x, a) -> {
            Tensor between = a.plus(Batch.complement(a).times(choice));
            return Batch.chosen(onKink, between, slopes(x, a));
        };
        return new Chosen(variant(chosen, PRelu::negative), Kinks.count(onKink));
    }

    @Override
    public List<Mistake> mistakes() {
        return List.of(
                new Mistake(
                        "activation mask missing",
                        "the backward pass leaves out the slope of " + name(),
                        "multiply the upstream gradient by the weight where the input is negative",
                        variant((x, a) -> Batch.filled(1, x), PRelu::negative)),
                new Mistake(
                        "positive inputs counted",
                        "d" + prefix + ".weight has the upstream gradient times the input of every element",
                        "count negative inputs alone: the weight has no part in the others",
                        variant(PRelu::slopes, x -> x)));
    }

    private Layer variant(BinaryOperator<Tensor> slopes, UnaryOperator<Tensor> factors) {
        return Variant.unary(name(), (parameters, x) -> apply(parameters, x, slopes, factors));
    }

    /** With the derivatives by x, and by a at each element. */
    private Applied apply(
            Parameters parameters, Tensor x, BinaryOperator<Tensor> slopes, UnaryOperator<Tensor> factors) {
        Tensor weight = parameters.get(prefix + ".weight");
        IndexMap repetition = repetition(weight.shape(), x.shape());
        Tensor a = repetition.gather(weight.reshape(repetition.from()));
        return new Applied(x.like(0).lessThan(x).where(x, x.times(a)), yBar -> {
            Tensor aBar = repetition.scatterAdd(yBar.times(factors.apply(x)));
            return new Pulled(
                    yBar.times(slopes.apply(x, a)), Parameters.of(prefix + ".weight", aBar.reshape(weight.shape())));
        });
    }

    private static Tensor slopes(Tensor x, Tensor a) {
        return x.like(0).lessThan(x).where(Batch.filled(1, x), a);
    }

    private static Tensor negative(Tensor x) {
        return x.minimum(x.like(0));
    }

    private IndexMap repetition(Shape weight, Shape x) {
        boolean perChannel = x.rank() > 1 && weight.equals(Shape.of(x.dimension(1)));
        if (!perChannel && !weight.equals(Shape.of(1))) {
            throw new IllegalArgumentException(prefix + ".weight has the shape " + weight
                    + ", and must have one number, or one for each channel of the input " + x);
        }
        int[] lengths = new int[x.rank()];
        Arrays.fill(lengths, 1);
        if (perChannel) {
            lengths[1] = weight.dimension(0);
        }
        return IndexMap.repetition(Shape.of(lengths), x);
    }
}

package dev.gradcheck.net;

import dev.gradcheck.function.Parameters;
import dev.gradcheck.tensor.Shape;
import dev.gradcheck.tensor.Tensor;
import java.util.ArrayList;
import java.util.List;

/**
 * Group normalisation: y = γ·(x − µ)/√(v + ε) + β with the mean µ and the biased variance v of each group of channels of each sample.
 * Backward as {@link BatchNorm}, with g = γ·ȳ: γ is not the same within a group, and stands inside the projection.
 *
 * <p>Shapes: x and y (N,C), (N,C,L) or (N,C,H,W), γ and β (C); groups divide C.
 *
 * <p>A group of equal numbers is normalised to 0. NaN spreads over its group.
 *
 * <p>Source: Y. Wu, K. He, Group Normalization (2018), as torch.nn.GroupNorm.
 *
 * @param prefix γ is called {@code <prefix>.weight}, β {@code <prefix>.bias}
 * @param groups that the channels are divided into
 * @param epsilon added to the variance, rounded to the dtype
 * @param affine whether there are γ and β
 */
public record GroupNorm(String prefix, int groups, double epsilon, boolean affine) implements Unary {
    /**
     * Checks the groups.
     *
     * @param prefix of the parameters' names
     * @param groups at least 1
     * @param epsilon added to the variance
     * @param affine whether there are γ and β
     * @throws IllegalArgumentException if there is no group
     */
    public GroupNorm {
        if (groups < 1) {
            throw new IllegalArgumentException("the groups are " + groups + " and must be at least 1");
        }
    }

    @Override
    public String name() {
        return "group norm " + prefix;
    }

    @Override
    public Applied apply(Parameters parameters, Tensor x) {
        return groupwise(x).apply(parameters, x, Groupwise.RIGHT);
    }

    @Override
    public Tensor magnitude(Parameters parameters, List<Tensor> inputs) {
        return groupwise(inputs.get(0)).magnitude(parameters, inputs.get(0));
    }

    @Override
    public List<Mistake> mistakes() {
        List<Mistake> mistakes = new ArrayList<>(Groupwise.mistakes(name(), this::groupwise));
        if (affine) {
            mistakes.add(new Mistake(
                    "weight applied after the projection",
                    "the upstream gradient is projected first and multiplied by the weight of its channel then",
                    "multiply by the weight before mean and variance terms are taken off: it differs within a group",
                    Variant.unary(name(), (p, x) -> groupwise(x).apply(p, x, Groupwise.WEIGHT_LAST))));
        }
        return mistakes;
    }

    private Groupwise groupwise(Tensor x) {
        Shape shape = x.shape();
        if (shape.rank() < 2 || shape.dimension(1) % groups != 0) {
            throw new IllegalArgumentException(
                    name() + " has " + groups + " groups, which do not divide the channels of the shape " + shape);
        }
        return new Groupwise(name(), prefix, shape.dimension(0) * groups, epsilon, affine);
    }
}

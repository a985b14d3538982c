package dev.gradcheck.net;

import dev.gradcheck.function.Parameters;
import dev.gradcheck.tensor.Shape;
import dev.gradcheck.tensor.Tensor;
import java.util.List;

/**
 * Instance normalisation: y = γ·(x − µ)/√(v + ε) + β with the mean µ and the biased variance v of each channel of each sample, in training
 * and in evaluation alike (no running statistics are kept, PyTorch's default). Backward as {@link BatchNorm}.
 *
 * <p>Shapes: x and y (N,C,L) or (N,C,H,W), γ and β (C).
 *
 * <p>A channel of equal numbers is normalised to 0. NaN spreads over its channel of its sample.
 *
 * <p>Source: D. Ulyanov, A. Vedaldi, V. Lempitsky, Instance Normalization (2016), as torch.nn.InstanceNorm2d.
 *
 * @param prefix γ is called {@code <prefix>.weight}, β {@code <prefix>.bias}
 * @param epsilon added to the variance, rounded to the dtype
 * @param affine whether there are γ and β
 */
public record InstanceNorm(String prefix, double epsilon, boolean affine) implements Unary {
    @Override
    public String name() {
        return "instance norm " + prefix;
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
        return Groupwise.mistakes(name(), this::groupwise);
    }

    private Groupwise groupwise(Tensor x) {
        Shape shape = x.shape();
        if (shape.rank() < 3) {
            throw new IllegalArgumentException(
                    "the input of " + name() + " must have 3 or 4 axes, not the shape " + shape);
        }
        return new Groupwise(name(), prefix, shape.dimension(0) * shape.dimension(1), epsilon, affine);
    }
}

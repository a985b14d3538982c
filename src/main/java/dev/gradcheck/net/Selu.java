package dev.gradcheck.net;

import dev.gradcheck.tensor.Tensor;
import java.util.List;

/**
 * selu(x) = λ·elu(x) with α = 1.673… and λ = 1.050…. Convention at the kink: the derivative at 0 is λ·α, as in PyTorch. NaN stays NaN.
 *
 * <p>Source: G. Klambauer, T. Unterthiner, A. Mayr, S. Hochreiter, Self-normalizing neural networks (NIPS 2017), equation 14.
 */
public record Selu() implements KinkedActivation {
    private static final double ALPHA = 1.6732632423543772848170429916717;
    private static final double SCALE = 1.0507009873554804934193349852946;
    private static final Elu ELU = new Elu(ALPHA);

    @Override
    public String name() {
        return "selu";
    }

    @Override
    public Tensor value(Tensor x) {
        return ELU.value(x).times(SCALE);
    }

    @Override
    public Tensor derivative(Tensor x) {
        return ELU.derivative(x).times(SCALE);
    }

    @Override
    public double leftSlope() {
        return SCALE * ALPHA;
    }

    @Override
    public double rightSlope() {
        return SCALE;
    }

    /** The derivative at the output is another one on both sides. */
    @Override
    public List<Mistake> mistakes() {
        return Elementwise.standardMistakes(this);
    }
}

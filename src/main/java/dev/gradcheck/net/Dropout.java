package dev.gradcheck.net;

import dev.gradcheck.function.Parameters;
import dev.gradcheck.tensor.Shape;
import dev.gradcheck.tensor.Tensor;
import java.util.List;
import java.util.function.UnaryOperator;

/**
 * Dropout with a given mask: y = x∘mask·1/(1 − p), the scaling that PyTorch has (inverted dropout). Backward: x̄ = ȳ∘mask·1/(1 − p).
 *
 * <p>Shapes: x, mask and y have one. The factor is rounded to the dtype once. What is dropped is 0, NaN times 0 is NaN.
 *
 * @param mask 1 for each element that is kept, 0 for each that is dropped
 * @param p with which probability elements are dropped, at least 0 and less than 1
 */
public record Dropout(Tensor mask, double p) implements Unary {
    /**
     * Checks.
     *
     * @param mask of zeros and ones
     * @param p at least 0 and less than 1
     * @throws IllegalArgumentException if an element of the mask is neither 0 nor 1, or p is out of range
     */
    public Dropout {
        if (!(p >= 0 && p < 1)) {
            throw new IllegalArgumentException("p is " + p + ", and must be at least 0 and less than 1");
        }
        for (double kept : mask.values()) {
            if (kept != 0 && kept != 1) {
                throw new IllegalArgumentException("the mask has " + kept + ", which is neither 0 nor 1");
            }
        }
    }

    @Override
    public String name() {
        return "dropout " + p;
    }

    @Override
    public Applied apply(Parameters parameters, Tensor x) {
        return apply(x, this::dropped);
    }

    @Override
    public List<Mistake> mistakes() {
        return List.of(
                new Mistake(
                        "dropout scale missing",
                        "the gradient lacks the factor 1/(1 − p) that the forward pass has",
                        "multiply the upstream gradient by the mask and by 1/(1 − p)",
                        variant(this::masked)),
                new Mistake(
                        "dropout mask missing",
                        "elements that the forward pass dropped have a gradient",
                        "multiply the upstream gradient by the mask of the forward pass",
                        variant(this::scaled)));
    }

    private Layer variant(UnaryOperator<Tensor> pulled) {
        return Variant.unary(name(), (parameters, x) -> apply(x, pulled));
    }

    private Applied apply(Tensor x, UnaryOperator<Tensor> pulled) {
        return new Applied(dropped(x), yBar -> new Pulled(pulled.apply(yBar), Parameters.NONE));
    }

    /** The same mask, for values of another shape. */
    Dropout in(Shape shape) {
        return new Dropout(mask.reshape(shape), p);
    }

    Tensor dropped(Tensor x) {
        return scaled(masked(x));
    }

    Tensor masked(Tensor x) {
        return x.times(mask.in(x.arithmetic()));
    }

    Tensor scaled(Tensor x) {
        return x.times(1 / (1 - p));
    }
}

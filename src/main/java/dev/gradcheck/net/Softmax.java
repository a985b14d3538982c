package dev.gradcheck.net;

import dev.gradcheck.function.Parameters;
import dev.gradcheck.tensor.Tensor;
import java.util.List;
import java.util.function.BinaryOperator;

/**
 * Softmax over the last axis: p_i = exp z_i / Σ_j exp z_j. Backward: z̄ = p∘(p̄ − ⟨p, p̄⟩).
 *
 * <p>Shapes: z (…, classes), p the same. Accurate however large z is; p̄ is taken relative to that of the most probable class, so that
 * nothing cancels where a row is saturated. NaN makes its row NaN.
 */
public record Softmax() implements Unary {
    @Override
    public String name() {
        return "softmax";
    }

    @Override
    public Applied apply(Parameters parameters, Tensor z) {
        return apply(z, SoftmaxRows::pulled);
    }

    @Override
    public List<Mistake> mistakes() {
        return List.of(
                new Mistake(
                        "softmax taken elementwise",
                        "the derivative is p(1 − p) for each element by itself, and the other outputs are forgotten",
                        "take every output into account: z̄ = p·(p̄ − Σ p·p̄) along the axis",
                        variant(SoftmaxRows::pulledElementwise)),
                new Mistake(
                        "normalisation ignored",
                        "the upstream gradient is multiplied by p alone, as if the sum in the denominator were constant",
                        "subtract Σ p·p̄ from the upstream gradient before the multiplication by p",
                        variant(Tensor::times)));
    }

    private Layer variant(BinaryOperator<Tensor> pulled) {
        return Variant.unary(name(), (parameters, z) -> apply(z, pulled));
    }

    private static Applied apply(Tensor z, BinaryOperator<Tensor> pulled) {
        Tensor p = SoftmaxRows.of(Rows.of(z));
        return new Applied(
                p.reshape(z.shape()),
                pBar -> new Pulled(pulled.apply(p, pBar.reshape(p.shape())).reshape(z.shape()), Parameters.NONE));
    }
}

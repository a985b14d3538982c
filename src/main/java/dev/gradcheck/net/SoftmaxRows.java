package dev.gradcheck.net;

import dev.gradcheck.tensor.Shape;
import dev.gradcheck.tensor.Tensor;
import java.util.function.BinaryOperator;

/** The softmax of each row of a matrix, and its backward pass: what the layer softmax and attention have in common. */
final class SoftmaxRows {
    private SoftmaxRows() {}

    /** p_i = exp(z_i − max z) / Σ_j exp(z_j − max z). An element of −∞ takes no part; no row may consist of such alone. */
    static Tensor of(Tensor z) {
        return bySumsOf(z, z);
    }

    /** exp(z_i − max s) / Σ_j exp(s_j − max s): of some scores, by the maximum and the sum of others, which a kernel has kept. */
    static Tensor bySumsOf(Tensor s, Tensor z) {
        int length = s.shape().dimension(1);
        Tensor largest = Rows.repeated(s.max(1).detach().insertAxis(1), length);
        Tensor powers = z.minus(largest).exp();
        Tensor summed = s == z ? powers : s.minus(largest).exp();
        return powers.dividedBy(Rows.repeated(Rows.sums(summed), length));
    }

    /**
     * z̄ = p∘(d − ⟨p, d⟩) with d = p̄ − p̄_m, m the most probable. A constant in p̄ changes nothing, since Σp = 1; this one leaves d_m = 0, so
     * that a saturated row (p_m near 1) has no difference of nearly equal numbers.
     */
    static Tensor pulled(Tensor p, Tensor pBar) {
        int length = p.shape().dimension(1);
        Tensor d = pBar.minus(Rows.repeated(picked(p, pBar), length));
        return p.times(d.minus(Rows.repeated(Rows.sums(p.times(d)), length)));
    }

    /** The mistake: z̄ = p∘(1 − p)∘p̄, as if each output depended on its own input alone. */
    static Tensor pulledElementwise(Tensor p, Tensor pBar) {
        return p.times(Batch.filled(1, p).minus(p)).times(pBar);
    }

    /** The mistake: z̄ = p∘p̄, as if the sum of the powers were constant. */
    static Tensor pulledWithoutSum(Tensor p, Tensor pBar) {
        return p.times(pBar);
    }

    /** z̄ = p∘(p̄ − ⟨kept, p̄⟩): the sum by the probabilities of the forward pass, whatever p is now. */
    static BinaryOperator<Tensor> pulledBySumsOf(Tensor kept) {
        return (p, pBar) -> p.times(
                pBar.minus(Rows.repeated(Rows.sums(kept.times(pBar)), p.shape().dimension(1))));
    }

    /** Of each row the value where the other matrix has its first largest element; a column. Exact. */
    private static Tensor picked(Tensor largest, Tensor value) {
        int rows = largest.shape().dimension(0);
        int length = largest.shape().dimension(1);
        double[] picked = new double[rows];
        for (int i = 0; i < rows; i++) {
            int best = i * length;
            for (int j = best; j < (i + 1) * length; j++) {
                best = largest.at(j) > largest.at(best) ? j : best;
            }
            picked[i] = value.at(best);
        }
        return Tensor.of(value.dtype(), Shape.of(rows, 1), picked).in(value.arithmetic());
    }
}

package dev.gradcheck.net;

import dev.gradcheck.tensor.Tensor;
import java.util.ArrayList;
import java.util.List;

/**
 * ⟨cotangent, z⟩: makes one number of the output of a kernel, whose gradient is then what the kernel's backward pass gives for that cotangent.
 *
 * @param target the cotangent, of the output's shape
 */
public record WeightedSum(Tensor target) implements ElementLoss {
    @Override
    public String name() {
        return "weighted sum";
    }

    @Override
    public Reduction reduction() {
        return Reduction.SUM;
    }

    @Override
    public Tensor terms(Tensor z, Tensor cotangent) {
        return z.times(cotangent);
    }

    @Override
    public Tensor slopes(Tensor z, Tensor cotangent) {
        return cotangent;
    }

    @Override
    public List<Mistake> mistakes() {
        List<Mistake> mistakes = new ArrayList<>(ElementLoss.super.mistakes());
        mistakes.add(mistakenSlopes(
                "upstream ignored",
                "the gradient is that for a cotangent of ones",
                "multiply by the cotangent",
                (z, cotangent) -> Batch.filled(1, z)));
        return mistakes;
    }
}

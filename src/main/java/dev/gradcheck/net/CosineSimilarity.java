package dev.gradcheck.net;

import dev.gradcheck.function.Parameters;
import dev.gradcheck.tensor.Tensor;
import java.util.List;

/**
 * The cosine of the angle between two values along an axis: y = ⟨a,b⟩/(A·B) with A = max(‖a‖, ε), B = max(‖b‖, ε). Backward:
 * ā = ȳ·(b − a·⟨a,b⟩/‖a‖²)/(A·B) where ‖a‖ is at least ε, ȳ·b/(A·B) elsewhere; b̄ alike.
 *
 * <p>Shapes: a and b of one shape, y without the axis. The projection is taken off twice: for parallel values nothing but rounding of it
 * is left. NaN makes its row NaN. Convention: where ‖a‖ = ε the norm counts, as PyTorch's clamp has it.
 *
 * @param axis counted from 0, or from the end: −1 is the last
 * @param epsilon the least norm, rounded to the dtype
 */
public record CosineSimilarity(int axis, double epsilon) implements Layer {
    @Override
    public String name() {
        return "cosine similarity along axis " + axis;
    }

    @Override
    public Applied apply(Parameters parameters, List<Tensor> inputs) {
        return apply(inputs, Formula.RIGHT, false);
    }

    @Override
    public Tensor magnitude(Parameters parameters, List<Tensor> inputs) {
        return apply(
                        parameters,
                        inputs.stream().map(x -> x.mapExactly(Math::abs)).toList())
                .output();
    }

    @Override
    public List<Mistake> mistakes() {
        return List.of(
                new Mistake(
                        "norm taken as constant",
                        "the gradients are computed as if the norms were constant",
                        "subtract from the other value the part that is along this one",
                        new Variant(name(), (p, inputs) -> apply(inputs, Formula.CONSTANT_NORM, false))),
                new Mistake(
                        "inputs swapped",
                        "the first value has the gradient of the second, and the second that of the first",
                        "give each value the gradient that is orthogonal to it",
                        new Variant(name(), (p, inputs) -> apply(inputs, Formula.RIGHT, true))));
    }

    /** The gradient of ⟨a,b⟩/(A·B) by a, but for the factor 1/(A·B). */
    private enum Formula {
        RIGHT {
            @Override
            Tensor of(Tensor a, Tensor b, Tensor counts) {
                Tensor once = b.minus(along(a, b, counts));
                return once.minus(along(a, once, counts));
            }
        },
        CONSTANT_NORM {
            @Override
            Tensor of(Tensor a, Tensor b, Tensor counts) {
                return b;
            }
        };

        abstract Tensor of(Tensor a, Tensor b, Tensor counts);

        /** The part of b along a; 0 where the norm of a does not count. */
        private static Tensor along(Tensor a, Tensor b, Tensor counts) {
            Tensor squares = Rows.sums(a.times(a)).mapExactly(s -> s == 0 ? 1 : s);
            Tensor share = Rows.sums(a.times(b)).dividedBy(squares);
            return a.times(repeated(counts.where(share, share.like(0)), a));
        }
    }

    private Applied apply(List<Tensor> inputs, Formula formula, boolean swapped) {
        if (inputs.size() != 2 || !inputs.get(0).shape().equals(inputs.get(1).shape())) {
            throw new IllegalArgumentException("the layer " + name() + " takes two inputs of one shape, not "
                    + inputs.stream().map(Tensor::shape).toList());
        }
        AxisRows along = AxisRows.of(inputs.get(0).shape(), axis, name());
        Tensor a = along.rows(inputs.get(0));
        Tensor b = along.rows(inputs.get(1));
        Tensor norms = norm(a).times(norm(b));
        Tensor y = Rows.sums(a.times(b)).dividedBy(norms);
        return new Applied(y.reshape(along.others()), yBar -> {
            Tensor scale = repeated(yBar.reshape(norms.shape()).dividedBy(norms), a);
            Tensor aBar = along.back(formula.of(a, b, counts(a)).times(scale));
            Tensor bBar = along.back(formula.of(b, a, counts(b)).times(scale));
            return new Pulled(swapped ? List.of(bBar, aBar) : List.of(aBar, bBar), Parameters.NONE);
        });
    }

    private static Tensor repeated(Tensor column, Tensor like) {
        return Rows.repeated(column, like.shape().dimension(1));
    }

    /** max(‖a‖, ε), a column: the root of a square that is positive, so that its derivative is finite at 0. */
    private Tensor norm(Tensor a) {
        Tensor squares = Rows.sums(a.times(a));
        Tensor least = squares.like(epsilon);
        return squares.maximum(least.times(least)).sqrt();
    }

    /** 1 where ‖a‖ is at least ε. */
    private Tensor counts(Tensor a) {
        Tensor squares = Rows.sums(a.times(a));
        Tensor least = squares.like(epsilon);
        return least.times(least).atMost(squares);
    }
}

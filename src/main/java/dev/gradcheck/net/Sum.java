package dev.gradcheck.net;

import dev.gradcheck.function.Parameters;
import dev.gradcheck.tensor.Tensor;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * The sum of several values, as in a residual connection: y = x₁ + x₂ + …, added from the first on. Backward: every summand gets ȳ.
 *
 * <p>Shapes: all have one; at least two summands. NaN stays NaN.
 */
public record Sum() implements Layer {
    @Override
    public String name() {
        return "sum";
    }

    @Override
    public Applied apply(Parameters parameters, List<Tensor> inputs) {
        return new Applied(sum(inputs), yBar -> new Pulled(Collections.nCopies(inputs.size(), yBar), Parameters.NONE));
    }

    @Override
    public Tensor magnitude(Parameters parameters, List<Tensor> inputs) {
        return sum(inputs.stream().map(x -> x.mapExactly(Math::abs)).toList());
    }

    @Override
    public List<Mistake> mistakes() {
        return List.of(onlyOne("first", true), onlyOne("last", false));
    }

    private Mistake onlyOne(String which, boolean first) {
        return new Mistake(
                "residual branch missing",
                "only the " + which + " summand gets the upstream gradient, the others get none",
                "give every summand the upstream gradient, and add up what comes back where branches meet",
                new Variant(
                        name(),
                        (parameters, inputs) -> new Applied(sum(inputs), yBar -> {
                            List<Tensor> bars =
                                    new ArrayList<>(Collections.nCopies(inputs.size(), Batch.filled(0, yBar)));
                            bars.set(first ? 0 : bars.size() - 1, yBar);
                            return new Pulled(bars, Parameters.NONE);
                        })));
    }

    private static Tensor sum(List<Tensor> inputs) {
        if (inputs.size() < 2) {
            throw new IllegalArgumentException(
                    "the layer sum takes two inputs or more of one shape, not " + inputs.size());
        }
        return inputs.stream().reduce(Tensor::plus).orElseThrow();
    }
}

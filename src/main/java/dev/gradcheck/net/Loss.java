package dev.gradcheck.net;

import dev.gradcheck.function.Parameters;
import dev.gradcheck.tensor.Tensor;
import java.util.List;
import java.util.function.ToDoubleFunction;

/** A layer that ends a network: a mean over the batch, whose derivative by the output is known in closed form. */
interface Loss extends Unary {
    /** {@return the mean loss, a scalar} */
    Tensor value(Tensor output);

    /** {@return its derivative by each element of the output} */
    Tensor derivative(Tensor output);

    /** {@return by how much the mean divides} */
    double count(Tensor output);

    @Override
    default Applied apply(Parameters parameters, Tensor output) {
        return new Applied(value(output), bar -> new Pulled(derivative(output).times(bar.item()), Parameters.NONE));
    }

    @Override
    default List<Mistake> mistakes() {
        return List.of(
                meanForSum("the batch", output -> output.shape().dimension(0)),
                meanForSum("all elements", this::count));
    }

    private Mistake meanForSum(String over, ToDoubleFunction<Tensor> count) {
        return new Mistake(
                "mean taken for a sum",
                "the gradient lacks the factor 1/n of the mean over " + over + " in " + name(),
                "divide by the number that the mean in the forward pass divides by",
                Variant.unary(
                        name(),
                        (p, output) -> new Applied(
                                value(output),
                                bar -> new Pulled(
                                        derivative(output).times(bar.item()).times(count.applyAsDouble(output)),
                                        Parameters.NONE))));
    }
}

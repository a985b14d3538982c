package dev.gradcheck.net;

import dev.gradcheck.function.Parameters;
import dev.gradcheck.tensor.Tensor;
import java.util.List;
import java.util.function.ToDoubleFunction;
import java.util.function.UnaryOperator;

/** A layer that ends a network: a mean or a sum over the batch, whose derivative by the output is known in closed form. */
public interface Loss extends Unary {
    /**
     * {@return the loss, a scalar}
     *
     * @param output of the layer before
     */
    Tensor value(Tensor output);

    /**
     * {@return its derivative by each element of the output}
     *
     * @param output of the layer before
     */
    Tensor derivative(Tensor output);

    /**
     * {@return how many terms the mean is over}
     *
     * @param output of the layer before
     */
    double count(Tensor output);

    /** {@return whether it is the mean of its terms or their sum} */
    Reduction reduction();

    @Override
    default Applied apply(Parameters parameters, Tensor output) {
        return new Applied(
                value(output),
                bar -> new Pulled(derivative(output).times(bar.broadcast(output.shape())), Parameters.NONE));
    }

    @Override
    default List<Mistake> mistakes() {
        return reduction() == Reduction.SUM
                ? List.of(sumForMean())
                : List.of(meanForSum("the batch", Loss::samples), meanForSum("all elements", this::count));
    }

    /**
     * {@return the same loss with another derivative, as a mistake}
     *
     * @param fault its name, as in a diagnosis
     * @param sentence what is wrong, for a person
     * @param remedy what to change
     * @param derivative the wrong one, of the output
     */
    default Mistake mistaken(String fault, String sentence, String remedy, UnaryOperator<Tensor> derivative) {
        Layer wrong = Variant.unary(
                name(),
                (p, output) -> new Applied(
                        value(output),
                        bar -> new Pulled(
                                derivative.apply(output).times(bar.broadcast(output.shape())), Parameters.NONE)));
        return new Mistake(fault, sentence, remedy, wrong);
    }

    private Mistake meanForSum(String over, ToDoubleFunction<Tensor> count) {
        return mistaken(
                "mean taken for a sum",
                "the gradient lacks the factor 1/n of the mean over " + over + " in " + name(),
                "divide by the number that the mean in the forward pass divides by",
                output -> derivative(output).times(count.applyAsDouble(output)));
    }

    private Mistake sumForMean() {
        return mistaken(
                "sum taken for a mean",
                "the gradient has a factor 1/n that the sum in " + name() + " has not",
                "divide by nothing: the forward pass adds up",
                output -> Reduction.MEAN.of(derivative(output), count(output)));
    }

    private static double samples(Tensor output) {
        return output.shape().rank() == 0 ? 1 : output.shape().dimension(0);
    }
}

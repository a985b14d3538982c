package dev.gradcheck.net;

import dev.gradcheck.function.Parameters;
import dev.gradcheck.tensor.Tensor;
import java.util.List;
import java.util.function.UnaryOperator;

/** An activation: a function of each element. Backward: x̄ = ȳ · f'(x). */
public interface Elementwise extends Unary {
    /**
     * {@return f of each element}
     *
     * @param x of any shape
     */
    Tensor value(Tensor x);

    /**
     * {@return f' at each element}
     *
     * @param x of any shape
     */
    Tensor derivative(Tensor x);

    @Override
    default Applied apply(Parameters parameters, Tensor x) {
        return new Applied(value(x), yBar -> new Pulled(yBar.times(derivative(x)), Parameters.NONE));
    }

    @Override
    default List<Mistake> mistakes() {
        return standardMistakes(this);
    }

    /**
     * {@return the mistakes that any activation with a derivative of its own can have}
     *
     * @param f the activation
     */
    static List<Mistake> standardMistakes(Elementwise f) {
        return List.of(maskMissing(f), derivativeAtOutput(f), maskShifted(f));
    }

    /**
     * {@return the standard ones, and that of an x·g(x) whose derivative is taken to be g(x)}
     *
     * @param f the activation
     * @param gate g
     */
    static List<Mistake> withProductRuleForgotten(Elementwise f, UnaryOperator<Tensor> gate) {
        return List.of(
                maskMissing(f),
                derivativeAtOutput(f),
                new Mistake(
                        "product rule forgotten",
                        f.name() + " is x·g(x), and its derivative is taken to be g(x)",
                        "add x·g'(x): both factors depend on x",
                        variant(f, gate)),
                maskShifted(f));
    }

    /**
     * {@return the mistake of passing on the upstream gradient as it is}
     *
     * @param f the activation
     */
    static Mistake maskMissing(Elementwise f) {
        return new Mistake(
                "activation mask missing",
                "the backward pass leaves out the derivative of " + f.name(),
                "multiply the upstream gradient by the derivative of " + f.name() + " at the pre-activation",
                variant(f, x -> Batch.filled(1, x)));
    }

    /**
     * {@return the mistake of taking the derivative of the unit before, for the first unit that of the last}
     *
     * @param f the activation
     */
    static Mistake maskShifted(Elementwise f) {
        return new Mistake(
                "activation mask shifted",
                "every unit has the derivative of " + f.name() + " at its neighbour",
                "look for an index that is off by one: unit j needs the derivative at its own pre-activation",
                variant(f, x -> Neighbours.alongLast(f.derivative(x))));
    }

    private static Mistake derivativeAtOutput(Elementwise f) {
        return new Mistake(
                "derivative taken at the activation",
                "the derivative of " + f.name() + " is taken at its output instead of its input",
                "take the derivative at the pre-activation",
                variant(f, x -> f.derivative(f.value(x))));
    }

    /** The same forward pass with another formula for the derivative. */
    private static Layer variant(Elementwise f, UnaryOperator<Tensor> derivative) {
        return Variant.unary(
                f.name(),
                (p, x) ->
                        new Applied(f.value(x), yBar -> new Pulled(yBar.times(derivative.apply(x)), Parameters.NONE)));
    }
}

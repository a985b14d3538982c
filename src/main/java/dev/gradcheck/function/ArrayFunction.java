package dev.gradcheck.function;

import dev.gradcheck.tensor.Arithmetic;
import dev.gradcheck.tensor.Shape;
import dev.gradcheck.tensor.Tensor;
import java.util.Arrays;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;
import java.util.function.UnaryOperator;

/**
 * A function of several named arrays with several outputs, written in plain Java arrays, with its backward pass: for a cotangent of every
 * output, the gradient Σ ⟨cotangent, output⟩ by every parameter. It is a black box: its values are taken as they come and rounded once to
 * the dtype of the point.
 *
 * <p>Several outputs are one vector here, one after the other in the order in which the forward pass names them.
 *
 * @param name what people call it
 * @param given inputs that are not differentiated, such as labels; the function sees them beside the parameters
 * @param forward from parameters and inputs to outputs
 * @param backward from parameters and inputs, and the cotangent of each output under the output's name, to the gradients
 */
public record ArrayFunction(
        String name,
        NamedArrays given,
        Function<NamedArrays, NamedArrays> forward,
        BiFunction<NamedArrays, NamedArrays, NamedArrays> backward)
        implements Differentiable {
    private static final String VALUE = "value";

    /**
     * {@return a function with one number as its value}
     *
     * @param name what people call it
     * @param given inputs that are not differentiated
     * @param value from parameters and inputs to a number
     * @param gradient from parameters and inputs to the gradient by each parameter
     */
    public static ArrayFunction ofValue(
            String name, NamedArrays given, ToDoubleFunction<NamedArrays> value, UnaryOperator<NamedArrays> gradient) {
        return new ArrayFunction(
                name,
                given,
                in -> NamedArrays.of(VALUE, value.applyAsDouble(in)),
                (in, v) -> scaled(gradient.apply(in), v.number(VALUE)));
    }

    @Override
    public Tensor primal(Parameters point) {
        return joined(outputs(point));
    }

    @Override
    public Vjp vjp(Parameters point) {
        Parameters outputs = outputs(point);
        return new Vjp(joined(outputs), outputs.names().size() > 1 ? outputs : Parameters.NONE, cotangent -> {
            NamedArrays gradient = backward.apply(inputs(point), NamedArrays.of(split(cotangent, outputs)));
            return gradient == null ? null : gradient.in(arithmetic(point));
        });
    }

    private Parameters outputs(Parameters point) {
        NamedArrays outputs = forward.apply(inputs(point));
        if (outputs == null || outputs.names().isEmpty()) {
            throw new IllegalStateException(
                    "the forward pass of " + name + " returns no output: return at least one named array");
        }
        return outputs.in(arithmetic(point));
    }

    private NamedArrays inputs(Parameters point) {
        return NamedArrays.of(point).and(given);
    }

    /** The rounding is the function's own business. */
    private static Arithmetic arithmetic(Parameters point) {
        return Arithmetic.nearest(point.tensors().values().iterator().next().dtype());
    }

    private static NamedArrays scaled(NamedArrays gradient, double factor) {
        return factor == 1 || gradient == null
                ? gradient
                : NamedArrays.of(gradient.tensors().map(tensor -> tensor.times(factor)));
    }

    private static Tensor joined(Parameters outputs) {
        Tensor first = outputs.tensors().values().iterator().next();
        if (outputs.names().size() == 1) {
            return first;
        }
        double[] all = outputs.tensors().values().stream()
                .flatMapToDouble(tensor -> Arrays.stream(tensor.values()))
                .toArray();
        return Tensor.of(first.dtype(), Shape.of(all.length), all);
    }

    private static Parameters split(Tensor cotangent, Parameters outputs) {
        double[] all = cotangent.values();
        Parameters parts = Parameters.NONE;
        int from = 0;
        for (String output : outputs.names()) {
            Shape shape = outputs.get(output).shape();
            double[] part = Arrays.copyOfRange(all, from, from + shape.size());
            parts = parts.with(output, Tensor.of(cotangent.dtype(), shape, part));
            from += shape.size();
        }
        return parts;
    }
}

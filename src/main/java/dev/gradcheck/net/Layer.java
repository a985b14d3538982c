package dev.gradcheck.net;

import dev.gradcheck.function.Parameters;
import dev.gradcheck.tensor.Tensor;
import java.util.List;

/**
 * A function of inputs and of its own parameters, with a hand-written backward pass: a node of a network. Pure: same arguments, same
 * bits.
 */
public interface Layer {
    /** {@return what people call it, such as "linear 3→4" or "relu"} */
    String name();

    /**
     * The forward pass, and the backward pass that belongs to it.
     *
     * @param parameters among others those of this layer, in the arithmetic to compute in
     * @param inputs in the same arithmetic
     * @return the output, and its pullback
     * @throws IllegalArgumentException if the number of inputs or a shape does not fit
     */
    Applied apply(Parameters parameters, List<Tensor> inputs);

    /**
     * The same for a layer with one input.
     *
     * @param parameters among others those of this layer
     * @param input the only one
     * @return the output, and its pullback
     * @throws IllegalArgumentException if the layer takes another number of inputs, or a shape does not fit
     */
    default Applied apply(Parameters parameters, Tensor input) {
        return apply(parameters, List.of(input));
    }

    /**
     * How large the terms are that each element of the output is the sum of: an element that is small against it is zero but for the order
     * of summation. The absolute value of the output where nothing is summed; a linear layer is applied to absolute values.
     *
     * @param parameters among others those of this layer
     * @param inputs of the forward pass
     * @return one number for each element of the output, not negative
     */
    default Tensor magnitude(Parameters parameters, List<Tensor> inputs) {
        return apply(parameters, inputs).output().mapExactly(Math::abs);
    }

    /** {@return the usual mistakes in this backward pass: layers with the same forward pass and a wrong backward pass} */
    default List<Mistake> mistakes() {
        return List.of();
    }

    /**
     * {@return the usual mistakes where this layer is followed by another: each a layer that stands for both}
     *
     * @param next the layer that follows, with this one's output as its only input
     */
    default List<Mistake> mistakesBefore(Layer next) {
        return List.of();
    }

    /**
     * A layer's output, with its pullback.
     *
     * @param output of the forward pass
     * @param backward the backward pass there
     */
    record Applied(Tensor output, Backward backward) {}

    /** The backward pass of a layer at one point. */
    @FunctionalInterface
    interface Backward {
        /**
         * Pulls a cotangent back.
         *
         * @param outputBar the cotangent of the output, of its shape
         * @return the cotangents of the inputs and of the layer's parameters
         */
        Pulled apply(Tensor outputBar);
    }

    /**
     * What a backward pass gives.
     *
     * @param inputBars the cotangent of each input, of its shape
     * @param parameterBars the gradients of the layer's own parameters
     */
    record Pulled(List<Tensor> inputBars, Parameters parameterBars) {
        /**
         * Copies the list.
         *
         * @param inputBars the cotangent of each input
         * @param parameterBars the gradients of the parameters
         */
        public Pulled {
            inputBars = List.copyOf(inputBars);
        }

        /**
         * For a layer with one input.
         *
         * @param inputBar the cotangent of the input
         * @param parameterBars the gradients of the parameters
         */
        public Pulled(Tensor inputBar, Parameters parameterBars) {
            this(List.of(inputBar), parameterBars);
        }

        /** {@return the cotangent of the first input} */
        public Tensor inputBar() {
            return inputBars.get(0);
        }
    }

    /**
     * A mistake in a backward pass.
     *
     * @param fault its name, as in a diagnosis
     * @param sentence what is wrong, for a person
     * @param remedy what to change
     * @param layer the layer with that mistake
     */
    record Mistake(String fault, String sentence, String remedy, Layer layer) {}
}

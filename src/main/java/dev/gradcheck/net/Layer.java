package dev.gradcheck.net;

import dev.gradcheck.function.Parameters;
import dev.gradcheck.tensor.Tensor;
import java.util.List;

/** A function of an input and of its own parameters, with a hand-written backward pass. Pure: same arguments, same bits. */
public interface Layer {
    /** {@return what people call it, such as "dense 3→4" or "relu"} */
    String name();

    /**
     * The forward pass, and the backward pass that belongs to it.
     *
     * @param parameters among others those of this layer, in the arithmetic to compute in
     * @param input in the same arithmetic
     * @return the output, and its pullback
     * @throws IllegalArgumentException if a shape does not fit
     */
    Applied apply(Parameters parameters, Tensor input);

    /** {@return the usual mistakes in this backward pass: layers with the same forward pass and a wrong backward pass} */
    default List<Mistake> mistakes() {
        return List.of();
    }

    /**
     * {@return the usual mistakes where this layer is followed by another: each a layer that stands for both}
     *
     * @param next the layer that follows
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
         * @return the cotangents of the input and of the layer's parameters
         */
        Pulled apply(Tensor outputBar);
    }

    /**
     * What a backward pass gives.
     *
     * @param inputBar the cotangent of the input, of its shape
     * @param parameterBars the gradients of the layer's own parameters
     */
    record Pulled(Tensor inputBar, Parameters parameterBars) {}

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

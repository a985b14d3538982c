package dev.gradcheck.net;

import dev.gradcheck.tensor.Tensor;
import java.util.List;

/**
 * A layer with kinks: places where the slopes on the two sides differ, and any number between them can be called the derivative. A layer
 * that says so is not called wrong for its choice; one that does not is judged by what was measured.
 */
public interface Kinked extends Layer {
    /**
     * The same layer with a chosen derivative at the units that sit on a kink within rounding.
     *
     * @param choice how far from the one slope to the other: 0, ½ or 1
     * @param inputs of the forward pass
     * @param magnitudes of the inputs, see {@link Layer#magnitude}
     * @return the layer, and how many units are on a kink
     */
    Chosen choose(double choice, List<Tensor> inputs, List<Tensor> magnitudes);

    /** {@return the choice that PyTorch makes for this kind of layer: 0, the left slope, unless it says otherwise} */
    default double usualChoice() {
        return 0;
    }

    /**
     * Which values are zero but for the order in which their terms were added: those that sit on a kink at 0.
     *
     * @param values such as the inputs of an activation
     * @param magnitudes of the same shape, see {@link Layer#magnitude}
     * @return one for each element, row-major
     */
    static boolean[] atZero(Tensor values, Tensor magnitudes) {
        return Kinks.negligible(values, magnitudes);
    }

    /**
     * A layer with a chosen derivative at its kinks.
     *
     * @param layer the layer
     * @param units how many sit on a kink
     */
    record Chosen(Layer layer, int units) {}
}

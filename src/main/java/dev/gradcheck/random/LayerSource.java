package dev.gradcheck.random;

import dev.gradcheck.tensor.Shape;
import dev.gradcheck.tensor.Tensor;
import java.util.List;

/** How a kind of layer occurs in random networks: what it takes, and with what attributes and parameters. */
public interface LayerSource {
    /**
     * {@return shapes that this layer can take, when it stands alone; small}
     *
     * @param dice to draw with
     */
    List<Shape> inputs(Dice dice);

    /**
     * {@return whether this layer can take inputs of these shapes}
     *
     * @param inputs as many as {@link #inputs} gives
     */
    boolean takes(List<Shape> inputs);

    /**
     * {@return an input of a shape, when this layer stands alone}
     *
     * @param dice to draw with
     * @param shape one of {@link #inputs}
     */
    default Tensor input(Dice dice, Shape shape) {
        return dice.weights(shape);
    }

    /**
     * {@return whether this layer can take a value: a loss of probabilities needs some}
     *
     * @param value the last one of the network so far
     */
    default boolean follows(Tensor value) {
        return true;
    }

    /**
     * A layer.
     *
     * @param dice to draw with
     * @param inputs that it {@link #takes}
     * @return its attributes and parameters
     */
    Draft draft(Dice dice, List<Shape> inputs);
}

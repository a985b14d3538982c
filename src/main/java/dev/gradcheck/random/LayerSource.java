package dev.gradcheck.random;

import dev.gradcheck.tensor.Shape;
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
     * A layer.
     *
     * @param dice to draw with
     * @param inputs that it {@link #takes}
     * @return its attributes and parameters
     */
    Draft draft(Dice dice, List<Shape> inputs);
}

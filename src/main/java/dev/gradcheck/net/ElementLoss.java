package dev.gradcheck.net;

import dev.gradcheck.tensor.Tensor;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BinaryOperator;

/** A loss with one term for each element of the output and of the target, which have one shape. The mean is over all elements. */
public interface ElementLoss extends Loss {
    /** The name of a fault. */
    String SIGN_OF_THE_TARGET = "sign of the target";

    /** {@return a number for each element of the output} */
    Tensor target();

    /**
     * {@return the term of each element}
     *
     * @param output of the layer before
     * @param target of its shape, in its arithmetic
     */
    Tensor terms(Tensor output, Tensor target);

    /**
     * {@return the derivative of each term by its element of the output}
     *
     * @param output of the layer before
     * @param target of its shape, in its arithmetic
     */
    Tensor slopes(Tensor output, Tensor target);

    @Override
    default Tensor value(Tensor output) {
        return reduction().of(terms(output, fitted(output)).sum(), count(output));
    }

    @Override
    default Tensor derivative(Tensor output) {
        return reduction().of(slopes(output, fitted(output)), count(output));
    }

    @Override
    default double count(Tensor output) {
        return output.size();
    }

    @Override
    default List<Mistake> mistakes() {
        List<Mistake> mistakes = new ArrayList<>(Loss.super.mistakes());
        mistakes.add(mistakenSlopes(
                SIGN_OF_THE_TARGET,
                "the target has the wrong sign in the derivative of " + name(),
                "look for a plus where the derivative has a minus before the target",
                this::slopesWithTargetsSignChanged));
        return mistakes;
    }

    /**
     * {@return the slopes with the target's sign changed}
     *
     * @param output of the layer before
     * @param target of its shape, in its arithmetic
     */
    default Tensor slopesWithTargetsSignChanged(Tensor output, Tensor target) {
        return slopes(output, target.mapExactly(y -> -y));
    }

    /**
     * {@return the same loss with other slopes, as a mistake}
     *
     * @param fault its name, as in a diagnosis
     * @param sentence what is wrong, for a person
     * @param remedy what to change
     * @param slopes the wrong ones, of output and target
     */
    default Mistake mistakenSlopes(String fault, String sentence, String remedy, BinaryOperator<Tensor> slopes) {
        return mistaken(
                fault, sentence, remedy, output -> reduction().of(slopes.apply(output, fitted(output)), count(output)));
    }

    /** The target in the arithmetic of the output. */
    private Tensor fitted(Tensor output) {
        if (!target().shape().equals(output.shape())) {
            throw new IllegalArgumentException("the target of " + name() + " has the shape " + target().shape()
                    + ", the output " + output.shape());
        }
        return target().in(output.arithmetic());
    }
}

package dev.gradcheck.score;

import dev.gradcheck.function.Parameters;
import dev.gradcheck.tensor.DType;
import dev.gradcheck.tensor.Tensor;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;

/**
 * A net with the gradients that somebody claims for it, and which of them are wrong.
 *
 * @param id of the record
 * @param kind of fault, or beginning with "none" what makes a correct record hard
 * @param dtype of every number
 * @param fault null where the claimed gradients are right
 * @param activation of every hidden layer: relu, leaky, tanh, sigmoid, softplus
 * @param loss mse, bce-with-logits, softmax-cross-entropy
 * @param parameters {@code <layer>.weight} (out,in) and {@code <layer>.bias} (out)
 * @param input (B,features)
 * @param target of the output's shape, or (B) class indices
 * @param claimed the gradient of every parameter
 * @param wrong names of the tensors whose claimed gradient is wrong
 * @param element the one wrong element of the wrong tensor, row-major, where there is just one
 * @param change size of the fault against the element itself, the largest
 */
public record PlantedRecord(
        String id,
        String kind,
        DType dtype,
        Optional<String> fault,
        String activation,
        String loss,
        Parameters parameters,
        Tensor input,
        Tensor target,
        Parameters claimed,
        List<String> wrong,
        OptionalInt element,
        OptionalDouble change) {
    /**
     * Copies.
     *
     * @param id of the record
     * @param kind of fault
     * @param dtype of every number
     * @param fault its name
     * @param activation of every hidden layer
     * @param loss of the net
     * @param parameters of the net
     * @param input of the net
     * @param target of the loss
     * @param claimed gradients
     * @param wrong names of the wrong ones
     * @param element the one wrong element
     * @param change size of the fault
     */
    public PlantedRecord {
        wrong = List.copyOf(wrong);
    }

    /** {@return whether the claimed gradients are right} */
    public boolean isCorrect() {
        return fault.isEmpty();
    }
}

package dev.gradcheck.tensor;

import java.util.List;
import java.util.Optional;

/**
 * Where a recorded tensor comes from.
 *
 * @param recording that it belongs to
 * @param number in the order of the computation, from 0 on; operands have smaller ones
 * @param primitive that computed it; empty for a leaf
 * @param operands of the primitive, those that are constants included
 * @param place file and line of the code that computed it, such as "Layer.java:12"
 */
public record Origin(
        Recording recording, int number, Optional<Primitive> primitive, List<Tensor> operands, String place) {
    /**
     * Copies the list.
     *
     * @param recording that it belongs to
     * @param number in the order of the computation
     * @param primitive that computed it
     * @param operands of the primitive
     * @param place file and line
     */
    public Origin {
        operands = List.copyOf(operands);
    }

    /** Of a result; null where no operand is recorded. */
    static Origin of(Primitive primitive, Tensor[] operands) {
        for (Tensor operand : operands) {
            Optional<Origin> origin = operand.origin();
            if (origin.isPresent() && origin.get().recording().isOpen()) {
                return origin.get().recording().derived(primitive, List.of(operands));
            }
        }
        return null;
    }
}

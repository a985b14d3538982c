package dev.gradcheck.accused;

import dev.gradcheck.tensor.Arithmetic;
import dev.gradcheck.tensor.DType;
import dev.gradcheck.tensor.Origin;
import dev.gradcheck.tensor.Pointwise;
import dev.gradcheck.tensor.Primitive;
import dev.gradcheck.tensor.Tensor;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * Numbers that a dtype is too narrow for: an operation that makes infinities of finite numbers, of which float64 makes finite ones. What comes
 * of them may be finite again, such as 1/∞, and is wrong all the same.
 *
 * @param isForward whether it is in the forward pass
 * @param sentence how many elements exceed what, in which operation
 */
public record Overflow(boolean isForward, String sentence) {
    /**
     * {@return the first one that a result comes from; empty where there is none, or its computation is not known}
     *
     * @param history of both passes
     * @param result of this history
     */
    public static Optional<Overflow> of(History history, Tensor result) {
        return History.operations(result).stream()
                .filter(Overflow::isOverflow)
                .findFirst()
                .map(tensor -> of(tensor, history));
    }

    private static Overflow of(Tensor tensor, History history) {
        DType dtype = tensor.dtype();
        long count = IntStream.range(0, tensor.size())
                .filter(i -> Double.isInfinite(tensor.at(i)))
                .count();
        double largest = dtype.neighbour(Double.POSITIVE_INFINITY, false);
        Optional<String> layer = history.stage(tensor);
        String sentence = (count == 1 ? "1 element exceeds " : count + " elements exceed ") + dtype
                + "'s largest number " + largest + " in " + History.operation(tensor) + ", in the "
                + history.pass(tensor) + " pass"
                + layer.map(name -> " of layer " + name).orElse("");
        return new Overflow(history.isForward(tensor), sentence);
    }

    private static boolean isOverflow(Tensor tensor) {
        List<Tensor> operands = tensor.origin().orElseThrow().operands();
        return Double.isInfinite(tensor.maxAbs())
                && operands.stream().allMatch(operand -> Double.isFinite(operand.maxAbs()))
                && isFiniteInFloat64(tensor, operands);
    }

    private static boolean isFiniteInFloat64(Tensor tensor, List<Tensor> operands) {
        Primitive primitive = tensor.origin().flatMap(Origin::primitive).orElseThrow();
        if (primitive instanceof Primitive.Cast) {
            return true;
        }
        List<Tensor> lifted = operands.stream()
                .map(operand -> operand.in(Arithmetic.nearest(DType.FLOAT64)))
                .toList();
        return Double.isFinite(Pointwise.of(primitive, lifted).maxAbs());
    }
}

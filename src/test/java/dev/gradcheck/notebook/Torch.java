package dev.gradcheck.notebook;

import dev.gradcheck.tensor.Arithmetic;
import dev.gradcheck.tensor.DType;
import dev.gradcheck.tensor.Shape;
import dev.gradcheck.tensor.Tensor;
import java.util.Arrays;
import java.util.function.BinaryOperator;

/**
 * The few of PyTorch's operations that the notebook uses, with PyTorch's rules: broadcasting from the last axis on, int32 promoted
 * to the floating type of the other operand, matmul of vectors. Source: the PyTorch manual, "Broadcasting semantics" and "Tensor
 * Attributes: type promotion".
 */
final class Torch {
    private Torch() {}

    static Tensor add(Tensor a, Tensor b) {
        return broadcast(a, b, Tensor::plus);
    }

    static Tensor mul(Tensor a, Tensor b) {
        return broadcast(a, b, Tensor::times);
    }

    static Tensor div(Tensor a, Tensor b) {
        return broadcast(a, b, Tensor::dividedBy);
    }

    static Tensor sub(Tensor a, Tensor b) {
        return broadcast(a, b, Tensor::minus);
    }

    /** A Python number beside a tensor takes the tensor's arithmetic. */
    static Tensor number(double value, Tensor beside) {
        return Tensor.scalar(DType.FLOAT64, value).in(beside.arithmetic());
    }

    static Tensor exp(Tensor a) {
        return a.exp();
    }

    static Tensor log(Tensor a) {
        return a.log();
    }

    static Tensor neg(Tensor a) {
        return a.negate();
    }

    /** {@code torch.maximum(torch.zeros_like(x), x)}: NaN stays NaN. */
    static Tensor maximumWithZeros(Tensor x) {
        return x.relu();
    }

    /** {@code torch.matmul}: a vector is a row on the left and a column on the right, and its axis is gone from the result. */
    static Tensor matmul(Tensor a, Tensor b) {
        Tensor left = promote(a, b);
        Tensor right = promote(b, a);
        if (left.shape().rank() == 1) {
            Tensor row = left.reshape(Shape.of(1, left.size())).matmul(right);
            return row.reshape(Shape.of(right.shape().dimension(1)));
        }
        return left.matmul(right);
    }

    /** {@code 1 if tensor >= 0 else 0}: Python takes the truth of one number only. */
    static boolean isNonNegative(Tensor row) {
        if (row.size() != 1) {
            throw new IllegalStateException(
                    "Boolean value of Tensor with more than one value is ambiguous: the mask reads a row of "
                            + row.size() + " samples as one number");
        }
        return row.item() >= 0;
    }

    /** {@code matrix[i]}. */
    static Tensor row(Tensor matrix, int i) {
        return matrix.slice(0, i, i + 1).reshape(Shape.of(matrix.shape().dimension(1)));
    }

    private static Tensor broadcast(Tensor a, Tensor b, BinaryOperator<Tensor> operation) {
        Shape shape = broadcast(a.shape(), b.shape());
        return operation.apply(expand(promote(a, b), shape), expand(promote(b, a), shape));
    }

    private static Tensor promote(Tensor a, Tensor other) {
        Arithmetic target = other.arithmetic();
        return !a.dtype().isFloating() && target.dtype().isFloating() ? a.in(target) : a;
    }

    private static Shape broadcast(Shape a, Shape b) {
        int[] dimensions = new int[Math.max(a.rank(), b.rank())];
        for (int axis = 1; axis <= dimensions.length; axis++) {
            int inA = axis <= a.rank() ? a.dimension(a.rank() - axis) : 1;
            int inB = axis <= b.rank() ? b.dimension(b.rank() - axis) : 1;
            if (inA != inB && inA != 1 && inB != 1) {
                throw new IllegalArgumentException("shapes " + a + " and " + b + " do not broadcast");
            }
            dimensions[dimensions.length - axis] = inA == 1 ? inB : inA;
        }
        return Shape.of(dimensions);
    }

    /** The shape begins with as many axes of length 1 as are missing, and these and all others of length 1 are repeated. */
    private static Tensor expand(Tensor a, Shape shape) {
        int[] dimensions = new int[shape.rank()];
        Arrays.setAll(dimensions, axis -> {
            int own = axis - (shape.rank() - a.shape().rank());
            return own < 0 ? 1 : a.shape().dimension(own);
        });
        return a.reshape(Shape.of(dimensions)).broadcast(shape);
    }
}

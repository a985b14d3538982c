package dev.gradcheck.tensor;

import java.util.List;
import java.util.function.DoublePredicate;

/** What is done with each element of a tensor by itself, or with two elements at one place. */
public sealed interface Pointwise permits Tensor {
    /**
     * A function of every element.
     *
     * @param function with a name, or one that {@link Univariate} knows
     * @return the function's values
     */
    Tensor map(Univariate function);

    /**
     * {@return an operation of this tensor and others}
     *
     * @param primitive the operation
     * @param others the operands after this one
     * @throws IllegalArgumentException if shapes or dtypes do not fit
     */
    Tensor apply(Primitive primitive, Tensor... others);

    /**
     * {@return this + other, element by element}
     *
     * @param other a tensor of the same shape and dtype
     * @throws IllegalArgumentException if shape or dtype differ
     */
    default Tensor plus(Tensor other) {
        return apply(new Primitive.Binary(Primitive.Operation.PLUS), other);
    }

    /**
     * {@return this − other, element by element}
     *
     * @param other a tensor of the same shape and dtype
     * @throws IllegalArgumentException if shape or dtype differ
     */
    default Tensor minus(Tensor other) {
        return apply(new Primitive.Binary(Primitive.Operation.MINUS), other);
    }

    /**
     * {@return this · other, element by element}
     *
     * @param other a tensor of the same shape and dtype
     * @throws IllegalArgumentException if shape or dtype differ
     */
    default Tensor times(Tensor other) {
        return apply(new Primitive.Binary(Primitive.Operation.TIMES), other);
    }

    /**
     * {@return this / other, element by element}
     *
     * @param other a tensor of the same shape and dtype
     * @throws IllegalArgumentException if shape or dtype differ
     */
    default Tensor dividedBy(Tensor other) {
        return apply(new Primitive.Binary(Primitive.Operation.DIVIDE), other);
    }

    /**
     * {@return the larger of both, element by element; NaN where either is}
     *
     * @param other a tensor of the same shape and dtype
     * @throws IllegalArgumentException if shape or dtype differ
     */
    default Tensor maximum(Tensor other) {
        return apply(new Primitive.Binary(Primitive.Operation.MAXIMUM), other);
    }

    /**
     * {@return the smaller of both, element by element; NaN where either is}
     *
     * @param other a tensor of the same shape and dtype
     * @throws IllegalArgumentException if shape or dtype differ
     */
    default Tensor minimum(Tensor other) {
        return apply(new Primitive.Binary(Primitive.Operation.MINIMUM), other);
    }

    /**
     * {@return 1 where this &lt; other, else 0}
     *
     * @param other a tensor of the same shape and dtype
     */
    default Tensor lessThan(Tensor other) {
        return apply(new Primitive.Compare(Primitive.Relation.LESS), other);
    }

    /**
     * {@return 1 where this ≤ other, else 0}
     *
     * @param other a tensor of the same shape and dtype
     */
    default Tensor atMost(Tensor other) {
        return apply(new Primitive.Compare(Primitive.Relation.LESS_OR_EQUAL), other);
    }

    /**
     * {@return 1 where this = other, else 0}
     *
     * @param other a tensor of the same shape and dtype
     */
    default Tensor equalTo(Tensor other) {
        return apply(new Primitive.Compare(Primitive.Relation.EQUAL), other);
    }

    /**
     * This tensor as a mask.
     *
     * @param chosen of the same shape and dtype
     * @param otherwise of the same shape and dtype
     * @return the one where this is not 0, the other elsewhere
     */
    default Tensor where(Tensor chosen, Tensor otherwise) {
        return apply(new Primitive.Where(), chosen, otherwise);
    }

    /**
     * {@return every element times one number}
     *
     * @param factor rounded to the dtype first
     */
    default Tensor times(double factor) {
        return map(new Univariate.Scale(factor));
    }

    /**
     * {@return every element plus one number}
     *
     * @param summand rounded to the dtype first
     */
    default Tensor plus(double summand) {
        return map(new Univariate.Shift(summand));
    }

    /**
     * {@return every element to a power}
     *
     * @param exponent any number
     */
    default Tensor pow(double exponent) {
        return map(new Univariate.Power(exponent));
    }

    /** {@return −x} */
    default Tensor negate() {
        return map(Elementary.NEGATE);
    }

    /** {@return |x|} */
    default Tensor abs() {
        return map(Elementary.ABS);
    }

    /** {@return −1, 0 or 1} */
    default Tensor sign() {
        return map(Elementary.SIGN);
    }

    /** {@return x²} */
    default Tensor square() {
        return map(Elementary.SQUARE);
    }

    /** {@return 1/x} */
    default Tensor reciprocal() {
        return map(Elementary.RECIPROCAL);
    }

    /** {@return √x} */
    default Tensor sqrt() {
        return map(Elementary.SQRT);
    }

    /** {@return eˣ} */
    default Tensor exp() {
        return map(Elementary.EXP);
    }

    /** {@return the natural logarithm} */
    default Tensor log() {
        return map(Elementary.LOG);
    }

    /** {@return log(1 + x)} */
    default Tensor log1p() {
        return map(Elementary.LOG1P);
    }

    /** {@return eˣ − 1} */
    default Tensor expm1() {
        return map(Elementary.EXPM1);
    }

    /** {@return the hyperbolic tangent} */
    default Tensor tanh() {
        return map(Elementary.TANH);
    }

    /** {@return the logistic function} */
    default Tensor sigmoid() {
        return map(Elementary.SIGMOID);
    }

    /** {@return log(1 + eˣ)} */
    default Tensor softplus() {
        return map(Elementary.SOFTPLUS);
    }

    /** {@return max(x, 0)} */
    default Tensor relu() {
        return map(Elementary.RELU);
    }

    /** {@return 1 for x &gt; 0, else 0} */
    default Tensor step() {
        return map(Elementary.STEP);
    }

    /** {@return the error function} */
    default Tensor erf() {
        return map(Elementary.ERF);
    }

    /** {@return sin x} */
    default Tensor sin() {
        return map(Elementary.SIN);
    }

    /** {@return cos x} */
    default Tensor cos() {
        return map(Elementary.COS);
    }

    /**
     * The same numbers, taken as constants: what is computed does in real arithmetic not depend on them, as a softmax does not on the
     * number that is subtracted from all of its logits. A record differentiates by everything else.
     *
     * @return the same tensor
     */
    default Tensor detach() {
        return map(Elementary.DETACH);
    }

    /**
     * {@return a tensor of this shape and arithmetic, filled with one number}
     *
     * @param value rounded to the dtype
     */
    default Tensor like(double value) {
        Tensor self = (Tensor) this;
        return Tensor.fill(self.dtype(), self.shape(), value).in(self.arithmetic());
    }

    /**
     * Requires something of every element, without reading numbers out.
     *
     * @param requirement that NaN fulfils or not, as the caller wants it
     * @param what an element is, such as "the probability"
     * @param rule what it breaks, such as "is outside [0, 1]"
     * @return the same tensor
     * @throws IllegalArgumentException if an element does not fulfil it
     */
    default Tensor require(DoublePredicate requirement, String what, String rule) {
        Tensor self = (Tensor) this;
        for (double value : self.array()) {
            if (!requirement.test(value)) {
                throw new IllegalArgumentException(what + " " + value + " " + rule);
            }
        }
        return self;
    }

    /**
     * {@return the result of a primitive}
     *
     * @param primitive the operation
     * @param operands of one dtype
     * @throws IllegalArgumentException if shapes or dtypes do not fit
     */
    static Tensor of(Primitive primitive, List<Tensor> operands) {
        return operands.get(0)
                .apply(primitive, operands.subList(1, operands.size()).toArray(new Tensor[0]));
    }
}

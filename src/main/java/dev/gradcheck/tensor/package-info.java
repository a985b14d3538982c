/**
 * Dense, immutable, row-major tensors with a strict contract, and the arithmetic they are computed in.
 *
 * <p>Imports nothing of this project, and of libraries Commons Numbers alone (the error function's tail): a user's build may have any
 * version of any library of matrices.
 *
 * <p>Decisions:
 *
 * <ul>
 *   <li>Every element is stored as a {@code double} that is exactly representable in the tensor's {@link
 *       dev.gradcheck.tensor.DType}. An elementary operation on two float32 numbers, done in float64 and rounded once, is the
 *       correctly rounded float32 operation (53 &ge; 2&middot;24 + 2, Figueroa 1995), so one code path serves both precisions.
 *   <li>Elementary functions are {@link java.lang.StrictMath}'s: the same bits on every machine, which {@link java.lang.Math}
 *       does not promise.
 *   <li>{@link dev.gradcheck.tensor.Arithmetic} also knows <em>random rounding</em> (Vignes' stochastic arithmetic). Running a
 *       pass a few times with it measures what rounding does to every element of the result, cancellation included, without any
 *       analysis of the pass. All error budgets of this project that concern rounding come from there.
 *   <li>Nothing broadcasts and nothing is promoted: a shape or dtype that does not fit is an error. The notebook's torch-like
 *       broadcasting is private to its own package.
 *   <li>The operations are one sealed set of data, {@link dev.gradcheck.tensor.Primitive}; what they mean is said by interpreters, each of
 *       which the compiler holds to know all of them: the shape of a result, its value in an arithmetic, elsewhere its error, its derivative,
 *       the same in another library. {@link dev.gradcheck.tensor.Tensor} is a face: every operation is a primitive applied to operands.
 *   <li>Named functions ({@link dev.gradcheck.tensor.Elementary}) know their derivative, their accuracy and where they break; those given to {@code
 *       map} are opaque, and whoever needs their slope has to difference them.
 *   <li>A recorded tensor ({@link dev.gradcheck.tensor.Recording}) knows its origin and makes what is computed of it know its own; any other
 *       tensor has none, and costs nothing. Reading the numbers of a recorded tensor is noted with the reader's file and line.
 *   <li>Slices, paddings and patches are gathers: one primitive with one transpose, at the price of an index for each element. Reshapes copy
 *       nothing; views with strides were not needed for anything else.
 *   <li>What does in real arithmetic not depend on a number says so ({@code detach}): softmax of the maximum that it subtracts.
 * </ul>
 */
package dev.gradcheck.tensor;

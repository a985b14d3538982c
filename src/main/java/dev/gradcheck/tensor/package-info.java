/**
 * Dense, immutable, row-major tensors with a strict contract, and the arithmetic they are computed in.
 *
 * <p>Imports nothing of this project and no library: a user's build may have any version of any library of matrices.
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
 * </ul>
 */
package dev.gradcheck.tensor;

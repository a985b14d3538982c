/**
 * The contract of what can be checked: a function with a hand-written backward pass.
 *
 * <p>Imports {@code tensor} only.
 *
 * <p>Decisions:
 *
 * <ul>
 *   <li>A function is asked for its value and its pullback at one point together ({@link dev.gradcheck.function.Vjp}), as in
 *       ChainRules' {@code rrule} and JAX's {@code vjp}: a backward pass needs what the forward pass left behind.
 *   <li>A function is generic in its arithmetic: it computes in that of the point it is given. That is what makes the float64
 *       <em>shadow</em> of a float32 pass, and runs under random rounding, the same code as the pass that is judged.
 *   <li>That inputs and cotangent are untouched is guaranteed by construction: a {@link dev.gradcheck.tensor.Tensor} is immutable and
 *       copies arrays in and out, so a pass can neither change its point nor its upstream gradient. Only {@link
 *       dev.gradcheck.function.ScalarFunction} hands out an array; it gets a fresh copy each time and is compared afterwards.
 *   <li>Data that is not differentiated (inputs, targets) belongs to the function, which lifts it to the point's arithmetic.
 *   <li>The catalogue of faults ({@link dev.gradcheck.function.Fault}) lives here: it spoils any gradient and needs nothing but this
 *       contract, so that every package above can plant faults; what wraps a whole function with one is test code. What only a layer can get wrong (a mask, a batch sum) is in the layer's own list of mistakes, in {@code net}.
 * </ul>
 */
package dev.gradcheck.function;

/**
 * The only room in which code of a user runs: one class calls it, guards every call, and owns what is known of it.
 *
 * <p>Imports {@code record}, {@code function} and {@code tensor} only.
 *
 * <p>Decisions:
 *
 * <ul>
 *   <li>{@link dev.gradcheck.accused.Accused} alone calls the methods of {@link dev.gradcheck.function.Differentiable} and {@link
 *       dev.gradcheck.function.Pullback}, as a law that a test holds: ten places with ten catches were not all guarded.
 *   <li>The accused is arbitrary code. Whatever it throws is its own failure, an error too: an {@code assert}, a recursion without end, memory
 *       that it asks for in vain. Only what says that the virtual machine itself is broken, or that the thread shall end, goes on.
 *   <li>A failed call is a value, {@link dev.gradcheck.accused.Failure}, with a sentence that names what was thrown and the first place that is
 *       the user's. Nothing of the harness runs inside a guard: what the harness does wrong is never said to be the accused's fault.
 *   <li>That arguments are unchanged needs no guard: tensors and their maps cannot be written to, and what tries to throws. {@link
 *       dev.gradcheck.function.ScalarFunction} alone hands out arrays, and compares them.
 *   <li>Value and noise at a point, passes, and samples under random rounding are measured once, whoever asks.
 *   <li>A black box that loses digits shows no noise where its values stand still, or move in step with points that are spaced by powers of two. Its values
 *       then lie on a coarse grid ({@code Granularity}), or jump by a last place of numbers like the point's ({@link
 *       dev.gradcheck.accused.LastPlaces}): that is its rounding. Of 60 right gradients of ((1 + x) − 1)·y at tiny x all were called wrong otherwise, and of 15
 *       such kinds, 300 points each at three seeds, 6 of 13,500 are now.
 *   <li>The forward pass is recorded here, since recording is a call of it: once for each point.
 *   <li>Oracles see a {@link dev.gradcheck.accused.ForwardPass} and nothing else.
 * </ul>
 */
package dev.gradcheck.accused;

/**
 * The record of a forward pass: the graph of the primitives that lead from the parameters to the value, with their values at the point.
 *
 * <p>Imports {@code function} and {@code tensor} only.
 *
 * <p>Decisions:
 *
 * <ul>
 *   <li>A record is made of what a tensor knows of its origin, after the pass has ended: recording needs no second way to run a function.
 *   <li>Tensors that do not depend on a parameter are constants, whatever they were computed of.
 *   <li>A tensor that was read makes the record incomplete, whether its numbers matter or not: that cannot be seen. What only looks at numbers
 *       to refuse them says so by {@link dev.gradcheck.tensor.Tensor#require}.
 *   <li>What the value does not depend on is left out.
 * </ul>
 */
package dev.gradcheck.record;

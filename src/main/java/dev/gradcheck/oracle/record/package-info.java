/**
 * The recorded forward pass as an oracle: one reverse sweep in bounded numbers.
 *
 * <p>Imports {@code oracle}, {@code accused}, {@code record}, {@code function} and {@code tensor}.
 *
 * <p>Decisions:
 *
 * <ul>
 *   <li>Two interpreters of the primitives make up the whole: one bounds the error of a result ({@code ErrorAnalysis}), one pulls a cotangent
 *       back ({@code Adjoint}). The second is written in what the first bounds, so that the errors of the backward sweep need no rules of
 *       their own. Neither knows a hand-written backward pass; a test judges each by differences.
 *   <li>No constant is tuned: 2&#8315;&#8309;&#179; for each rounding, what the JDK promises for each function, the mean value theorem between.
 *   <li>A choice that is not certain within the errors of what it is made of (which side of a kink, which of two numbers is the larger, which
 *       element of a window) has the middle of all derivatives as its value and their distance as its error. What it does not concern keeps
 *       its digits; what it does concern is left to differences, which see one side after the other.
 *   <li>Only what moves with a parameter can be uncertain in that way: a mask of constants, or of detached numbers, is what it is.
 *   <li>A function that is known by its values alone is differenced at each number, by the same ladder as everything else.
 *   <li>The same sweep in random arithmetic ({@code OtherOrders}) samples what rounding does in this order of operations. Its numbers are in the
 *       arithmetic of the pass and have no bounds: the rules are the same, and what analyses errors is not asked.
 *   <li>A record that is not complete is no evidence; one that differences contradict neither.
 * </ul>
 */
package dev.gradcheck.oracle.record;

/**
 * The error budget, the comparison and the verdict, and the diagnosis of a fault. The only place where numbers are compared within a
 * tolerance.
 *
 * <p>Imports {@code oracle}, {@code function} and {@code tensor}.
 *
 * <p>Decisions:
 *
 * <ul>
 *   <li>No tolerance is tuned by hand and there is no absolute floor. What is allowed is the oracle's bound on its own error plus
 *       the accused's own rounding, measured on the very pass that is judged ({@link dev.gradcheck.verdict.RoundingError}). A
 *       contradiction beyond both is a wrong formula, however small the gradient.
 *   <li>"Agrees" is only said where the budget is small enough to tell; otherwise the verdict is "undecided", or "imprecise" where it
 *       is the accused's own rounding that hides the answer.
 *   <li>A verdict is an enum and not a class for each: all verdicts carry the same evidence, which is the {@link
 *       dev.gradcheck.verdict.Finding}'s.
 *   <li>{@code function} is imported, unlike in the first draft of the design, because a diagnosis may use the parameters' values.
 * </ul>
 */
package dev.gradcheck.verdict;

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
 *   <li>An oracle without a bound is believed where it comes close to a value that is not zero and whose own rounding is little: two
 *       independent computations, one of them wrong, do not meet. And where the whole gradient is noise, autograd's bound tells as soon as
 *       it is as small as what rounding does to the function itself ({@link dev.gradcheck.verdict.Scale}).
 *   <li>A resolution is twice what was allowed: the oracle's error and the rounding may both point in the direction of a fault, and
 *       only what is larger than that is surely seen.
 *   <li>What is typical of the rounding in a tensor is no more than the largest deviation in it: elements that are nothing but noise
 *       are off by many times themselves, and would excuse a flipped sign elsewhere.
 *   <li>The contracts of backward passes are findings of their own, by witnesses that are no oracles. A gradient that is missing, extra or
 *       of another form is {@link dev.gradcheck.verdict.Structure}'s. A zero cotangent that gives no zero, or a gradient that is not linear in
 *       it ({@link dev.gradcheck.verdict.Linearity}), <em>disagrees</em>: the formula is wrong for another upstream gradient. A call that
 *       gives other bits the second time, or throws then, is <em>malformed</em>: the pass is no function, so its values mean nothing. A
 *       forward value that is another one with the backward pass than without it ({@link dev.gradcheck.verdict.ForwardValues})
 *       <em>disagrees</em>: the gradient is then that of another function than the oracles see. {@link
 *       dev.gradcheck.verdict.Taylor} <em>disagrees</em> only where first order is seen on both sides down to the noise and no kink is
 *       near; what it cannot tell is not run, with the reason, and never passed.
 *   <li>What a function says of its own kinks excuses a value only where it fits what was measured there ({@link
 *       dev.gradcheck.verdict.KinkEvidence}): otherwise a layer that is wrong about its slopes would excuse itself.
 *   <li>Where random rounding moves nothing, the arithmetic is out of its reach (loops over arrays, foreign code). Eight units in the last
 *       place are no measurement then: close points show the rounding in the gradient's own values ({@link
 *       dev.gradcheck.verdict.CloseGradients}), and whether it is float32 work.
 *   <li>Elements that share one kink are judged together ({@link dev.gradcheck.verdict.Ties}), along a fixed set of directions, and only where
 *       what they move together is not the sum of what each moves: separate kinks may follow conventions of their own.
 *   <li>A zero is decided against the slopes beside the point, since it has no size of its own.
 *   <li>What the declared dtype loses has to be what rounding in it explains ({@link dev.gradcheck.verdict.Precision}): of the shadow, scaled;
 *       else of random rounding in that dtype. The rest disagrees, and so does a gradient without one right digit, but for what is small
 *       against the whole gradient (a weight before a batch norm has only rounding in float32), and at kinks. Of 1,533 random float32
 *       networks none was called wrong so; a factor of 1.001 that only the float32 pass has was found in 285 of 288, 1.0001 in 284.
 *   <li>A verdict is an enum and not a class for each: all verdicts carry the same evidence, which is the {@link
 *       dev.gradcheck.verdict.Finding}'s.
 *   <li>{@code function} is imported, unlike in the first draft of the design, because a diagnosis may use the parameters' values.
 *   <li>From evidence to verdict there is one table, {@link dev.gradcheck.verdict.Rule}, a row a rule with its sentence.
 *   <li>What a finding is about ({@link dev.gradcheck.verdict.Subject}) and where it comes from ({@link dev.gradcheck.verdict.Source}) are
 *       types: a parameter may be called loss, and an oracle structure.
 * </ul>
 */
package dev.gradcheck.verdict;

/**
 * One check from beginning to end: primal, structure, values, verdict, diagnosis, report.
 *
 * <p>Imports {@code verdict}, {@code oracle}, {@code oracle.record}, {@code accused}, {@code function} and {@code tensor}; neither the networks nor DJL, which come in as
 * {@link dev.gradcheck.function.Differentiable} and {@link dev.gradcheck.oracle.GradientOracle}.
 *
 * <p>Decisions:
 *
 * <ul>
 *   <li>The pass is run in the arithmetic it was declared in, in its declared dtype, and as its float64 shadow. Oracles judge the
 *       shadow; the declared dtype is compared with the shadow. So a wrong formula and lost digits are two findings.
 *   <li>Contracts are examined once for a check, on the shadow, where rounding is least; "same call, same bits" in the declared dtype too.
 *       Each that is broken is a finding of its own; those that hold are one finding for each gradient, and Taylor's test is one for the
 *       function's value, or one for each gradient that it finds wrong. Where two calls differ by more than rounding, other contracts are not
 *       examined, and said to be not run.
 *   <li>A gradient depends on point and cotangent only: pullbacks are interleaved with those of another point, run on another thread, and the
 *       samples of random rounding, which are no random numbers, are drawn twice in opposite orders, so that what is wrong in every n-th
 *       call shows. Two calls at once are made only where the function says that it allows them: no other promise is broken by a race.
 *   <li>The forward pass alone is run beside that of the backward pass, whose value it has to have: it is all that finite differences see.
 *       Where it throws at the point, or has another shape, nothing can be judged, and that is the one finding.
 *   <li>A pass that throws is a finding like any other. Only a mistake of the caller throws. An oracle that breaks is a finding of its own,
 *       which nobody settles and which says nothing of the gradient.
 *   <li>What rounding explains in numbers of another program is what it does to this project's own backward pass, and, where they are in
 *       dispute, what it does to the reverse sweep of the recorded forward pass: two orders of operations, of which one cancels where the
 *       other does not. That is the one thing {@code oracle.record} is asked for here.
 *   <li>A coarser arithmetic than the declared one explains a claim only as a whole, and is then the diagnosis, not an excuse: the claim still
 *       disagrees.
 *   <li>Contracts are objects of one interface, which ask {@link dev.gradcheck.accused.Accused} and note what they see.
 *   <li>What has no elements is not run, and a check that compared nothing counts as not run, too.
 * </ul>
 */
package dev.gradcheck.check;

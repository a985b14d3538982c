/**
 * One check from beginning to end: primal, structure, values, verdict, diagnosis, report.
 *
 * <p>Imports {@code verdict}, {@code oracle}, {@code function} and {@code tensor}; neither the networks nor DJL, which come in as
 * {@link dev.gradcheck.function.Differentiable} and {@link dev.gradcheck.oracle.GradientOracle}.
 *
 * <p>Decisions:
 *
 * <ul>
 *   <li>The pass is run in the arithmetic it was declared in, in its declared dtype, and as its float64 shadow. Oracles judge the
 *       shadow; the declared dtype is compared with the shadow. So a wrong formula and lost digits are two findings.
 *   <li>A pass that throws is a finding like any other. Only a mistake of the caller throws.
 * </ul>
 */
package dev.gradcheck.check;

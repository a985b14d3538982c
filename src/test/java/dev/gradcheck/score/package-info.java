/**
 * The scoreboard: how the harness does on nets whose claimed gradients are right or wrong in a known way.
 *
 * <p>Test code: only this project's own acceptance needs it. Imports everything but {@code report} and {@code testing}.
 *
 * <p>Decisions:
 *
 * <ul>
 *   <li>The other tools' figures are data beside the code ({@code peers.json}), so that console, report and README show the same ones.
 *   <li>A recorded gradient is judged by the same {@code GradientCheck} as any other function. What rounding explains in it is
 *       measured, as everywhere, under random rounding: not of the code that made it, which is gone, but of the textbook formulas of
 *       the same net in the same dtype, cancellation included.
 * </ul>
 */
package dev.gradcheck.score;

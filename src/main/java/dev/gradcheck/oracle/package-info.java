/**
 * Independent ways to a gradient, each with a bound on its own error: the contract, and finite differences.
 *
 * <p>Imports {@code accused}, {@code function} and {@code tensor}, never {@code net}: the judge shares no code with the accused.
 *
 * <p>Decisions:
 *
 * <ul>
 *   <li>A function that throws at a step has no value there, like one that is NaN: the step is left out, and smaller ones are tried. What
 *       was thrown goes with the slope ({@link dev.gradcheck.oracle.Slope#obstacle}), so that an undecided element can say why.
 *   <li>A claim answers how well an estimate supports it ({@link dev.gradcheck.oracle.Support}), so that effort goes where it decides: a
 *       claim near the edge of the bound is asked of a finer ladder, whose bound is several times smaller. Where the first bound is too
 *       wide to tell, the finer one may confirm the claim but not contradict it: of 1,000 correct nets with a loss of 1e13 five were
 *       called wrong otherwise, because noise hid kinks from the short steps.
 *   <li>Each element has a natural length of its own: its size, or 1 where that is smaller. Where the function does not change over it, or is
 *       on a plateau, other lengths are tried before that is said.
 *   <li>What is as low as a rounding of numbers like the point's contradicts nobody: jumps of that height are rounding, along every line once seen
 *       along one ({@code Steps}); so is what longer steps and the claim agree on, and shorter steps are too short to see.
 *   <li>A function that computes in float32 whatever it is asked for is asked at float32 numbers only ({@code Grid}): a step that it rounds is
 *       another one. Beside a pole, at 1 − x of 10⁻⁴ to 10⁻¹, 264 of 300 right gradients of −Σ log(1 − x) were undecided otherwise, and none is now.
 *   <li>At the edge of a domain the side that has values is believed ({@code OneSided}), and the slope says so.
 *   <li>An estimate that is no number has no bound, whoever made it: a bound around NaN would make every gradient wrong.
 * </ul>
 */
package dev.gradcheck.oracle;

/**
 * Autograd as an oracle: PyTorch through DJL, on the CPU and on CUDA devices.
 *
 * <p>Imports {@code oracle}, {@code oracle.record}, {@code accused}, {@code record}, {@code graph}, {@code function}, {@code tensor}, {@code process} and {@code oracle.djl.torch}, which finds and loads PyTorch;
 * beside that one it is the only importer of {@code ai.djl}.
 *
 * <p>Decisions:
 *
 * <ul>
 *   <li>What is differentiated is a {@link dev.gradcheck.oracle.djl.Twin}, the function written once more in DJL's
 *       operations: it shares no line with the pass that is judged. Where nobody has written one, the recorded pass is replayed: a {@code
 *       ReplayedStep} is the meaning of each primitive in DJL's operations. Twin and replay of each layer are compared in a test.
 *   <li>Autograd has no error bound of its own. It is measured: the same twin runs in float32 and in float64, and what
 *       the two differ by, scaled to the type judged, bounds the rounding error; where float32 saturates, there is no
 *       bound. A wrong twin is not noticed by that; finite differences notice it, as a conflict of oracles.
 *   <li>One such difference can be small by accident. In a dispute rounding is sampled a thousandth aside in both types, and in float64
 *       with factors on the cotangent, in which the gradient is linear and its rounding is not; and a few roundings of the tensor's
 *       largest element are allowed, since what cancels to a plain zero in every run shows in none.
 *   <li>One lock around all of it: DJL allows one gradient collector per process.
 *   <li>TF32 is switched by environment variables that are read once, so what it does when it is on is measured in a JVM of its own
 *       ({@link dev.gradcheck.oracle.djl.Tf32Digits}).
 * </ul>
 */
package dev.gradcheck.oracle.djl;

/**
 * Finding PyTorch and its devices, and loading it: which library, whether it fits, where it can compute.
 *
 * <p>Imports {@code oracle} (for its exception), and with {@code oracle.djl} is the only importer of {@code ai.djl}; it alone imports {@code com.sun.jna}.
 *
 * <p>Decisions:
 *
 * <ul>
 *   <li>The library is looked at before it is loaded ({@link dev.gradcheck.oracle.djl.torch.NativeLibrary}): a PyTorch of
 *       another version loads without complaint and fails at the first tensor with nonsense.
 *   <li>The machine is asked in one place ({@code Machine}), so that what a machine without a driver, a runtime or a
 *       fitting PyTorch is told can be tested on any.
 *   <li>DJL's cache is looked at before it is used ({@code EngineCache}): a library that was cut short would end the JVM. Lengths are
 *       compared, not contents, which would take seconds; bits that rotted within a file of the right length are not seen.
 *   <li>DJL counts CUDA devices once, through a library called {@code libcudart.so}. Where a machine has none, PyTorch's own is given that
 *       name first ({@code CudaRuntime}), by JNA, which is on the classpath for DJL.
 *   <li>TF32 is measured here, as something to know of a device; what it costs in digits is a comparison of gradients' arithmetic and
 *       stays with autograd.
 * </ul>
 */
package dev.gradcheck.oracle.djl.torch;

package dev.gradcheck.foreign;

import dev.gradcheck.tensor.Tensor;
import java.nio.file.Path;

/**
 * A tensor of a dump.
 *
 * @param tensor in the dtype in which it is stored
 * @param file that holds it
 * @param name of it there; empty in a {@code .npy} file
 */
record Stored(Tensor tensor, Path file, String name) {}

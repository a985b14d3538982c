package dev.gradcheck.golden.yaml;

import java.nio.file.Path;
import java.util.Set;

/**
 * A golden file, and what it reads beside itself.
 *
 * @param folder that nothing leads out of
 * @param file the golden file
 * @param used the files of numbers that were read, by their real paths; grows
 */
record Source(Path folder, Path file, Set<Path> used) {}

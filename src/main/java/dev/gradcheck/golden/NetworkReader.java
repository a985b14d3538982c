package dev.gradcheck.golden;

import dev.gradcheck.tensor.DType;
import java.util.List;

/** Reads the network and the point of a golden file, in one of the two forms a file can have. */
sealed interface NetworkReader permits NamedReader, InlineReader {
    /** All keys of a file of this form. */
    List<String> keys();

    /** Whether such a file may leave out what is expected, and be judged by the oracles alone. */
    boolean mayExpectNothing();

    /** What can be read; the problems of the rest are noted. */
    NetworkPart read(Fields fields, DType dtype);
}

package dev.gradcheck.golden.yaml;

import dev.gradcheck.function.Parameters;
import dev.gradcheck.golden.NetworkChoice;
import dev.gradcheck.tensor.DType;
import java.util.List;
import java.util.Optional;

/** Reads the network and the point of a golden file, in one of the two forms a file can have. */
sealed interface NetworkReader permits NamedReader, InlineReader {
    /** All keys of a file of this form. */
    List<String> keys();

    /** Whether such a file may leave out what is expected, and be judged by the oracles alone. */
    boolean mayExpectNothing();

    /** What can be read; the problems of the rest are noted. */
    Part read(Fields fields, DType dtype);

    /**
     * What a golden file says of the network and of the point, as far as it could be read.
     *
     * @param network with its inputs; empty if it could not be read
     * @param point the parameters that could be read
     * @param claimed gradients of another program; none where there are none
     * @param vocabulary empty where the network is unknown: then any name will do
     */
    record Part(
            Optional<NetworkChoice> network, Parameters point, Parameters claimed, Optional<Vocabulary> vocabulary) {}
}

package dev.gradcheck.golden;

import dev.gradcheck.function.Parameters;
import java.util.Optional;

/**
 * What a golden file says of the network and of the point, as far as it could be read.
 *
 * @param network with its inputs; empty if it could not be read
 * @param point the parameters that could be read
 * @param vocabulary empty where the network is unknown: then any name will do
 */
record NetworkPart(Optional<NetworkChoice> network, Parameters point, Optional<Vocabulary> vocabulary) {}

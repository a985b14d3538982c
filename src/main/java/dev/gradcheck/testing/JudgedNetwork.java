package dev.gradcheck.testing;

import dev.gradcheck.function.Differentiable;
import dev.gradcheck.function.Parameters;
import dev.gradcheck.golden.GoldenCase;
import dev.gradcheck.golden.yaml.GoldenReader;
import dev.gradcheck.oracle.djl.Twin;
import dev.gradcheck.tensor.DType;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A network at a point, with its autograd twin if it has one: what devices are compared on.
 *
 * @param name as the report shows it
 * @param function the network
 * @param point its parameters
 * @param dtype in which it is declared
 * @param twin the same in DJL's operations; empty where the record is replayed
 */
public record JudgedNetwork(String name, Differentiable function, Parameters point, DType dtype, Optional<Twin> twin) {
    /**
     * {@return the golden cases of a folder; what cannot be read is the golden suite's to tell}
     *
     * @param networks that the files can name
     * @param folder of golden files
     */
    public static Stream<JudgedNetwork> golden(Networks networks, Path folder) {
        return new GoldenReader(networks.catalog())
                .readAll(folder).stream().flatMap(file -> file.cases().stream()).map(golden -> of(networks, golden));
    }

    private static JudgedNetwork of(Networks networks, GoldenCase golden) {
        return new JudgedNetwork(
                golden.id(),
                networks.catalog().function(golden),
                golden.parameters(),
                golden.dtype(),
                networks.twin(golden));
    }
}

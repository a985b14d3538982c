package dev.gradcheck.golden;

import dev.gradcheck.function.Parameters;
import dev.gradcheck.graph.MixedPrecision;
import dev.gradcheck.tensor.DType;
import java.nio.file.Path;
import java.util.List;

/**
 * A network at a point, what is expected of it there, and what is known to be wrong with it.
 * {@link NetworkCatalog#function} makes of it the function that is judged.
 *
 * @param id the file's path below the golden folder, without its ending; where the file lists several dtypes, with a
 *     dot and the dtype
 * @param file where it was read from
 * @param network named or described, at its inputs
 * @param dtype the dtype the case is declared in: float32 or float64
 * @param parameters the point, each tensor in the dtype the file gives it, which is the case's unless it says so
 * @param claimed gradients that another program computed, which are judged in the place of the network's own; none: its own are
 * @param expected the values that are expected, at least one where the network is named
 * @param provenance where the values come from
 * @param known what is known to be wrong, in the order of the file
 * @param limits what would be reported, but fails here
 */
public record GoldenCase(
        String id,
        Path file,
        NetworkChoice network,
        DType dtype,
        Parameters parameters,
        Parameters claimed,
        Expected expected,
        String provenance,
        List<KnownDiscrepancy> known,
        Limits limits) {
    /**
     * Copies.
     *
     * @param id the case's name
     * @param file where it was read from
     * @param network named or described
     * @param dtype the declared dtype
     * @param parameters the point
     * @param claimed gradients of another program
     * @param expected the expected values
     * @param provenance where the values come from
     * @param known what is known to be wrong
     * @param limits what fails here
     */
    public GoldenCase {
        known = List.copyOf(known);
    }

    /** {@return the coarsest type in which the pass keeps numbers: the dtype, or that of values in mixed precision} */
    public DType coarsest() {
        return network.either(named -> dtype, inline -> inline.architecture()
                .mixed()
                .map(MixedPrecision::values)
                .orElse(dtype));
    }
}

package dev.gradcheck.golden;

import dev.gradcheck.function.Parameters;
import dev.gradcheck.tensor.DType;
import dev.gradcheck.tensor.Tensor;
import java.nio.file.Path;
import java.util.List;

/**
 * A network at a point, what is expected of it there, and what is known to be wrong with it.
 * {@link NetworkCatalog#function} makes of it the function that is judged.
 *
 * @param id the file's path below the golden folder, without its ending; where the file lists several dtypes, with a
 *     dot and the dtype
 * @param file where it was read from
 * @param network a name in the catalog it was read with
 * @param dtype the dtype the case is declared in: float32 or float64
 * @param parameters the point, each tensor in the dtype the file gives it, which is the case's unless it says so
 * @param input finite, of a shape the network takes
 * @param target finite, of a shape the network takes
 * @param expected the values that are expected, at least one
 * @param provenance where the values come from
 * @param known what is known to be wrong, in the order of the file
 * @param limits what would be reported, but fails here
 */
public record GoldenCase(
        String id,
        Path file,
        String network,
        DType dtype,
        Parameters parameters,
        Tensor input,
        Tensor target,
        Expected expected,
        String provenance,
        List<KnownDiscrepancy> known,
        Limits limits) {
    /**
     * Copies.
     *
     * @param id the case's name
     * @param file where it was read from
     * @param network the network's name
     * @param dtype the declared dtype
     * @param parameters the point
     * @param input the input
     * @param target the target
     * @param expected the expected values
     * @param provenance where the values come from
     * @param known what is known to be wrong
     * @param limits what fails here
     */
    public GoldenCase {
        known = List.copyOf(known);
    }
}

package dev.gradcheck.score;

import dev.gradcheck.tensor.DType;
import dev.gradcheck.verdict.Diagnosis;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What a kind of record is, and what may be asked of a judge of it.
 *
 * @param kind as in the records
 * @param dtype of the records
 */
public record FaultKind(String kind, DType dtype) {
    private static final String BROADCAST = "broadcast along the wrong axis";
    private static final String TRANSPOSED = "transposed";

    /**
     * Where the activation's derivative is 1 (a linear last layer, active units) laying the upstream gradient along the wrong axis
     * and transposing give the very same numbers: a gradient that one of the names explains is then explained by the other.
     */
    private static final Set<String> SAME_NUMBERS = Set.of(BROADCAST, TRANSPOSED);

    /** The right name for each structural fault. */
    private static final Map<String, String> NAMES = Map.ofEntries(
            Map.entry("sign", "sign"),
            Map.entry("huge_sign", "sign"),
            Map.entry("saturated_sign", "sign"),
            Map.entry("axis_swap", BROADCAST),
            Map.entry("transpose", TRANSPOSED),
            Map.entry("no_mask", "activation mask missing"),
            Map.entry("no_1_over_batch", "mean taken for a sum"),
            Map.entry("bias_first_row", "not summed over the batch"),
            Map.entry("neighbour_shift", "neighbour's value"),
            Map.entry("element_dropped", "dropped"),
            Map.entry("saturated_element_dropped", "dropped"));

    /**
     * {@return the kind of a record}
     *
     * @param record any record
     */
    static FaultKind of(PlantedRecord record) {
        return new FaultKind(record.kind(), record.dtype());
    }

    /** {@return whether the claimed gradients are right} */
    public boolean isCorrect() {
        return kind.startsWith("none");
    }

    /** {@return the name that a diagnosis should give; empty where the fault is no structural one} */
    public Optional<String> rightName() {
        return Optional.ofNullable(NAMES.get(kind));
    }

    /**
     * {@return the least share of records that must be flagged, 0 to 1; empty where it is not fair to ask}
     *
     * @param mode the oracles
     */
    public Optional<Double> bar(Mode mode) {
        if (isCorrect() || !kind.contains("element_1e-")) {
            return isCorrect() ? Optional.empty() : Optional.of(1.0);
        }
        double size = Double.parseDouble(kind.substring(kind.lastIndexOf("1e-")));
        boolean huge = kind.startsWith("huge");
        if (dtype == DType.FLOAT32) {
            return size >= 1e-4 && !(huge && mode == Mode.DIFFERENCES) ? Optional.of(1.0) : Optional.empty();
        }
        if (mode == Mode.DIFFERENCES) {
            return huge ? Optional.empty() : differences(size);
        }
        return Optional.of(1.0);
    }

    private static Optional<Double> differences(double size) {
        if (size >= 1e-6) {
            return Optional.of(1.0);
        }
        return size >= 1e-8 ? Optional.of(0.97) : Optional.empty();
    }

    /**
     * {@return whether a diagnosis has the right name}
     *
     * @param name what it says
     */
    boolean isRight(String name) {
        return rightName()
                .filter(right -> right.equals(name) || SAME_NUMBERS.contains(right) && SAME_NUMBERS.contains(name))
                .isPresent();
    }

    /**
     * {@return whether a diagnosis is wrong and sure of it}
     *
     * @param name what it says
     */
    boolean isWrong(String name) {
        return rightName().isPresent() && !isRight(name) && !name.equals(Diagnosis.UNEXPLAINED);
    }

    @Override
    public String toString() {
        return kind + " " + dtype;
    }
}

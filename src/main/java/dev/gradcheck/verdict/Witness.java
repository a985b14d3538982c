package dev.gradcheck.verdict;

import dev.gradcheck.oracle.GradientOracle;
import dev.gradcheck.tensor.DType;

/**
 * Who says it: which oracle or examination, in which dtype, on which device.
 *
 * @param oracle "finite differences", "autograd", "shadow", "structure", "golden value"
 * @param dtype the type in which the judged gradient was computed
 * @param device "cpu", "cuda:0"
 */
public record Witness(String oracle, DType dtype, String device) {
    /** The device of all of this project's own passes. */
    public static final String CPU = "cpu";

    /**
     * {@return the witness that an oracle is}
     *
     * @param oracle an oracle
     */
    public static Witness of(GradientOracle oracle) {
        return new Witness(oracle.name(), oracle.dtype(), oracle.device());
    }

    /** As in "autograd (float64, cpu)". */
    @Override
    public String toString() {
        return oracle + " (" + dtype + ", " + device + ")";
    }
}

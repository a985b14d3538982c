package dev.gradcheck.verdict;

import dev.gradcheck.oracle.GradientOracle;
import dev.gradcheck.tensor.DType;
import java.util.Set;

/**
 * Who says it: which oracle or examination, in which dtype, on which device.
 *
 * @param oracle "finite differences", "autograd", "shadow", "structure", "contract", "taylor", "golden value"
 * @param dtype the type in which the judged gradient was computed
 * @param device "cpu", "cuda:0"
 */
public record Witness(String oracle, DType dtype, String device) {
    private static final Set<String> OF_THE_CASE = Set.of("golden value", "known discrepancy", "limit of the case");

    /** They give no value for each element, or none of their own. */
    private static final Set<String> OF_THE_PASS =
            Set.of(Structure.ORACLE, Precision.ORACLE, Contracts.ORACLE, Taylor.ORACLE);

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

    /** {@return whether this is an oracle: an independent way to the gradient, and not another look at the pass itself} */
    public boolean isOracle() {
        return !OF_THE_PASS.contains(oracle) && !isOfTheCase();
    }

    /**
     * {@return whether this is a contract of backward passes, Taylor's test included: it looks at the gradient under other cotangents, in
     *     other calls or along whole directions, so its values are not those that the oracles speak of}
     */
    public boolean isContract() {
        return oracle.equals(Contracts.ORACLE) || oracle.equals(Taylor.ORACLE);
    }

    /** {@return whether this is what a golden file fixes: a value, a declaration, a limit; not something seen in the gradient} */
    public boolean isOfTheCase() {
        return OF_THE_CASE.contains(oracle);
    }

    /** As in "autograd (float64, cpu)". */
    @Override
    public String toString() {
        return oracle + " (" + dtype + ", " + device + ")";
    }
}

package dev.gradcheck.verdict;

import dev.gradcheck.oracle.GradientOracle;
import dev.gradcheck.tensor.DType;

/**
 * Who says it: which oracle or examination, in which dtype, on which device.
 *
 * @param source an oracle, or one of the harness's own examinations
 * @param oracle its name, such as "finite differences" or "structure"
 * @param dtype the type in which the judged gradient was computed
 * @param device "cpu", "cuda:0"
 */
public record Witness(Source source, String oracle, DType dtype, String device) {
    /** The device of all of this project's own passes. */
    public static final String CPU = "cpu";

    /**
     * An oracle, whatever it is called.
     *
     * @param oracle its name
     * @param dtype in which it computes
     * @param device where it computes
     */
    public Witness(String oracle, DType dtype, String device) {
        this(Source.ORACLE, oracle, dtype, device);
    }

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
        return source == Source.ORACLE;
    }

    /**
     * {@return whether this is a contract of backward passes, Taylor's test included: it looks at the gradient under other cotangents, in
     *     other calls or along whole directions, so its values are not those that the oracles speak of}
     */
    public boolean isContract() {
        return source == Source.CONTRACT
                || source == Source.TAYLOR
                || source == Source.JOINT
                || source == Source.BLIND_SPOTS;
    }

    /** {@return whether this is what a golden file fixes: a value, a declaration, a limit; not something seen in the gradient} */
    public boolean isOfTheCase() {
        return source == Source.GOLDEN_VALUE || source == Source.KNOWN_DISCREPANCY || source == Source.LIMIT;
    }

    /** As in "autograd (float64, cpu)". */
    @Override
    public String toString() {
        return oracle + " (" + dtype + ", " + device + ")";
    }
}

package dev.gradcheck.verdict;

import dev.gradcheck.tensor.DType;

/** Where a finding comes from: an oracle, whatever it is called, or an examination of this harness. */
public enum Source {
    /** An independent way to the gradient; it has a name of its own. */
    ORACLE("oracle"),
    /** The form of the gradient. */
    STRUCTURE("structure"),
    /** The declared dtype against float64. */
    SHADOW("shadow"),
    /** What every backward pass has to obey. */
    CONTRACT("contract"),
    /** Taylor's test, along whole directions. */
    TAYLOR("taylor"),
    /** Elements that share a kink, moved together. */
    JOINT("joint directions"),
    /** Usual mistakes planted into a gradient that agrees. */
    BLIND_SPOTS("blind spots"),
    /** A value that a golden file fixes. */
    GOLDEN_VALUE("golden value"),
    /** A declaration of a golden file. */
    KNOWN_DISCREPANCY("known discrepancy"),
    /** A limit of a golden file. */
    LIMIT("limit of the case");

    private final String label;

    Source(String label) {
        this.label = label;
    }

    /** {@return the name of this witness, as in reports, golden files and {@code summary.json}} */
    public String label() {
        return label;
    }

    /**
     * {@return the witness that this examination is}
     *
     * @param dtype in which the judged gradient was computed
     */
    public Witness in(DType dtype) {
        return new Witness(this, label, dtype, Witness.CPU);
    }
}

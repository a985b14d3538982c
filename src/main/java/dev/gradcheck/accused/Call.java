package dev.gradcheck.accused;

/** What the accused is asked for. */
public enum Call {
    /** Its value. */
    FORWARD("the forward pass"),
    /** Its gradient. */
    BACKWARD("the backward pass"),
    /** Named intermediate values of the forward pass. */
    TRACE("the trace of the forward pass"),
    /** Mistakes it may contain. */
    SUSPICIONS("the list of suspicions"),
    /** Gradients by each choice at a kink. */
    CONVENTIONS("the list of conventions"),
    /** What it is composed of. */
    STAGES("the list of stages"),
    /** Of which classes it is made. */
    CLASSES("the list of classes"),
    /** What it is called. */
    NAME("the function's name()");

    private final String label;

    Call(String label) {
        this.label = label;
    }

    /** {@return what it is, as the subject of a sentence} */
    @Override
    public String toString() {
        return label;
    }
}

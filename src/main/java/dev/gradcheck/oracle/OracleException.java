package dev.gradcheck.oracle;

/** An oracle cannot answer. The message says what was looked for, what was found, and the remedy. */
public final class OracleException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final boolean isInapplicable;

    /**
     * With the reason.
     *
     * @param message what, why, and the remedy
     */
    public OracleException(String message) {
        this(message, null, false);
    }

    /**
     * With the reason and what lies behind it.
     *
     * @param message what, why, and the remedy
     * @param cause what was caught
     */
    public OracleException(String message, Throwable cause) {
        this(message, cause, false);
    }

    private OracleException(String message, Throwable cause, boolean isInapplicable) {
        super(message, cause);
        this.isInapplicable = isInapplicable;
    }

    /**
     * {@return that this oracle is not made for such a function: it has nothing to say, and nothing is undecided because of it}
     *
     * @param message why, and the remedy
     */
    public static OracleException inapplicable(String message) {
        return new OracleException(message, null, true);
    }

    /** {@return whether the oracle is not made for such a function} */
    public boolean isInapplicable() {
        return isInapplicable;
    }
}

package dev.gradcheck.oracle;

/** An oracle cannot answer. The message says what was looked for, what was found, and the remedy. */
public final class OracleException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /**
     * With the reason.
     *
     * @param message what, why, and the remedy
     */
    public OracleException(String message) {
        super(message);
    }

    /**
     * With the reason and what lies behind it.
     *
     * @param message what, why, and the remedy
     * @param cause what was caught
     */
    public OracleException(String message, Throwable cause) {
        super(message, cause);
    }
}

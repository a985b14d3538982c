package dev.gradcheck.oracle.djl.torch;

import dev.gradcheck.oracle.OracleException;
import java.util.Locale;

/** PyTorch's errors in one sentence: its own text goes on for a page of C++ frames. */
public final class Failures {
    private Failures() {}

    /**
     * {@return the error to throw}
     *
     * @param what failed, as the beginning of the sentence
     * @param cause what DJL or PyTorch threw
     * @param usualRemedy said unless memory was short, which has a remedy of its own
     */
    public static OracleException of(String what, Throwable cause, String usualRemedy) {
        String first = String.valueOf(cause.getMessage()).lines().findFirst().orElse("");
        String remedy = isOutOfMemory(first)
                ? "; the device has too little free memory for this case: free it, or make the case smaller"
                : "; " + usualRemedy;
        return new OracleException(what + " failed: " + first + remedy, cause);
    }

    private static boolean isOutOfMemory(String message) {
        String lower = message.toLowerCase(Locale.ROOT);
        return lower.contains("out of memory") || lower.contains("can't allocate memory");
    }
}

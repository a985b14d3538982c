package dev.gradcheck.oracle.djl;

import dev.gradcheck.oracle.OracleException;
import java.util.Locale;

/** PyTorch's errors in one sentence: its own text goes on for a page of C++ frames. */
final class Failures {
    private Failures() {}

    static OracleException of(String what, Throwable cause, String usualRemedy) {
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

package dev.gradcheck.testing;

import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.Optional;

/**
 * What can be set on the command line, as system properties that begin with {@code gradcheck.}.
 *
 * @param seed of everything that is chosen at random: a number, or "random" for a new one that is logged
 * @param golden the folder of the golden files
 * @param reports the folder of the report
 * @param only the one golden case to run; empty for all
 */
public record Settings(long seed, Path golden, Path reports, Optional<String> only) {
    private static final long DEFAULT_SEED = 20260101;

    /** Read once: a random seed must be the same throughout a run. */
    private static final Settings CURRENT = read();

    /** {@return the settings of this run} */
    public static Settings current() {
        return CURRENT;
    }

    private static Settings read() {
        return new Settings(
                seed(System.getProperty("gradcheck.seed", "")),
                Path.of(System.getProperty("gradcheck.golden", "test-resources/golden")),
                Path.of(System.getProperty("gradcheck.reports", "reports")),
                Optional.ofNullable(System.getProperty("gradcheck.case")));
    }

    static long seed(String text) {
        if (text.isEmpty()) {
            return DEFAULT_SEED;
        }
        if (text.equals("random")) {
            return new SecureRandom().nextInt() & 0xFFFFFFFFL;
        }
        try {
            return Long.parseLong(text);
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException(
                    "-Dgradcheck.seed=" + text + " is neither a whole number nor \"random\"", e);
        }
    }
}

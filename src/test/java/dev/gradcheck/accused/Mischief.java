package dev.gradcheck.accused;

import java.io.IOException;
import java.util.function.Supplier;

/** What arbitrary code throws, each in a place of its own. */
public enum Mischief implements Supplier<RuntimeException> {
    /** As usual. */
    EXCEPTION("throws ArithmeticException: / by zero (at Mischief.java:") {
        @Override
        public RuntimeException get() {
            return new IllegalStateException("never seen " + 1 / zero());
        }
    },
    /** Checked, although nobody says so. */
    SNEAKY("throws IOException: disk full (at Mischief.java:") {
        @Override
        public RuntimeException get() {
            throw Mischief.<RuntimeException>sneaky(new IOException("disk full"));
        }
    },
    /** As an assert does. */
    ASSERTION("throws AssertionError: shape (at Mischief.java:") {
        @Override
        public RuntimeException get() {
            throw new AssertionError("shape");
        }
    },
    /** A recursion without end. */
    RECURSION("throws StackOverflowError (at Mischief.java:") {
        @Override
        public RuntimeException get() {
            return new IllegalStateException("deep " + endless(0));
        }
    },
    /** More memory than there is. */
    MEMORY("throws OutOfMemoryError: ") {
        @Override
        public RuntimeException get() {
            return new IllegalStateException("large " + new long[Integer.MAX_VALUE].length);
        }
    },
    /** A class that is not there. */
    LINKAGE("throws NoClassDefFoundError: org/example/Gone (at Mischief.java:") {
        @Override
        public RuntimeException get() {
            throw new NoClassDefFoundError("org/example/Gone");
        }
    },
    /** Even the message is hostile. */
    MESSAGE("throws ") {
        @Override
        public RuntimeException get() {
            throw new IllegalStateException() {
                private static final long serialVersionUID = 1L;

                @Override
                public String getMessage() {
                    throw new IllegalStateException("no message either");
                }
            };
        }
    };

    private final String clause;

    Mischief(String clause) {
        this.clause = clause;
    }

    /** How its sentence goes on. */
    public String clause() {
        return clause;
    }

    private static int zero() {
        return 0;
    }

    private static int endless(int depth) {
        return endless(depth + 1) + 1;
    }

    @SuppressWarnings("unchecked")
    private static <E extends Throwable> E sneaky(Throwable thrown) throws E {
        throw (E) thrown;
    }
}

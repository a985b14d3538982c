package dev.gradcheck.accused;

import java.util.Optional;

/**
 * A call of the accused that gave nothing.
 *
 * @param call what it was asked for
 * @param parameter the only parameter whose gradient is concerned; empty where all that was asked for is
 * @param clause what it does instead, such as "throws ArithmeticException: / by zero (at MyLayer.java:42)"
 */
public record Failure(Call call, Optional<String> parameter, String clause) {
    static Failure of(Call call, String clause) {
        return new Failure(call, Optional.empty(), clause);
    }

    /** {@return the whole sentence: who does what} */
    public String sentence() {
        return call + " " + clause;
    }
}

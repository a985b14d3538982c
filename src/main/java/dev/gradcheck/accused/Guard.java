package dev.gradcheck.accused;

import java.util.concurrent.Callable;

/** Where the accused is called: whatever it does there becomes an {@link Outcome}. */
final class Guard {
    private Guard() {}

    /** Checked exceptions come, too: what is compiled elsewhere throws them without saying so. */
    static <T> Outcome<T> call(Call call, Callable<T> code) {
        try {
            T value = code.call();
            return value == null ? failed(call, "returns null") : Outcome.of(value);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return failed(call, Thrown.clause(e));
        } catch (Throwable e) {
            Fatal.rethrow(e);
            return failed(call, Thrown.clause(e));
        }
    }

    private static <T> Outcome<T> failed(Call call, String clause) {
        return Outcome.failed(Failure.of(call, clause));
    }
}

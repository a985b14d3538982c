package dev.gradcheck.accused;

import java.util.Optional;
import java.util.function.Function;

/**
 * What came of a call of the accused: a value, or else why there is none.
 *
 * @param <T> of the value
 * @param value what it returned
 * @param failure what it did instead; exactly one of the two is there
 */
public record Outcome<T>(Optional<T> value, Optional<Failure> failure) {
    static <T> Outcome<T> of(T value) {
        return new Outcome<>(Optional.of(value), Optional.empty());
    }

    static <T> Outcome<T> failed(Failure failure) {
        return new Outcome<>(Optional.empty(), Optional.of(failure));
    }

    /**
     * {@return what follows from the value, or the same failure}
     *
     * @param <R> of what follows
     * @param next asked only where there is a value
     */
    public <R> Outcome<R> then(Function<T, Outcome<R>> next) {
        return value.map(next).orElseGet(() -> failed(failure.orElseThrow()));
    }
}

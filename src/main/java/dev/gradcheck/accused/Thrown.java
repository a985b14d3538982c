package dev.gradcheck.accused;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** What was thrown, for a person: its kind, its message, and the first place that is the user's. */
public final class Thrown {
    /** The JDK, and what the harness hands to the user: tensors, parameters, and the libraries behind them. */
    private static final List<String> NOT_THE_USER = List.of(
            "java.",
            "javax.",
            "jdk.",
            "sun.",
            "com.sun.",
            "org.apache.commons.numbers.",
            "dev.gradcheck.tensor.",
            "dev.gradcheck.function.");

    private static final List<String> GUARDS = List.of(Guard.class.getName(), Accused.class.getName());

    private Thrown() {}

    /**
     * {@return "throws ArithmeticException: / by zero (at MyLayer.java:42)"}
     *
     * @param thrown by code that is not the harness's: even its message may throw
     */
    public static String clause(Throwable thrown) {
        String name = thrown.getClass().getName();
        String kind = name.substring(name.lastIndexOf('.') + 1);
        return "throws " + kind + message(thrown).map(m -> ": " + m).orElse("")
                + place(thrown).map(p -> " (at " + p + ")").orElse("");
    }

    /** The message is the accused's code as well. */
    private static Optional<String> message(Throwable thrown) {
        return Guard.call(Call.FORWARD, thrown::getMessage).value();
    }

    /** Above the guard, the first that is neither the JDK's nor the harness's. */
    private static Optional<String> place(Throwable thrown) {
        return Guard.call(Call.FORWARD, thrown::getStackTrace).value().stream()
                .flatMap(Arrays::stream)
                .takeWhile(frame -> !GUARDS.contains(frame.getClassName()))
                .filter(frame -> NOT_THE_USER.stream().noneMatch(frame.getClassName()::startsWith))
                .filter(frame -> frame.getFileName() != null)
                .map(frame -> frame.getFileName() + ":" + frame.getLineNumber())
                .findFirst();
    }
}

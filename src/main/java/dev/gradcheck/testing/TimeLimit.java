package dev.gradcheck.testing;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * The end of a JVM whose time is up: {@code -Dgradcheck.timeout=SECONDS}. Failsafe 3.5.5 has a limit of its own and notes when it is reached,
 * but its command to end is not understood by the fork, which goes on.
 */
final class TimeLimit {
    static final String PROPERTY = "gradcheck.timeout";

    /** As a shell's {@code timeout} says it. */
    static final int STATUS = 124;

    /** For the last words, which must not wait for a lock that what hangs may hold. */
    private static final Duration LAST_WORDS = Duration.ofSeconds(5);

    private TimeLimit() {}

    /**
     * Starts the clock, if there is a limit.
     *
     * @param lastWords what is to be done with the sentence that says so
     * @throws IllegalArgumentException if the limit is no number of seconds
     */
    static Optional<Thread> start(Consumer<String> lastWords) {
        return Optional.ofNullable(System.getProperty(PROPERTY))
                .map(TimeLimit::seconds)
                .map(limit -> daemon("time limit", () -> {
                    Thread.sleep(limit.toMillis());
                    end("the time limit was reached (-D" + PROPERTY + "=" + limit.toSeconds() + " seconds)", lastWords);
                }));
    }

    static Duration seconds(String text) {
        if (!text.matches("0*[1-9][0-9]{0,8}")) {
            throw new IllegalArgumentException(
                    "-D" + PROPERTY + "=" + text + " is no time limit: name a whole number of seconds from 1 on");
        }
        return Duration.ofSeconds(Long.parseLong(text));
    }

    private static void end(String sentence, Consumer<String> lastWords) throws InterruptedException {
        daemon("last words", () -> lastWords.accept(sentence)).join(LAST_WORDS.toMillis());
        // The test's own stream is on its way to Maven, and will not arrive.
        try (PrintStream out =
                new PrintStream(new FileOutputStream(FileDescriptor.err), true, StandardCharsets.UTF_8)) {
            out.println("gradcheck: " + sentence);
        }
        Runtime.getRuntime().halt(STATUS);
    }

    private static Thread daemon(String name, Action action) {
        Thread thread = new Thread(
                () -> {
                    try {
                        action.run();
                    } catch (InterruptedException e) { // the session has ended in time
                        Thread.currentThread().interrupt();
                    }
                },
                "gradcheck: " + name);
        thread.setDaemon(true);
        thread.start();
        return thread;
    }

    private interface Action {
        void run() throws InterruptedException;
    }
}

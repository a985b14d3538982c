package dev.gradcheck.report;

import java.util.List;

/**
 * How the suite's JVMs ended.
 *
 * @param early what ended one before its tests did; empty if nothing did, as far as is known
 * @param running the tests that had begun and not ended then
 */
public record Ending(String early, List<String> running) {
    /** Nothing is known of an early end. */
    public static final Ending REGULAR = new Ending("", List.of());

    /** A JVM that crashed, or was killed. */
    public static final Ending DIED = new Ending("the suite's JVM died", List.of());

    private static final String UNFINISHED = "the suite did not come to its end (see the console above)";

    /**
     * Copies.
     *
     * @param early what ended it
     * @param running tests
     */
    public Ending {
        running = List.copyOf(running);
    }

    /** A JVM that did not even end itself when its time was up, as it is told to. */
    public static final Ending HUNG = new Ending("the suite's JVM hung and was ended", List.of());

    /** {@return whether a JVM ended before its tests did, whatever the forks' summaries say} */
    boolean isEarly() {
        return !early.isEmpty();
    }

    /** The same of a run whose summary is not complete. */
    Ending incomplete(List<String> tests) {
        return new Ending(isEarly() ? early : UNFINISHED, tests);
    }

    /** {@return one sentence, without its full stop; empty for a regular end} */
    String sentence() {
        return running.isEmpty() ? early : early + " while this ran: " + String.join(", ", running);
    }
}

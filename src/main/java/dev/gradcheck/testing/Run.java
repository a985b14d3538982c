package dev.gradcheck.testing;

import dev.gradcheck.check.CheckReport;
import dev.gradcheck.report.Session;
import java.util.Optional;

/**
 * The run of a launcher, as the test on this thread sees it. {@link GradcheckExtension} makes it known before a test and takes it back
 * after it; a run within a run, as in a test of the harness itself, has settings and a report of its own.
 *
 * @param settings read once, at its first test
 * @param session its report
 * @param origin the test that runs, as the report names it
 */
record Run(Settings settings, Session session, String origin) implements AutoCloseable {
    private static final ThreadLocal<Run> CURRENT = new ThreadLocal<>();

    static Run begin(Settings settings) {
        return new Run(
                settings,
                new Session(settings.reports(), settings.allureResults(), Devices.runInfo(settings.seed())),
                "");
    }

    /** {@return the run of the test on this thread; empty outside of the extension} */
    static Optional<Run> current() {
        return Optional.ofNullable(CURRENT.get());
    }

    /** Makes a run known on this thread, or none. */
    static void set(Optional<Run> run) {
        run.ifPresentOrElse(CURRENT::set, CURRENT::remove);
    }

    Run in(String test) {
        return new Run(settings, session, test);
    }

    void record(CheckReport report) {
        session.record(report, origin);
    }

    @Override
    public void close() {
        session.close();
    }
}

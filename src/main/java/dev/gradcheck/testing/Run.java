package dev.gradcheck.testing;

import dev.gradcheck.check.CheckReport;
import dev.gradcheck.oracle.OracleException;
import dev.gradcheck.report.RunInfo;
import dev.gradcheck.report.Session;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * The run of a launcher, as the test on this thread sees it. {@link GradcheckExtension} makes it known before a test and takes it back
 * after it; a run within a run, as in a test of the harness itself, has settings and a report of its own.
 *
 * @param settings read once, at its first test
 * @param session its report
 * @param origin the test that runs, as the report names it
 * @param obstacle why nothing can run: a device that is missing, a PyTorch that does not fit
 */
record Run(Settings settings, Session session, String origin, Optional<String> obstacle) implements AutoCloseable {
    private static final ThreadLocal<Run> CURRENT = new ThreadLocal<>();

    /** By the folder of the report: the engines of one launcher run one after the other, and write one report. */
    private static final Map<Path, Shared> REPORTS = new HashMap<>();

    /** The run of Jupiter, which begins once in each run of a launcher: a new report, unless jqwik came before and has begun it. */
    static synchronized Run begin(Settings settings) {
        Shared shared = REPORTS.get(folder(settings));
        if (shared == null || shared.hasJupiter()) {
            shared = new Shared(open(settings), true);
        }
        return shared(settings, new Shared(shared.run(), true));
    }

    /** The run of jqwik, which cannot tell where a run of a launcher begins: the report there is, or a new one. */
    static synchronized Run join(Settings settings) {
        Shared shared = REPORTS.get(folder(settings));
        return shared(settings, shared == null ? new Shared(open(settings), false) : shared);
    }

    private static Run shared(Settings settings, Shared shared) {
        REPORTS.put(folder(settings), shared);
        return new Run(settings, shared.run().session(), "", shared.run().obstacle());
    }

    private static Path folder(Settings settings) {
        return settings.reports().toAbsolutePath().normalize();
    }

    /** Where the machine lacks what was asked for, there is a report all the same, which says so. */
    private static Run open(Settings settings) {
        try {
            return open(settings, Devices.runInfo(settings), Optional.empty());
        } catch (OracleException | IllegalArgumentException e) {
            return open(settings, Devices.nothingRuns(settings, e.getMessage()), Optional.of(e.getMessage()));
        }
    }

    private static Run open(Settings settings, RunInfo info, Optional<String> obstacle) {
        return new Run(settings, new Session(settings.reports(), settings.allureResults(), info), "", obstacle);
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
        return new Run(settings, session, test, obstacle);
    }

    /** Fails the test that is about to begin, and says so in the summary, where nothing can run. */
    void requireDevices() {
        obstacle.ifPresent(reason -> {
            session.recordBroken(origin, origin, reason);
            throw new OracleException(reason);
        });
    }

    void record(CheckReport report) {
        session.record(report, origin);
    }

    @Override
    public void close() {
        session.close();
    }

    private record Shared(Run run, boolean hasJupiter) {}
}

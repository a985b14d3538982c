package dev.gradcheck.testing;

import dev.gradcheck.check.CheckReport;
import dev.gradcheck.oracle.OracleException;
import dev.gradcheck.report.AllureReport;
import dev.gradcheck.report.GradientPage;
import dev.gradcheck.report.Rerun;
import dev.gradcheck.report.RunInfo;
import dev.gradcheck.report.Session;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * The run of a launcher, as one test sees it: {@link LauncherRun} owns it and closes it, {@link GradcheckExtension} makes it known on the
 * thread of a test, under the test's name. A run within a run, as in a test of the harness itself, has settings and a report of its own.
 *
 * @param settings read once, at its first test
 * @param session its report
 * @param origin the test that runs, as the report names it
 * @param obstacle why nothing can run: a device that is missing, a PyTorch that does not fit
 */
record Run(Settings settings, Session session, String origin, Optional<String> obstacle) implements AutoCloseable {
    private static final ThreadLocal<Run> CURRENT = new ThreadLocal<>();

    /** Where the machine lacks what was asked for, or a setting means nothing, there is a report all the same, which says so. */
    static Run open(Settings settings, Optional<String> fault) {
        try {
            return fault.isPresent()
                    ? open(settings, Devices.nothingRuns(settings, fault.get()), fault)
                    : open(settings, Devices.asked(settings), Optional.empty());
        } catch (OracleException | IllegalArgumentException e) {
            return open(settings, Devices.nothingRuns(settings, e.getMessage()), Optional.of(e.getMessage()));
        }
    }

    private static Run open(Settings settings, RunInfo info, Optional<String> obstacle) {
        return new Run(settings, new Session(settings.reports(), settings.allureResults(), info), "", obstacle);
    }

    /** {@return the run of the test on this thread, else of the launcher it works for; empty outside of both, or without a report} */
    static Optional<Run> current() {
        return onThisThread().or(() -> LauncherRun.current().flatMap(LauncherRun::report));
    }

    /** {@return the run of the test that was made known on this thread} */
    static Optional<Run> onThisThread() {
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

    /** Into the summary. */
    void record(CheckReport report) {
        session.record(report, origin, rerun(report));
    }

    /** Into the summary, and as evidence to the test that runs. */
    void tell(CheckReport report) {
        record(report);
        for (GradientPage page : GradientPage.of(report)) {
            if (page.isMismatch()) {
                AllureReport.attach(page, rerun(report));
            } else {
                AllureReport.attachFacts(page);
            }
        }
    }

    private Rerun rerun(CheckReport report) {
        OptionalLong seed =
                settings.seed() == Settings.DEFAULT_SEED ? OptionalLong.empty() : OptionalLong.of(settings.seed());
        return Rerun.of(report, Reproduction.of(origin, seed).command());
    }

    @Override
    public void close() {
        session.close();
    }
}

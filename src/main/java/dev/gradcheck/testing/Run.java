package dev.gradcheck.testing;

import dev.gradcheck.check.CheckReport;
import dev.gradcheck.report.Session;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

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

    /** By the folder of the report: the engines of one launcher run one after the other, and write one report. */
    private static final Map<Path, Shared> REPORTS = new HashMap<>();

    /** The run of an engine: a new report, unless another engine has begun one in the same folder. */
    static synchronized Run begin(Settings settings, String engine) {
        Path folder = settings.reports().toAbsolutePath().normalize();
        Shared shared = REPORTS.get(folder);
        if (shared == null || !shared.engines().add(engine)) {
            Session session =
                    new Session(settings.reports(), settings.allureResults(), Devices.runInfo(settings.seed()));
            shared = new Shared(session, new HashSet<>(Set.of(engine)));
            REPORTS.put(folder, shared);
        }
        return new Run(settings, shared.session(), "");
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

    private record Shared(Session session, Set<String> engines) {}
}

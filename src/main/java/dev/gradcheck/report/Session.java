package dev.gradcheck.report;

import dev.gradcheck.check.CheckReport;
import dev.gradcheck.json.Json;
import dev.gradcheck.report.Summary.CaseResult;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.LongSupplier;

/**
 * The report of one JVM's part of a run while it grows: collects what every check found and keeps {@code summary.json} up to date, with what
 * the run's other forks have found, so that a JVM that dies leaves what was found until then, marked incomplete. Where something cannot be
 * written, on a disk that is full, no check loses its verdict: the end tries again, and says it once. Safe for several threads.
 */
public final class Session implements AutoCloseable {
    /** The summary's name in the reports folder. */
    static final String SUMMARY = "summary.json";

    /** Rewriting the summary after each of many small checks would cost more than the checks. */
    private static final long REWRITE_AFTER_NANOS = 200_000_000;

    /** Nor may the writing of a long one cost more than a small share of the run. */
    private static final long REWRITE_SHARE = 20;

    private final ReportFolder folder;
    private final Fork fork;
    private final Path allureResults;
    private RunInfo info;
    private final List<CaseResult> cases = new ArrayList<>();
    private final List<PropertyResult> properties = new ArrayList<>();
    private final LongSupplier nanoTime;
    private long next;
    private Optional<UncheckedIOException> lost = Optional.empty();
    private final Set<String> judged = new HashSet<>();
    private Unchecked unchecked = Unchecked.NOBODY_ASKS;
    private boolean last;

    /**
     * Begins a report.
     *
     * @param folder where {@code summary.json} goes; created if it does not exist
     * @param allureResults where Allure's results go, for their environment and categories
     * @param info what the run is made with
     * @throws UncheckedIOException in one sentence, if a folder cannot be written, if another build writes there, or if there is a summary that
     *     the harness did not make
     */
    public Session(Path folder, Path allureResults, RunInfo info) {
        this(folder, allureResults, info, System::nanoTime);
        AllureReport.describe(allureResults, info);
    }

    Session(Path folder, RunInfo info, LongSupplier nanoTime) {
        this(folder, folder.resolve("allure-results"), info, nanoTime);
    }

    private Session(Path folder, Path allureResults, RunInfo info, LongSupplier nanoTime) {
        this.folder = new ReportFolder(folder);
        this.allureResults = allureResults;
        this.info = info;
        this.nanoTime = nanoTime;
        try {
            this.folder.open();
            fork = Fork.begin(folder);
            this.folder.alone(this::enter);
            next = nanoTime.getAsLong() + REWRITE_AFTER_NANOS;
        } catch (IOException e) {
            throw unwritable(e);
        }
    }

    /** {@return what the run is made with} */
    public synchronized RunInfo info() {
        return info;
    }

    /**
     * What the run is made with is known better now.
     *
     * @param better than what was said at the beginning
     */
    public synchronized void learn(RunInfo better) {
        info = better;
        try {
            AllureReport.describe(allureResults, info);
        } catch (UncheckedIOException e) {
            lost = lost.or(() -> Optional.of(e));
        }
    }

    /**
     * Asks that certain classes be judged by some check of the run.
     *
     * @param asked which
     */
    public synchronized void ask(Unchecked asked) {
        unchecked = asked;
    }

    /**
     * Adds a check, and writes the pages of the gradients that do not agree.
     *
     * @param report what it found
     * @param origin the golden file, or the test that made the check
     * @param reproduction how to do it again
     */
    public synchronized void record(CheckReport report, String origin, Rerun reproduction) {
        for (GradientPage page : GradientPage.of(report)) {
            if (page.isMismatch()) {
                write(page, reproduction);
            }
        }
        judged.addAll(report.classes());
        add(CaseResult.of(report, origin));
    }

    /** A page that could not be written is not there at the end either. */
    private void write(GradientPage page, Rerun reproduction) {
        try {
            new MismatchFolder(folder.folder()).write(page, reproduction);
        } catch (IOException e) {
            lost = lost.or(() -> Optional.of(unwritable(e)));
        }
    }

    /**
     * Adds a golden file that cannot be read.
     *
     * @param name of the case it should have been
     * @param file the file
     * @param problems what is wrong with it
     */
    public synchronized void recordUnreadable(String name, String file, List<String> problems) {
        add(CaseResult.without(Summary.UNREADABLE, name, file, problems));
    }

    /**
     * Adds a check that ended with an exception of the harness or the machine, and so has no findings.
     *
     * @param name of the case
     * @param file where it is written
     * @param problem the exception
     */
    public synchronized void recordBroken(String name, String file, String problem) {
        add(CaseResult.without(Summary.BROKEN, name, file, List.of(problem)));
    }

    /**
     * Adds a property of random functions.
     *
     * @param result what it came to
     */
    public synchronized void record(PropertyResult result) {
        properties.add(result);
    }

    /**
     * Remembers what runs, in case the JVM dies.
     *
     * @param tests that have begun and not ended
     */
    public void running(List<String> tests) {
        try {
            fork.running(tests);
        } catch (IOException e) {
            // the end of the run says that nothing can be written
        }
    }

    /**
     * Notes why the JVM ends before its tests do, at once, whatever else waits; then writes what there is.
     *
     * @param reason a sentence without its full stop
     */
    public void endsEarly(String reason) {
        try {
            fork.endsEarly(reason);
            synchronized (this) {
                write(false);
            }
        } catch (IOException e) {
            throw unwritable(e);
        }
    }

    /** {@return why the build must fail, by what this JVM has found alone; empty if it may pass} */
    public synchronized Optional<String> failure() {
        Map<String, Object> own = part(true);
        own.remove(Unchecked.KEY); // another JVM may have judged it
        return Verdicts.failure(summary(), MergedSummary.of(List.of(own), true, ""));
    }

    /** {@return which classes no check has judged, where that fails the run: known to the last JVM of a run, and else to the build around it} */
    public synchronized Optional<String> unchecked() {
        try {
            return last ? Unchecked.failure(Json.map(Files.readString(summary()))) : Optional.empty();
        } catch (IOException e) {
            throw unwritable(e);
        }
    }

    /**
     * Writes what there is for the last time, complete.
     *
     * @throws UncheckedIOException in one sentence, if that or a page cannot be written
     */
    @Override
    public synchronized void close() {
        try {
            write(true);
        } catch (IOException e) {
            throw unwritable(e);
        }
        lost.ifPresent(e -> {
            throw e;
        });
    }

    private void add(CaseResult result) {
        cases.add(result);
        if (nanoTime.getAsLong() >= next) {
            try {
                write(false);
            } catch (IOException e) {
                next += REWRITE_AFTER_NANOS; // the end tries again
            }
        }
    }

    private void write(boolean complete) throws IOException {
        long begun = nanoTime.getAsLong();
        folder.alone(() -> {
            fork.write(part(complete));
            merge();
            return complete && leave();
        });
        long ended = nanoTime.getAsLong();
        next = ended + Math.max(REWRITE_AFTER_NANOS, REWRITE_SHARE * (ended - begun));
    }

    /** Where no build stands around the forks, those that are dead are of another run. */
    private Fork enter() throws IOException {
        RunOwner.require(folder.folder());
        if (RunOwner.of(folder.folder()).isEmpty()) {
            for (Fork other : Fork.of(folder.folder())) {
                if (!other.lives()) {
                    other.delete();
                }
            }
        }
        fork.write(part(false));
        merge();
        return fork;
    }

    /** The build around the forks, where there is one, knows which is the last. */
    private void merge() throws IOException {
        Fork.merge(folder.folder(), RunOwner.of(folder.folder()).isEmpty(), "");
    }

    /** The last one, where no build stands around the forks, leaves the summary alone. */
    private boolean leave() throws IOException {
        fork.end();
        last = RunOwner.of(folder.folder()).isEmpty()
                && Fork.of(folder.folder()).stream().noneMatch(Fork::lives);
        if (last) {
            ReportFolder.delete(folder.folder().resolve(ReportFolder.RUN));
        }
        return last;
    }

    private Map<String, Object> part(boolean complete) {
        return Summary.part(info, cases, properties, unchecked.part(judged), complete);
    }

    private Path summary() {
        return folder.folder().resolve(SUMMARY);
    }

    private UncheckedIOException unwritable(IOException e) {
        return new UncheckedIOException(ReportFolder.sentence(summary(), e), e);
    }
}

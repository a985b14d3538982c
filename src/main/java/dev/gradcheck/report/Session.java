package dev.gradcheck.report;

import dev.gradcheck.check.CheckReport;
import dev.gradcheck.json.Json;
import dev.gradcheck.report.Summary.CaseResult;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.function.LongSupplier;

/**
 * The report of one run while it grows: collects what every check found and keeps {@code summary.json} up to date, so that a JVM that
 * dies leaves what was found until then, marked incomplete. Safe for several threads.
 */
public final class Session implements AutoCloseable {
    /** The summary's name in the reports folder. */
    static final String SUMMARY = "summary.json";

    /** Rewriting the summary after each of many small checks would cost more than the checks. */
    private static final long REWRITE_AFTER_NANOS = 200_000_000;

    private final Path folder;
    private final Path allureResults;
    private RunInfo info;
    private final List<CaseResult> cases = new ArrayList<>();
    private final List<PropertyResult> properties = new ArrayList<>();
    private final LongSupplier nanoTime;
    private long written;

    /**
     * Begins a report.
     *
     * @param folder where {@code summary.json} goes; created if it does not exist
     * @param allureResults where Allure's results go, for their environment and categories
     * @param info what the run is made with
     * @throws UncheckedIOException if a folder cannot be written
     */
    public Session(Path folder, Path allureResults, RunInfo info) {
        this(folder, allureResults, info, System::nanoTime);
        AllureReport.describe(allureResults, info);
    }

    Session(Path folder, RunInfo info, LongSupplier nanoTime) {
        this(folder, folder.resolve("allure-results"), info, nanoTime);
    }

    private Session(Path folder, Path allureResults, RunInfo info, LongSupplier nanoTime) {
        this.folder = folder;
        this.allureResults = allureResults;
        this.info = info;
        this.nanoTime = nanoTime;
        write(false);
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
        AllureReport.describe(allureResults, info);
    }

    /**
     * Adds a check.
     *
     * @param report what it found
     * @param origin the golden file, or the test that made the check
     */
    public synchronized void record(CheckReport report, String origin) {
        add(CaseResult.of(report, origin));
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

    /** Writes the summary for the last time, complete. */
    @Override
    public synchronized void close() {
        write(true);
    }

    private void add(CaseResult result) {
        cases.add(result);
        if (nanoTime.getAsLong() - written > REWRITE_AFTER_NANOS) {
            write(false);
        }
    }

    /** In one piece: a JVM that dies while it writes must not leave half a summary. */
    private void write(boolean complete) {
        try {
            Files.createDirectories(folder);
            Path part = folder.resolve(SUMMARY + ".part");
            Files.writeString(part, Json.text(Summary.of(info, cases, properties, complete)));
            Files.move(part, folder.resolve(SUMMARY), StandardCopyOption.REPLACE_EXISTING);
            written = nanoTime.getAsLong();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write " + folder.resolve(SUMMARY) + ": is the folder writable?", e);
        }
    }
}

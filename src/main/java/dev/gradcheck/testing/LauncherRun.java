package dev.gradcheck.testing;

import dev.gradcheck.report.Unchecked;
import java.nio.file.Path;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.function.Function;

/**
 * What one session of a launcher runs, on whatever threads and engines: its settings, and its report, which the first check opens. A
 * request with another reports folder has a report of its own.
 */
final class LauncherRun implements AutoCloseable {
    /** The newest first: a thread that no launcher began (a time limit's, a pool's) works for the innermost. */
    private static final Deque<LauncherRun> OPEN = new ConcurrentLinkedDeque<>();

    private static final ThreadLocal<LauncherRun> ON_THIS_THREAD = new ThreadLocal<>();

    private final Optional<LauncherRun> outer = Optional.ofNullable(ON_THIS_THREAD.get());
    private final Map<Path, Run> reports = new ConcurrentHashMap<>();
    private List<String> running = List.of();
    private Function<String, Optional<String>> parameters = name -> Optional.ofNullable(System.getProperty(name));
    private Optional<Settings> settings = Optional.empty();
    private Optional<Unchecked> wanted = Optional.empty();
    private boolean failed;

    private LauncherRun() {}

    static LauncherRun open() {
        LauncherRun run = new LauncherRun();
        OPEN.addFirst(run);
        ON_THIS_THREAD.set(run);
        return run;
    }

    /** {@return the run that this thread works for; empty outside of every launcher} */
    static Optional<LauncherRun> current() {
        return Optional.ofNullable(ON_THIS_THREAD.get())
                .filter(OPEN::contains)
                .or(() -> Optional.ofNullable(OPEN.peek()));
    }

    /** A request of the session begins: its parameters count from now on. */
    synchronized void configure(Function<String, Optional<String>> requested) {
        parameters = requested;
        settings = Optional.empty();
        wanted = Optional.empty();
    }

    /** A test failed: the build fails without us. */
    synchronized void failed() {
        failed = true;
    }

    /** What runs now, in case the JVM dies. */
    synchronized void running(List<String> tests) {
        running = tests;
        reports.values().forEach(run -> run.session().running(tests));
    }

    /** The JVM ends now: its reports say why. */
    void outOfTime(String sentence) {
        reports.values().forEach(run -> run.session().endsEarly(sentence));
    }

    /**
     * {@return what is set, read once: a random seed must be the same throughout}
     *
     * @throws IllegalArgumentException in one sentence, each time, if something is set that means nothing
     */
    synchronized Settings settings() {
        settings = settings.or(() -> Optional.of(Settings.from(parameters)));
        return settings.orElseThrow();
    }

    /** {@return the report, begun if it is not; empty where none is wanted} */
    synchronized Optional<Run> report() {
        Optional<String> fault = fault();
        Settings valid = fault.isEmpty() ? settings() : Settings.folders(parameters);
        if (!valid.hasReport()) {
            return Optional.empty();
        }
        return Optional.of(reports.computeIfAbsent(folder(valid), key -> {
            Run run = opened(valid, fault);
            run.session().running(running);
            wanted.ifPresent(run.session()::ask);
            return run;
        }));
    }

    /** A launcher within a launcher that writes to the same folder belongs to the same run. */
    private Run opened(Settings valid, Optional<String> fault) {
        return outer.filter(OPEN::contains)
                .flatMap(run -> run.find(folder(valid)))
                .orElseGet(() -> Run.open(valid, fault));
    }

    private synchronized Optional<Run> find(Path folder) {
        return Optional.ofNullable(reports.get(folder));
    }

    private Optional<String> fault() {
        try {
            Settings valid = settings();
            wanted = wanted.or(() -> Optional.of(BackwardPasses.wanted(valid)));
            return Optional.empty();
        } catch (IllegalArgumentException e) {
            return Optional.of(e.getMessage());
        }
    }

    private static Path folder(Settings settings) {
        return settings.reports().toAbsolutePath().normalize();
    }

    /**
     * Completes the reports.
     *
     * @throws AssertionError if one has a failure while no test failed: somebody caught it
     */
    @Override
    public synchronized void close() {
        OPEN.remove(this);
        outer.ifPresentOrElse(ON_THIS_THREAD::set, ON_THIS_THREAD::remove);
        reports.forEach(this::complete);
    }

    private void complete(Path folder, Run run) {
        if (outer.flatMap(o -> o.find(folder)).isPresent()) {
            return;
        }
        run.close();
        if (!failed) {
            run.session().unchecked().ifPresent(reason -> {
                throw new AssertionError(reason);
            });
            run.session().failure().ifPresent(reason -> {
                throw new AssertionError(reason + ", but no test failed: is an AssertionError caught in a test?");
            });
        }
    }
}

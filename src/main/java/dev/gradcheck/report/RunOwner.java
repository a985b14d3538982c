package dev.gradcheck.report;

import dev.gradcheck.json.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The build that a run belongs to: it has written itself into the folder of the report, before the first fork of the suite, and takes
 * itself out after the last one. While its process lives, only it and what it starts may write there.
 *
 * @param process its id
 * @param since when it started
 * @param seed what {@code -Dgradcheck.seed=random} means in all its forks
 */
public record RunOwner(long process, Instant since, long seed) {
    private static final String FILE = "owner.json";

    /** Two readings of when a process started differ by the clock's granularity; another process of that number is much later. */
    private static final Duration SAME_START = Duration.ofSeconds(2);

    /**
     * {@return the build whose run uses a folder; empty where there is none, or where its process is dead: a stale lock is no lock}
     *
     * @param reports the folder
     */
    public static Optional<RunOwner> of(Path reports) {
        Path file = file(reports);
        if (!Files.isRegularFile(file)) {
            return Optional.empty();
        }
        try {
            return Optional.of(read(file)).filter(RunOwner::lives);
        } catch (IOException | RuntimeException e) { // half written by a process that died
            return Optional.empty();
        }
    }

    /** This process takes the folder; to be called by one process at a time. */
    static void take(Path reports) throws IOException {
        require(reports);
        ProcessHandle me = ProcessHandle.current();
        RunOwner owner = new RunOwner(me.pid(), start(me), new SecureRandom().nextInt() & 0xFFFFFFFFL);
        Files.createDirectories(file(reports).getParent());
        Files.writeString(
                file(reports),
                Json.text(Map.of("process", owner.process, "since", owner.since.toString(), "seed", owner.seed)));
    }

    /** After the last fork. */
    static void leave(Path reports) throws IOException {
        Files.deleteIfExists(file(reports));
    }

    /**
     * Asks whether this process may write a report into a folder.
     *
     * @throws IOException in one sentence if another build does so just now
     */
    static void require(Path reports) throws IOException {
        Optional<RunOwner> other = of(reports).filter(owner -> !owner.isMine());
        if (other.isPresent()) {
            throw new Sentence("another build (process " + other.get().process + ") writes its report into "
                    + reports.toAbsolutePath().normalize()
                    + " now: wait until it has ended, or name another folder by -Dgradcheck.reports");
        }
    }

    private static RunOwner read(Path file) throws IOException {
        Map<String, Object> entries = Json.map(Files.readString(file));
        return new RunOwner(
                ((Number) entries.get("process")).longValue(),
                Instant.parse((String) entries.get("since")),
                ((Number) entries.get("seed")).longValue());
    }

    private boolean lives() {
        return ProcessHandle.of(process)
                .filter(found -> Duration.between(start(found), since).abs().compareTo(SAME_START) <= 0)
                .isPresent();
    }

    /** Its own process, or one that it started, by whatever is in between. */
    private boolean isMine() {
        return Stream.iterate(Optional.of(ProcessHandle.current()), Optional::isPresent, handle -> handle.get()
                        .parent())
                .anyMatch(handle -> handle.get().pid() == process);
    }

    /** Where the system does not tell, only the number identifies a process. */
    private static Instant start(ProcessHandle handle) {
        return handle.info().startInstant().orElse(Instant.EPOCH);
    }

    private static Path file(Path reports) {
        return reports.resolve(ReportFolder.RUN).resolve(FILE);
    }
}

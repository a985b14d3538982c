package dev.gradcheck.report;

import dev.gradcheck.json.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;

/**
 * What one JVM of a run has found so far, in a file that is always whole: a JVM that dies leaves it behind. The forks of a run have such
 * files side by side.
 *
 * @param file its summary, named by the process
 */
record Fork(Path file) {
    private static final String SUFFIX = ".json";
    private static final String RUNNING = ".running";
    /** Those of this process. */
    private static final Set<Path> OPEN = ConcurrentHashMap.newKeySet();

    private static final AtomicInteger NUMBER = new AtomicInteger();

    /** {@return a new one, of this process} */
    static Fork begin(Path reports) {
        String name = ProcessHandle.current().pid() + "-" + NUMBER.incrementAndGet() + SUFFIX;
        Fork fork = new Fork(folder(reports).toAbsolutePath().normalize().resolve(name));
        OPEN.add(fork.file);
        return fork;
    }

    /** {@return all that have written something, by name} */
    static List<Fork> of(Path reports) throws IOException {
        if (!Files.isDirectory(folder(reports))) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(folder(reports).toAbsolutePath().normalize())) {
            return files.filter(file -> file.toString().endsWith(SUFFIX))
                    .sorted()
                    .map(Fork::new)
                    .toList();
        }
    }

    /**
     * Writes the summary of all that have written something, and returns that; nothing where none has.
     *
     * @param complete whether no other fork can begin
     * @param ending why it will never be complete; empty if it may be
     */
    static List<Map<String, Object>> merge(Path reports, boolean complete, String ending) throws IOException {
        List<Map<String, Object>> parts = new ArrayList<>();
        for (Fork one : of(reports)) {
            parts.add(one.read());
        }
        if (!parts.isEmpty()) {
            replace(reports.resolve(Session.SUMMARY), Json.text(MergedSummary.of(parts, complete, ending)));
        }
        return parts;
    }

    void write(Map<String, Object> part) throws IOException {
        Files.createDirectories(file.getParent());
        replace(file, Json.text(part));
    }

    Map<String, Object> read() throws IOException {
        return Json.map(Files.readString(file));
    }

    /** In a file of its own, which is written whenever a test begins or ends. */
    void running(List<String> tests) throws IOException {
        Files.createDirectories(file.getParent());
        Files.writeString(running(), Json.text(Map.of(RUNNING, tests)));
    }

    /** Next to them, why its process ended before its tests did. */
    void endsEarly(String reason) throws IOException {
        Files.writeString(earlyFile(), reason);
    }

    /** {@return why its process ended before its tests did; empty if it did not say so} */
    Optional<String> early() {
        try {
            return Optional.of(Files.readString(earlyFile()));
        } catch (IOException e) { // it had no time for last words, or no need
            return Optional.empty();
        }
    }

    /** {@return the tests that had begun and not ended when this was last asked to remember them} */
    List<String> wasRunning() {
        List<String> tests = new ArrayList<>();
        try {
            ((List<?>) Json.map(Files.readString(running())).get(RUNNING)).forEach(test -> tests.add((String) test));
        } catch (IOException | RuntimeException e) { // none, or half of it
            tests.clear();
        }
        return tests;
    }

    /** {@return whether its process is there and may go on with it} */
    boolean lives() {
        if (OPEN.contains(file)) {
            return true;
        }
        String name = file.getFileName().toString();
        long process = Long.parseLong(name.substring(0, name.indexOf('-')));
        return process != ProcessHandle.current().pid()
                && ProcessHandle.of(process).filter(this::hasWritten).isPresent();
    }

    /** This process goes on with it no more. */
    void end() {
        OPEN.remove(file);
    }

    void delete() throws IOException {
        Files.deleteIfExists(file);
        Files.deleteIfExists(running());
        Files.deleteIfExists(earlyFile());
    }

    /** In one piece: a JVM that dies while it writes must not leave half a file. */
    static void replace(Path file, String text) throws IOException {
        Path part = file.resolveSibling(file.getFileName() + ".part");
        Files.writeString(part, text);
        Files.move(part, file, StandardCopyOption.REPLACE_EXISTING);
    }

    boolean isComplete() {
        try {
            return Boolean.TRUE.equals(read().get(Summary.COMPLETE));
        } catch (IOException | RuntimeException e) {
            return false;
        }
    }

    /** A process that started later has only the number of the one that did. */
    private boolean hasWritten(ProcessHandle process) {
        try {
            Instant written = Files.getLastModifiedTime(file).toInstant();
            return process.info().startInstant().filter(written::isBefore).isEmpty();
        } catch (IOException e) { // removed meanwhile
            return false;
        }
    }

    private Path earlyFile() {
        return Path.of(file + ".early");
    }

    private Path running() {
        return Path.of(file + RUNNING);
    }

    private static Path folder(Path reports) {
        return reports.resolve(ReportFolder.RUN).resolve("forks");
    }
}

package dev.gradcheck.report;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.FileSystemException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;

/**
 * The folder of the report, and what of it may be deleted: only what the harness makes, only where the harness made it, and never what a
 * link leads to. One process at a time changes it.
 *
 * @param folder that {@code gradcheck.reports} names
 */
record ReportFolder(Path folder) {
    /** What is of the run alone, and gone after it: who owns it, and what each fork has found so far. */
    static final String RUN = ".run";

    /** In a folder with this file the harness may delete its own report. */
    private static final String MARK = ".gradcheck";

    private static final String MARKED =
            "gradcheck writes its report here: each run deletes the report of the last one, and nothing else.\n";

    /** What a report consists of. */
    private static final List<String> PARTS = List.of(
            "allure-results",
            MismatchFolder.NAME,
            "counterexamples",
            "index.html",
            Session.SUMMARY,
            Session.SUMMARY + ".part",
            ShardFile.NAME,
            Digests.MARKDOWN,
            Digests.LINES,
            "score.json",
            "layers.md",
            RUN);

    /** What a report without the build around it consists of. */
    private static final List<String> OPENED = List.of(Session.SUMMARY, RUN);

    /** Threads of one process exclude each other here; a lock of the system excludes other processes only. */
    private static final Object MONITOR = new Object();

    /**
     * Makes the folder, if it is not there, and marks it.
     *
     * @throws IOException in one sentence, if there is a summary that the harness did not make, or if the folder cannot be written
     */
    void open() throws IOException {
        mark(OPENED);
    }

    /**
     * Removes the last report, so that this run's is all that is found.
     *
     * @throws IOException in one sentence, if there is a report here that the harness did not make, or if something cannot be removed
     */
    void wipe() throws IOException {
        mark(PARTS);
        for (String part : PARTS) {
            delete(folder.resolve(part));
        }
    }

    /**
     * Does something while no other process does; the folder is open.
     *
     * @param action what
     * @throws IOException if the action or the system says so
     */
    @SuppressWarnings("try") // the lock is held, not used
    <T> T alone(Callable<T> action) throws IOException {
        synchronized (MONITOR) {
            try (FileChannel mark = FileChannel.open(folder.resolve(MARK), StandardOpenOption.WRITE);
                    var lock = mark.lock()) {
                return action.call();
            } catch (IOException | RuntimeException e) {
                throw e;
            } catch (Exception e) {
                throw new IllegalStateException(e);
            }
        }
    }

    /**
     * Removes a file, a link, or a folder with all that is in it.
     *
     * @param path that need not exist
     * @throws IOException if something cannot be removed
     */
    static void delete(Path path) throws IOException {
        if (!Files.isDirectory(path, LinkOption.NOFOLLOW_LINKS)) {
            Files.deleteIfExists(path);
            return;
        }
        Files.walkFileTree(path, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                Files.delete(file);
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult postVisitDirectory(Path visited, IOException problem) throws IOException {
                Files.delete(visited);
                return FileVisitResult.CONTINUE;
            }
        });
    }

    /** {@return one sentence with the remedy: why something cannot be written below this folder} */
    static String sentence(Path path, IOException problem) {
        if (problem instanceof Sentence) {
            return problem.getMessage();
        }
        String reason = problem instanceof FileSystemException system ? reason(system) : problem.getMessage();
        return "cannot write " + path + ": " + reason
                + ". Make it writable, make room on the disk, or name another folder by -Dgradcheck.reports";
    }

    /** The system's words are about the file; its class tells what is wrong where there are none. */
    private static String reason(FileSystemException problem) {
        String what =
                problem.getClass().getSimpleName().replace("Exception", "").replaceAll("(?<=[a-z])(?=[A-Z])", " ");
        String detail = problem.getReason() == null ? what.toLowerCase(Locale.ROOT) : problem.getReason();
        return detail + " (" + problem.getFile() + ")";
    }

    private void mark(List<String> parts) throws IOException {
        if (isMarked()) {
            return;
        }
        Optional<Path> foreign = parts.stream()
                .map(folder::resolve)
                .filter(part -> Files.exists(part, LinkOption.NOFOLLOW_LINKS))
                .findFirst();
        if (foreign.isPresent()) {
            throw new Sentence(
                    foreign.get() + " is not the harness's: it made no report in this folder (there is no " + MARK
                            + "), and what others made is not deleted. Name another folder by -Dgradcheck.reports, or empty this one");
        }
        Files.createDirectories(folder);
        Files.writeString(folder.resolve(MARK), MARKED);
    }

    private boolean isMarked() {
        return Files.isRegularFile(folder.resolve(MARK), LinkOption.NOFOLLOW_LINKS);
    }
}

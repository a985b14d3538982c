package dev.gradcheck.report;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.List;
import java.util.Optional;

/**
 * The folder of the report, and what of it may be deleted: only what the harness makes, only where the harness made it, and never what a
 * link leads to.
 *
 * @param folder that {@code gradcheck.reports} names
 */
record ReportFolder(Path folder) {
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
            "score.json",
            "layers.md");

    /**
     * Removes the last report, so that this run's is all that is found.
     *
     * @throws IOException if there is a report here that the harness did not make, or if something cannot be removed
     */
    void wipe() throws IOException {
        Optional<Path> foreign = isMarked() ? Optional.empty() : present();
        if (foreign.isPresent()) {
            throw new IOException(
                    foreign.get() + " is not the harness's: it made no report in this folder (there is no " + MARK
                            + "), and what others made is not deleted. Name another folder by -Dgradcheck.reports, or empty this one");
        }
        Files.createDirectories(folder);
        for (String part : PARTS) {
            delete(folder.resolve(part));
        }
        Files.writeString(folder.resolve(MARK), MARKED);
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

    private boolean isMarked() {
        return Files.isRegularFile(folder.resolve(MARK), LinkOption.NOFOLLOW_LINKS);
    }

    private Optional<Path> present() {
        return PARTS.stream()
                .map(folder::resolve)
                .filter(part -> Files.exists(part, LinkOption.NOFOLLOW_LINKS))
                .findFirst();
    }
}

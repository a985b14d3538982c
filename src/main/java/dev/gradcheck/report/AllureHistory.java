package dev.gradcheck.report;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * What Allure's pages of the last runs hand on, for its trend and each test's history: kept in {@code history/}, which no run wipes.
 *
 * @param reports the folder of the report
 */
record AllureHistory(Path reports) {
    private static final String HISTORY = "history";
    private static final String JSON = ".json";

    /** Where Allure looks for it. */
    void into(Path results) throws IOException {
        copy(reports.resolve(History.FOLDER), results.resolve(HISTORY));
    }

    /** What a page knows, the last runs' history included. */
    void from(Path page) throws IOException {
        copy(page.resolve(HISTORY), reports.resolve(History.FOLDER));
    }

    private static void copy(Path from, Path to) throws IOException {
        if (!Files.isDirectory(from)) {
            return;
        }
        List<Path> files;
        try (Stream<Path> all = Files.list(from)) {
            files = all.filter(Files::isRegularFile)
                    .filter(file -> file.toString().endsWith(JSON))
                    .filter(file -> !file.endsWith(History.FILE))
                    .toList();
        }
        Files.createDirectories(to);
        for (Path file : files) {
            Files.write(to.resolve(file.getFileName()), Files.readAllBytes(file));
        }
    }
}

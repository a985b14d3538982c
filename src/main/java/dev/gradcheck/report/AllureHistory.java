package dev.gradcheck.report;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * What Allure's pages of the last runs hand on, for its trend and each test's history: kept in {@code history/}, which no run wipes.
 * Allure's page in one file has it as it has all its data, a line for each file: a second page, in many files, would have to be made by a
 * second JVM, for nothing else.
 *
 * @param reports the folder of the report
 */
record AllureHistory(Path reports) {
    private static final String HISTORY = "history";
    private static final String JSON = ".json";

    /** Name and base64 of a file, as the page in one file holds it; no text of a user's stands in a page but in base64. */
    private static final Pattern IN_PAGE = Pattern.compile("\\bd\\('history/([a-z-]+\\.json)','([A-Za-z0-9+/=]*+)'\\)");

    /** Where Allure looks for it. */
    void into(Path results) throws IOException {
        Path last = reports.resolve(History.FOLDER);
        if (!Files.isDirectory(last)) {
            return;
        }
        List<Path> files;
        try (Stream<Path> all = Files.list(last)) {
            files = all.filter(Files::isRegularFile)
                    .filter(file -> file.toString().endsWith(JSON))
                    .filter(file -> !file.endsWith(History.FILE))
                    .toList();
        }
        Path to = Files.createDirectories(results.resolve(HISTORY));
        for (Path file : files) {
            Files.write(to.resolve(file.getFileName()), Files.readAllBytes(file));
        }
    }

    /**
     * What a page knows, the last runs' history included.
     *
     * @param page Allure's, in one file
     */
    void from(String page) throws IOException {
        Path to = Files.createDirectories(reports.resolve(History.FOLDER));
        Matcher file = IN_PAGE.matcher(page);
        while (file.find()) {
            Files.write(to.resolve(file.group(1)), Base64.getDecoder().decode(file.group(2)));
        }
    }
}

package dev.gradcheck.report;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * A folder for each gradient that does not agree, always with the same files: the page, its facts as text, every element as
 * comma-separated values, and the case.
 *
 * @param reports the folder of the report
 */
record MismatchFolder(Path reports) {
    /** Within the folder of the report. */
    static final String NAME = "mismatches";

    static final String PAGE = "index.html";
    static final String FACTS = "facts.txt";
    static final String TABLE = "comparison.csv";
    static final String CASE = "case.yaml";

    private static final int LONGEST = 60;

    /** The folder of a gradient of a case, with '/' on every system: readable, safe as a name of a file, and its own. */
    static String of(String name, String subject) {
        String full = name + "--" + subject;
        String safe = full.replaceAll("[^A-Za-z0-9._-]+", "-").replaceAll("^[.-]+", "");
        boolean isItself = safe.equals(full) && safe.length() <= LONGEST;
        String text = safe.substring(0, Math.min(LONGEST, safe.length()));
        return NAME + "/" + (isItself ? text : text + "-" + String.format("%08x", full.hashCode()));
    }

    /** The page of a gradient, as a path within the report. */
    static String of(GradientPage page) {
        return of(page.report().name(), page.name().replace('/', '-')) + "/" + PAGE;
    }

    /** Writes all files, and says where: a path within the report. */
    String write(GradientPage page, Rerun reproduction) throws IOException {
        String place = of(page);
        Path folder = Files.createDirectories(reports.resolve(place).getParent());
        text(folder.resolve(PAGE), new MismatchPage(page, reproduction).html());
        text(folder.resolve(FACTS), ReportText.page(page) + "\nreproduce with\n  " + reproduction.command() + "\n");
        text(folder.resolve(TABLE), TableCsv.of(page));
        text(folder.resolve(CASE), reproduction.caseFile());
        return place;
    }

    /** Half a pair of surrogates has no bytes in UTF-8, and must not lose the file. */
    private static void text(Path file, String text) throws IOException {
        Files.write(file, text.getBytes(StandardCharsets.UTF_8));
    }
}

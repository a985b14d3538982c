package dev.gradcheck.report;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * What stands around a run of the suite: before it the last report goes, after it this one is written and printed, whatever the suite
 * found, and then it is judged. The build calls {@link #main}, the portable bundle the methods.
 *
 * @param reports the folder of the report
 */
public record ReportCommand(Path reports) {
    /** What failsafe writes where the suite's JVM did not come to its end. */
    private static final List<String> SIGNS_OF_DEATH = List.of("<failureMessage>", "timeout=\"true\"");

    /**
     * The entry that the build calls: {@code begin REPORTS}, {@code finish REPORTS ALLURE FAILSAFE-SUMMARY}, {@code judge REPORTS}.
     *
     * @param arguments as above
     * @throws IOException if the report cannot be wiped or written, or if it is judged and says that something fails
     * @throws InterruptedException if the thread is interrupted while Allure runs
     */
    public static void main(String[] arguments) throws IOException, InterruptedException {
        ReportCommand command = new ReportCommand(Path.of(arguments[1]));
        switch (arguments[0]) {
            case "begin" -> command.begin();
            case "finish" -> {
                Path java = Path.of(System.getProperty("java.home"), "bin", "java");
                command.finish(
                        new HtmlReport(command.reports, Path.of(arguments[2]), java),
                        command.died(arguments[3]),
                        System.out);
            }
            case "judge" -> command.judge();
            default -> throw new IllegalArgumentException(arguments[0] + " is none of begin, finish, judge");
        }
    }

    /**
     * Removes the last run's report.
     *
     * @throws IOException if something is in the folder's way that the harness did not make, or if something cannot be removed
     */
    public void begin() throws IOException {
        new ReportFolder(reports).wipe();
    }

    /**
     * Writes the page and prints the summary; the summary is printed where there can be no page, too.
     *
     * @param page to write
     * @param suiteDied whether the suite's JVM ended before the suite did
     * @param out where the summary goes
     * @throws IOException if there are no results, if Allure fails or if the page cannot be written
     * @throws InterruptedException if the thread is interrupted while Allure runs
     */
    public void finish(HtmlReport page, boolean suiteDied, PrintStream out) throws IOException, InterruptedException {
        try {
            page.write(suiteDied);
        } finally {
            out.println(SummaryPrinter.text(reports));
        }
    }

    /** Whatever the tests made of it: a test that swallows an assertion's error hides nothing. */
    private void judge() throws IOException {
        Optional<String> failure = Verdicts.failure(reports);
        if (failure.isPresent()) {
            throw new IOException(failure.get());
        }
    }

    /** A suite that came to its end did not die, whatever failsafe says: its session may have failed the fork on purpose. */
    private boolean died(String failsafeSummary) throws IOException {
        Path file = Path.of(failsafeSummary);
        String text = Files.exists(file) ? Files.readString(file) : "";
        return SIGNS_OF_DEATH.stream().anyMatch(text::contains) && !Verdicts.isComplete(reports);
    }
}

package dev.gradcheck.report;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * What stands around a run of the suite: before its first fork the last report goes, after its last one this report is put together and
 * printed, whatever the suite found, and then it is judged. The build calls {@link #main}, the portable bundle the methods.
 *
 * @param reports the folder of the report
 */
public record ReportCommand(Path reports) {
    /** What failsafe writes where a JVM ended before its tests did; what a session says of itself is no such sign. */
    private static final String SIGN_OF_DEATH = "terminated without properly saying goodbye";

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
                        ending(Path.of(arguments[3])),
                        System.out);
            }
            case "judge" -> command.judge();
            default -> throw new IllegalArgumentException(arguments[0] + " is none of begin, finish, judge");
        }
    }

    /**
     * Removes the last run's report; from now on the folder is this process's.
     *
     * @throws IOException in one sentence, if another build uses the folder, if something is in its way that the harness did not make, or if
     *     something cannot be removed or written
     */
    public void begin() throws IOException {
        ReportFolder folder = new ReportFolder(reports);
        try {
            folder.open();
            folder.alone(() -> {
                RunOwner.require(reports);
                folder.wipe();
                RunOwner.take(reports);
                return folder;
            });
        } catch (IOException e) {
            throw new Sentence(ReportFolder.sentence(reports, e), e);
        }
    }

    /**
     * Puts the report together: the forks' summaries in one, complete if they all are, printed; then the page.
     *
     * @param page to write
     * @param ending how the suite's JVMs ended
     * @param out where the summary goes
     * @throws IOException if there are no results, if Allure fails or if something cannot be written
     * @throws InterruptedException if the thread is interrupted while Allure runs
     */
    public void finish(HtmlReport page, Ending ending, PrintStream out) throws IOException, InterruptedException {
        try {
            page(page, gathered(ending), out::println);
        } catch (Sentence e) {
            throw e;
        } catch (IOException e) {
            throw new Sentence(ReportFolder.sentence(reports, e), e);
        }
    }

    /** What is gathered, printed; then the page. */
    void page(HtmlReport page, Ending known, Consumer<String> out) throws IOException, InterruptedException {
        out.accept(SummaryPrinter.text(reports, known));
        page.write(known);
    }

    /** The forks' parts go: what they hold is in the summary. */
    private Ending gathered(Ending said) throws IOException {
        ReportFolder folder = new ReportFolder(reports);
        folder.open();
        return folder.alone(() -> {
            List<Fork> forks = Fork.of(reports);
            Ending told = forks.stream()
                    .flatMap(fork -> fork.early().stream())
                    .findFirst()
                    .map(reason -> new Ending(reason, List.of()))
                    .orElse(said);
            boolean complete = !told.isEarly() && forks.stream().allMatch(Fork::isComplete);
            Ending known = complete
                    ? told
                    : told.incomplete(forks.stream()
                            .flatMap(fork -> fork.wasRunning().stream())
                            .toList());
            List<Map<String, Object>> parts = Fork.merge(reports, complete, known.sentence());
            new ShardFile(reports, MergedSummary.shard(parts), complete ? "" : known.sentence(), parts).write();
            end();
            return known;
        });
    }

    /** Nobody writes into the folder from now on. */
    void end() throws IOException {
        RunOwner.leave(reports);
        ReportFolder.delete(reports.resolve(ReportFolder.RUN));
    }

    private static Ending ending(Path failsafeSummary) throws IOException {
        String text = Files.exists(failsafeSummary) ? Files.readString(failsafeSummary) : "";
        return text.contains(SIGN_OF_DEATH) ? Ending.DIED : Ending.REGULAR;
    }

    /** Whatever the tests made of it: a test that swallows an assertion's error hides nothing. */
    private void judge() throws IOException {
        Optional<String> failure = Verdicts.failure(reports);
        if (failure.isPresent()) {
            throw new IOException(failure.get());
        }
    }
}

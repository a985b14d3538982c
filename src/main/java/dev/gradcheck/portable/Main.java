package dev.gradcheck.portable;

import dev.gradcheck.report.Ending;
import dev.gradcheck.report.HtmlReport;
import dev.gradcheck.report.ReportCommand;
import dev.gradcheck.report.Verdicts;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** The command-line entry of the portable bundle: runs the suite and writes the report, whatever the suite finds. */
public final class Main {
    private static final int NOT_RUN = 2;

    /** For a JVM that ends itself when its time is up. */
    private static final Duration GRACE = Duration.ofMinutes(1);

    private Main() {}

    /**
     * Exits with 0 if nothing fails, 1 if something does, 2 if the suite cannot be run.
     *
     * @param arguments the bundle's folder, then those of the user
     */
    public static void main(String[] arguments) {
        List<String> all = List.of(arguments);
        Bundle bundle = new Bundle(Path.of(all.get(0)).toAbsolutePath().normalize());
        System.exit(run(bundle, all.subList(1, all.size()), System.out));
    }

    static int run(Bundle bundle, List<String> arguments, PrintStream out) {
        try {
            CommandLine line = CommandLine.parse(arguments);
            if (line.help()) {
                out.println(CommandLine.USAGE);
                return 0;
            }
            return run(suite(bundle, line), line.limit(), out);
        } catch (IllegalArgumentException e) {
            out.println("gradcheck-suite: " + e.getMessage() + "\n\n" + CommandLine.USAGE);
        } catch (IOException | UncheckedIOException e) {
            out.println("gradcheck-suite: " + e.getMessage());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return NOT_RUN;
    }

    private static SuiteProcess suite(Bundle bundle, CommandLine line) {
        return SuiteProcess.of(
                bundle, line.settings(), pytorch(bundle, line), Path.of("").toAbsolutePath());
    }

    /** Empty: the one that the environment names, or the bundle's own, or none, which the suite then says. */
    private static Optional<Path> pytorch(Bundle bundle, CommandLine line) {
        return line.pytorch()
                .or(() -> Optional.ofNullable(System.getenv("PYTORCH_LIBRARY_PATH"))
                        .map(Path::of))
                .map(TorchSearch::libraries)
                .or(() -> bundle.hasPytorch() ? Optional.empty() : TorchSearch.ofPython());
    }

    private static int run(SuiteProcess suite, Duration limit, PrintStream out)
            throws IOException, InterruptedException {
        ReportCommand report = new ReportCommand(suite.reports());
        report.begin();
        Files.createDirectories(suite.cache(System.getenv()));
        Process process = start(suite);
        boolean ended = process.waitFor(limit.plus(GRACE).toSeconds(), TimeUnit.SECONDS);
        int status = process.destroyForcibly().waitFor();
        report.finish(
                new HtmlReport(
                        suite.reports(), suite.bundle().allure(), suite.bundle().java()),
                ending(ended, status),
                out);
        Optional<String> complaint = Verdicts.failure(suite.reports());
        complaint.ifPresent(out::println);
        return status == 0 && complaint.isEmpty() ? 0 : 1;
    }

    /** The suite's own status is 0 or 1. */
    private static Ending ending(boolean ended, int status) {
        if (!ended) {
            return Ending.HUNG;
        }
        return status > 1 ? Ending.DIED : Ending.REGULAR;
    }

    private static Process start(SuiteProcess suite) throws IOException {
        ProcessBuilder builder = new ProcessBuilder(suite.command(System.getenv()))
                .directory(suite.bundle().home().toFile())
                .inheritIO();
        builder.environment().putAll(suite.environment(System.getenv()));
        return builder.start();
    }
}

package dev.gradcheck.command;

import dev.gradcheck.check.CheckReport;
import dev.gradcheck.check.CheckReport.NotRun;
import dev.gradcheck.golden.GoldenCase;
import dev.gradcheck.golden.GoldenFile;
import dev.gradcheck.report.GradientPage;
import dev.gradcheck.report.ReportText;
import dev.gradcheck.testing.GoldenJudge;
import dev.gradcheck.testing.Networks;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Judges single files: a line for each gradient and value, and for what fails every fact. */
@Command(name = "check", mixinStandardHelpOptions = true, description = "Judges golden files, as the suite would.")
final class CheckCommand implements Callable<Integer> {
    @Parameters(arity = "1..*", paramLabel = "FILE", description = "Golden files.")
    private List<Path> files;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() {
        GoldenJudge.prepare();
        Networks networks = Gradcheck.networks();
        int status = Gradcheck.RIGHT;
        for (Path file : files) {
            status = Math.max(
                    status,
                    check(
                            networks,
                            file,
                            spec.commandLine().getOut(),
                            spec.commandLine().getErr()));
        }
        return status;
    }

    /** Judges one file; the exit status. */
    static int check(Networks networks, Path file, PrintWriter out, PrintWriter err) {
        GoldenFile read = Gradcheck.read(networks, file, err);
        int status = read.cases().isEmpty() ? Gradcheck.UNREADABLE : Gradcheck.RIGHT;
        for (GoldenCase golden : read.cases()) {
            CheckReport report = Gradcheck.judge(networks).judge(golden);
            show(report, out);
            if (golden.expected().isEmpty() && golden.claimed().names().isEmpty()) {
                out.println("  nothing is expected: the oracles judge alone; to record values: "
                        + Invocation.of("record " + file));
            }
            status = Math.max(status, report.failures().isEmpty() ? Gradcheck.RIGHT : Gradcheck.WRONG);
        }
        return status;
    }

    private static void show(CheckReport report, PrintWriter out) {
        int failures = report.failures().size();
        out.println(report.name() + ": " + (failures == 0 ? "nothing fails" : failures + " findings fail"));
        for (GradientPage page : GradientPage.of(report)) {
            out.println("  " + page.headline());
            ReportText.failures(page).forEach(text -> out.println(text.indent(4).stripTrailing()));
        }
        for (NotRun notRun : report.notRun()) {
            out.println("  not run: " + ReportText.line(notRun.what() + ": " + notRun.reason()));
        }
    }
}

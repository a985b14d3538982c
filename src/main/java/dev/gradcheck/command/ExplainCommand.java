package dev.gradcheck.command;

import dev.gradcheck.check.CheckReport;
import dev.gradcheck.golden.GoldenCase;
import dev.gradcheck.golden.GoldenFile;
import dev.gradcheck.report.GradientPage;
import dev.gradcheck.report.ReportText;
import dev.gradcheck.testing.GoldenJudge;
import dev.gradcheck.testing.Networks;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Everything that was found of a case, agreement and what was not run included. */
@Command(name = "explain", mixinStandardHelpOptions = true, description = "Shows all facts of a golden file.")
final class ExplainCommand implements Callable<Integer> {
    @Parameters(paramLabel = "FILE", description = "A golden file.")
    private Path file;

    @Option(names = "--only", paramLabel = "NAME", description = "One gradient or value alone, such as hidden.weight.")
    private String only;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() {
        GoldenJudge.prepare();
        PrintWriter out = spec.commandLine().getOut();
        Networks networks = Gradcheck.networks();
        GoldenFile read = Gradcheck.read(networks, file, spec.commandLine().getErr());
        int status = read.cases().isEmpty() ? Gradcheck.UNREADABLE : Gradcheck.RIGHT;
        for (GoldenCase golden : read.cases()) {
            CheckReport report = Gradcheck.judge(networks).judge(golden);
            out.println("# " + report.name() + ", " + report.dtype() + ", from " + golden.file());
            out.println(golden.network().name());
            out.println("provenance: " + ReportText.line(golden.provenance()) + "\n");
            GradientPage.of(report).stream()
                    .filter(page -> only == null || page.subject().name().equals(only))
                    .forEach(page -> out.println(ReportText.page(page)));
            status = Math.max(status, report.failures().isEmpty() ? Gradcheck.RIGHT : Gradcheck.WRONG);
        }
        return status;
    }
}

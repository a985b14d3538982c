package dev.gradcheck.command;

import dev.gradcheck.check.CheckReport;
import dev.gradcheck.golden.GoldenCase;
import dev.gradcheck.golden.GoldenFile;
import dev.gradcheck.report.ReportText;
import dev.gradcheck.tensor.DType;
import dev.gradcheck.testing.GoldenJudge;
import dev.gradcheck.testing.Networks;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Writes the expected values of a case, as the oracles have them. */
@Command(
        name = "record",
        mixinStandardHelpOptions = true,
        description = "Writes the expected values of a golden file, as the oracles have them, where they agree.")
final class RecordCommand implements Callable<Integer> {
    @Parameters(paramLabel = "FILE", description = "A golden file.")
    private Path file;

    @Option(names = "--overwrite", description = "Replaces expected values that are there.")
    private boolean isOverwriting;

    @Option(
            names = "--ci",
            hidden = true,
            defaultValue = "${env:CI:-}",
            description = "What CI sets in the environment.")
    private String ci;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws IOException {
        PrintWriter out = spec.commandLine().getOut();
        PrintWriter err = spec.commandLine().getErr();
        if (!ci.isEmpty()) {
            err.println(
                    "gradcheck: in CI nothing is recorded: record on your own machine, look at the difference, and commit it");
            return Gradcheck.WRONG;
        }
        GoldenJudge.prepare();
        Networks networks = Gradcheck.networks();
        GoldenFile read = Gradcheck.read(networks, file, err);
        if (read.cases().isEmpty()) {
            return Gradcheck.UNREADABLE;
        }
        GoldenCase golden = inDouble(read);
        CheckReport report = Gradcheck.judge(networks).judge(golden);
        Recorded recorded = Recorded.of(report);
        if (!recorded.refusals().isEmpty()) {
            err.println("gradcheck: nothing is recorded: the oracles do not confirm "
                    + String.join(", ", recorded.refusals()));
            err.print(ReportText.failures(report));
            return Gradcheck.WRONG;
        }
        return new ExpectedChange(file, isOverwriting, out, err).write(recorded.yaml());
    }

    /** The one whose values can be rounded to every other dtype. */
    private static GoldenCase inDouble(GoldenFile read) {
        return read.cases().stream()
                .filter(one -> one.dtype() == DType.FLOAT64)
                .findFirst()
                .orElse(read.cases().get(0));
    }
}

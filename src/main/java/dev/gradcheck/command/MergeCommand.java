package dev.gradcheck.command;

import dev.gradcheck.report.ShardMerge;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Puts the reports of shards together, as if the suite had been run in one piece. */
@Command(
        name = "merge",
        mixinStandardHelpOptions = true,
        description = "Puts the reports of all shards (-Dgradcheck.shard=1/4 and so on) into one.")
final class MergeCommand implements Callable<Integer> {
    @Parameters(arity = "1..*", paramLabel = "REPORTS", description = "Folders with the reports of the shards.")
    private List<Path> shards;

    @Option(
            names = "--into",
            paramLabel = "FOLDER",
            defaultValue = "reports",
            description = "Where the report goes; ${DEFAULT-VALUE} by default.")
    private Path reports;

    @Option(
            names = "--allure",
            paramLabel = "FOLDER",
            defaultValue = "${sys:allure.home}",
            description = "Allure's command line, as the build unpacks it: ${DEFAULT-VALUE}.")
    private Path allure;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws IOException, InterruptedException {
        Optional<String> failure =
                new ShardMerge(reports, shards).write(allure, spec.commandLine().getOut());
        failure.ifPresent(spec.commandLine().getErr()::println);
        return failure.isEmpty() ? Gradcheck.RIGHT : Gradcheck.WRONG;
    }
}

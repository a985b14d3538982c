package dev.gradcheck.command;

import dev.gradcheck.golden.GoldenFile;
import dev.gradcheck.golden.GoldenProblem;
import dev.gradcheck.golden.yaml.GoldenReader;
import dev.gradcheck.testing.GoldenJudge;
import dev.gradcheck.testing.NetworkSource;
import dev.gradcheck.testing.Networks;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Map;
import java.util.ServiceLoader;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/**
 * The command-line entry for golden cases: {@code java dev.gradcheck.command.Gradcheck check FILE…}. Exits with {@value #RIGHT} if nothing
 * fails, {@value #WRONG} if a finding fails, {@value #USAGE} if the command is not understood, {@value #UNREADABLE} if a file cannot be read
 * or written, and {@value #BROKEN} if a check breaks the harness.
 */
@Command(
        name = "gradcheck",
        mixinStandardHelpOptions = true,
        description = "Judges golden cases: files that describe a network at a point, with gradients.",
        subcommands = {
            NewCommand.class,
            CheckCommand.class,
            WatchCommand.class,
            ExplainCommand.class,
            RecordCommand.class,
            ImportCommand.class,
            MergeCommand.class
        },
        exitCodeListHeading = "Exit status:%n",
        exitCodeList = {
            "0:nothing fails",
            "1:a finding fails",
            "2:the command is not understood",
            "3:a file cannot be read or written",
            "4:a check broke the harness"
        })
public final class Gradcheck implements Runnable {
    static final int RIGHT = 0;
    static final int WRONG = 1;
    static final int USAGE = 2;
    static final int UNREADABLE = 3;
    static final int BROKEN = 4;

    private static final long SEED = 20260101;

    /** As for the forks of the build: nothing is downloaded or reported, and sums are added in one order. */
    private static final Map<String, String> QUIET = Map.of(
            "ai.djl.offline", "true",
            "OPT_OUT_TRACKING", "true",
            "ai.djl.pytorch.num_threads", "1",
            "ai.djl.pytorch.num_interop_threads", "1",
            "org.slf4j.simpleLogger.defaultLogLevel", "error");

    @Spec
    private CommandSpec spec;

    /** For picocli, which makes it. */
    Gradcheck() {}

    /**
     * Runs a command and exits.
     *
     * @param arguments a command, its options and files
     */
    public static void main(String[] arguments) {
        // PyTorch's own threads must not keep the JVM
        System.exit(run(new PrintWriter(System.out, true), new PrintWriter(System.err, true), arguments));
    }

    static int run(PrintWriter out, PrintWriter err, String... arguments) {
        QUIET.forEach((name, value) -> System.getProperties().putIfAbsent(name, value));
        return new CommandLine(new Gradcheck())
                .setOut(out)
                .setErr(err)
                .setCaseInsensitiveEnumValuesAllowed(true)
                .setExecutionExceptionHandler((e, line, result) -> {
                    line.getErr().println("gradcheck: " + e.getMessage());
                    return e instanceof java.io.IOException ? UNREADABLE : BROKEN;
                })
                .execute(arguments);
    }

    /** A command is needed. */
    @Override
    public void run() {
        throw new CommandLine.ParameterException(spec.commandLine(), "name a command");
    }

    /** All networks and layers that are known. */
    static Networks networks() {
        Networks networks = Networks.standard();
        for (NetworkSource source : ServiceLoader.load(NetworkSource.class)) {
            networks = source.extend(networks);
        }
        return networks;
    }

    static GoldenJudge judge(Networks networks) {
        return new GoldenJudge(networks, SEED);
    }

    /** The file's cases, or its mistakes on the error stream. */
    static GoldenFile read(Networks networks, Path file, PrintWriter err) {
        GoldenFile read = new GoldenReader(networks.catalog()).read(file);
        read.problems().stream().map(GoldenProblem::text).forEach(err::println);
        return read;
    }
}

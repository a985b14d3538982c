package dev.gradcheck.report;

import dev.gradcheck.process.ChildProcess;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Allure's command line, in a JVM of its own, with analytics off before it starts.
 *
 * @param allure its folder
 * @param java the program {@code java}
 */
record AllureCommand(Path allure, Path java) {
    /** A report takes seconds. */
    private static final Duration LIMIT = Duration.ofMinutes(5);

    /** On a full disk not even its complaint can be written. */
    private static String silent(Path out) throws IOException {
        long free = Files.getFileStore(out.getParent()).getUsableSpace();
        return "it said nothing, and " + Math.floorDiv(free, 1_000_000) + " MB are free in " + out.getParent()
                + ". Make room on the disk, or name another folder by -Dgradcheck.reports";
    }

    /**
     * Makes a report.
     *
     * @param results of tests
     * @param out the report's folder, which does not exist yet
     * @param options such as {@code --single-file}
     * @throws IOException with what it says, if it fails
     * @throws InterruptedException if the thread is interrupted while it runs
     */
    void generate(Path results, Path out, String... options) throws IOException, InterruptedException {
        Path log = out.resolveSibling(out.getFileName() + ".log");
        List<String> command = new ArrayList<>(List.of(
                java.toString(),
                "-XX:-UsePerfData",
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-Xshare:auto",
                "-cp",
                allure.resolve("lib") + "/*" + File.pathSeparator + allure.resolve("lib/config"),
                "io.qameta.allure.CommandLine",
                "generate",
                "--clean"));
        command.addAll(List.of(options));
        command.addAll(List.of("--output", out.toString(), results.toString()));
        ProcessBuilder builder =
                new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log.toFile());
        builder.environment().putAll(Map.of("APP_HOME", allure.toString(), "ALLURE_NO_ANALYTICS", "true"));
        if (ChildProcess.run(builder, LIMIT).status() != 0) {
            String said = Files.readString(log).strip();
            throw new Sentence("Allure wrote no report: " + (said.isEmpty() ? silent(out) : said));
        }
    }
}

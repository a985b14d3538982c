package dev.gradcheck.command;

import dev.gradcheck.testing.GoldenJudge;
import dev.gradcheck.testing.Networks;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardWatchEventKinds;
import java.nio.file.WatchKey;
import java.nio.file.WatchService;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Judges a file now and each time it is saved, until it is interrupted. PyTorch is loaded once. */
@Command(
        name = "watch",
        mixinStandardHelpOptions = true,
        description = "Judges a golden file now and at each save, until Ctrl-C.")
final class WatchCommand implements Callable<Integer> {
    /** An editor may write a file in several pieces, or another file that takes its name. */
    private static final long SETTLED = 50;

    @Parameters(paramLabel = "FILE", description = "A golden file.")
    private Path file;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws IOException {
        GoldenJudge.prepare();
        Networks networks = Gradcheck.networks();
        PrintWriter out = spec.commandLine().getOut();
        PrintWriter err = spec.commandLine().getErr();
        Path folder = file.toAbsolutePath().getParent();
        try (WatchService watch = folder.getFileSystem().newWatchService()) {
            // The folder, for files that the case reads, too; and before the first look, so that no save is missed.
            folder.register(watch, StandardWatchEventKinds.ENTRY_CREATE, StandardWatchEventKinds.ENTRY_MODIFY);
            while (true) {
                if (Files.exists(file)) {
                    CheckCommand.check(networks, file, out, err);
                }
                out.println("watching " + file);
                await(watch);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Gradcheck.RIGHT;
        }
    }

    /** Until something was written into the folder, and nothing more is. */
    private static void await(WatchService watch) throws InterruptedException {
        WatchKey key = watch.take();
        do {
            Thread.sleep(SETTLED);
        } while (!key.pollEvents().isEmpty());
        key.reset();
    }
}

package dev.gradcheck.command;

import dev.gradcheck.foreign.ImportedCase;
import dev.gradcheck.foreign.Refusal;
import dev.gradcheck.foreign.TorchImport;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Makes a golden case of what another program wrote. */
@Command(
        name = "import",
        mixinStandardHelpOptions = true,
        description = "Makes a golden file of a dump of PyTorch: a folder, or its files.")
final class ImportCommand implements Callable<Integer> {
    @Parameters(arity = "1..*", paramLabel = "PATH", description = "A folder with a dump, or its files.")
    private List<Path> paths;

    @Option(names = "--name", paramLabel = "NAME", description = "Of the case; that of the dump by default.")
    private String name;

    @Option(
            names = "--folder",
            paramLabel = "FOLDER",
            defaultValue = "test-resources/golden",
            description = "Of the golden cases (default: ${DEFAULT-VALUE}).")
    private Path folder;

    @Option(names = "--overwrite", description = "Replaces a case of this name.")
    private boolean isOverwriting;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws IOException {
        PrintWriter err = spec.commandLine().getErr();
        String own = name == null ? usualName() : name;
        CaseName.require(own, spec.commandLine());
        Path file = folder.resolve(own + ".yaml");
        if (Files.exists(file) && !isOverwriting) {
            throw new IOException(file + " is there already: choose another --name, or --overwrite");
        }
        ImportedCase imported;
        try {
            imported = TorchImport.of(paths, own);
        } catch (Refusal refusal) {
            err.println(refusal.problem().text());
            return Gradcheck.UNREADABLE;
        }
        write(imported, file);
        PrintWriter out = spec.commandLine().getOut();
        out.println("wrote " + file);
        imported.questions().forEach(question -> out.println("to be said: " + question));
        if (!imported.questions().isEmpty()) {
            return Gradcheck.WRONG;
        }
        boolean isReadable =
                !Gradcheck.read(Gradcheck.networks(), file, err).cases().isEmpty();
        if (isReadable) {
            out.println("judge it with: gradcheck check " + file);
        }
        return isReadable ? Gradcheck.RIGHT : Gradcheck.UNREADABLE;
    }

    private void write(ImportedCase imported, Path file) throws IOException {
        Files.createDirectories(folder);
        for (Map.Entry<String, Path> entry : imported.beside().entrySet()) {
            Path copy = folder.resolve(entry.getKey());
            Files.createDirectories(copy.getParent());
            Files.copy(entry.getValue(), copy, StandardCopyOption.REPLACE_EXISTING);
        }
        Files.writeString(file, imported.text());
    }

    /** That of the first folder or file, without its ending. */
    private String usualName() {
        String last = paths.get(0).toAbsolutePath().normalize().getFileName().toString();
        return last.replaceAll("\\.[^.]*$", "");
    }
}

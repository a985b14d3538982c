package dev.gradcheck.command;

import dev.gradcheck.foreign.ImportedCase;
import dev.gradcheck.foreign.NotebookImport;
import dev.gradcheck.foreign.Refusal;
import dev.gradcheck.foreign.TorchImport;
import dev.gradcheck.tensor.DType;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Map;
import java.util.Set;
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
        description =
                "Makes a golden file of a dump of PyTorch (a folder, or its files), or of a notebook's printed outputs.")
final class ImportCommand implements Callable<Integer> {
    @Parameters(
            arity = "1..*",
            paramLabel = "PATH",
            description = "A folder with a dump, its files, or a notebook (.ipynb).")
    private List<Path> paths;

    @Option(names = "--name", paramLabel = "NAME", description = "Of the case; that of the dump by default.")
    private String name;

    @Option(
            names = "--folder",
            paramLabel = "FOLDER",
            defaultValue = "test-resources/golden",
            description = "Of the golden cases (default: ${DEFAULT-VALUE}).")
    private Path folder;

    @Option(names = "--overwrite", description = "Replaces a case of this name, or expected values.")
    private boolean isOverwriting;

    @Option(
            names = "--cells",
            paramLabel = "N",
            split = ",",
            description = "Of a notebook: the numbers of the cells whose outputs are expected, as In [4] has them.")
    private Set<Integer> cells = Set.of();

    @Option(
            names = "--into",
            paramLabel = "FILE",
            description = "Of a notebook: a golden file that says the network, and gets the values.")
    private Path into;

    @Option(
            names = "--dtype",
            paramLabel = "DTYPE",
            defaultValue = "float32",
            description = "Of a notebook: in which it computes (default: ${DEFAULT-VALUE}, PyTorch's).")
    private DType dtype;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws IOException {
        try {
            if (!paths.get(0).toString().endsWith(".ipynb")) {
                String own = own();
                return write(TorchImport.of(paths, own), own);
            }
            NotebookImport notebook = NotebookImport.of(paths.get(0), cells, dtype);
            return into == null ? write(notebook.draft(), own()) : write(notebook);
        } catch (Refusal refusal) {
            err().println(refusal.problem().text());
            return Gradcheck.UNREADABLE;
        }
    }

    /** The name of the case: by default that of the first folder or file, without its ending. */
    private String own() throws IOException {
        String last = paths.get(0).toAbsolutePath().normalize().getFileName().toString();
        String own = name == null ? last.replaceAll("\\.[^.]*$", "") : name;
        CaseName.require(own, spec.commandLine());
        if (Files.exists(file(own)) && !isOverwriting) {
            throw new IOException(file(own) + " is there already: choose another --name, or --overwrite");
        }
        return own;
    }

    private Path file(String own) {
        return folder.resolve(own + ".yaml");
    }

    private int write(ImportedCase imported, String own) throws IOException {
        Files.createDirectories(folder);
        for (Map.Entry<String, Path> entry : imported.beside().entrySet()) {
            Path copy = folder.resolve(entry.getKey());
            Files.createDirectories(copy.getParent());
            Files.copy(entry.getValue(), copy, StandardCopyOption.REPLACE_EXISTING);
        }
        Files.writeString(file(own), imported.text());
        PrintWriter out = spec.commandLine().getOut();
        out.println("wrote " + file(own));
        imported.questions().forEach(question -> out.println("to be said: " + question));
        return imported.questions().isEmpty() ? readable(file(own)) : Gradcheck.WRONG;
    }

    private int write(NotebookImport notebook) throws IOException {
        int status =
                new ExpectedChange(into, isOverwriting, spec.commandLine().getOut(), err()).write(notebook.expected());
        return status == Gradcheck.RIGHT ? readable(into) : status;
    }

    /** What is written is read once, so that what does not fit is said now. */
    private int readable(Path file) {
        boolean isReadable =
                !Gradcheck.read(Gradcheck.networks(), file, err()).cases().isEmpty();
        if (isReadable) {
            spec.commandLine().getOut().println("judge it with: " + Invocation.of("check " + file));
        }
        return isReadable ? Gradcheck.RIGHT : Gradcheck.UNREADABLE;
    }

    private PrintWriter err() {
        return spec.commandLine().getErr();
    }
}

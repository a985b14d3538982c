package dev.gradcheck.command;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Writes a case that passes, with a comment on each key, to be changed. */
@Command(
        name = "new",
        mixinStandardHelpOptions = true,
        description = "Writes a golden file that passes, to be changed.")
final class NewCommand implements Callable<Integer> {
    private static final String TEMPLATE = """
            # yaml-language-server: $schema=golden-case.schema.json
            # A golden case: a network at a point, and what is expected there. It passes as it stands; change it.
            # 'gradcheck check' judges it, 'gradcheck record' writes the expected values, 'gradcheck explain' shows all facts.
            network: # the layers, in the order of the forward pass
              - {kind: linear, name: hidden} # its parameters are hidden.weight (out,in) and hidden.bias (out)
              - {kind: tanh}
              - {kind: linear, name: out}
              - {kind: mse, target: [[0.5], [-1]]} # the loss comes last, with its target
            dtype: [float32, float64] # or one of them
            provenance: Written by 'gradcheck new'. # where the values below come from
            parameters: # lists, {draw: normal, shape: [3, 2], seed: 1}, {file: weights.npz, tensor: w}
              hidden.weight: [[0.5, -1], [1.5, 0.25], [-0.75, 1]]
              hidden.bias: [0, 0.5, -0.25]
              out.weight: [[1, -0.5, 2]]
              out.bias: [0.125]
            input: [[1, 2], [-0.5, 0.75]] # a row for each sample
            # claimed: {hidden.weight: [[…]]}   gradients of another program, judged in the place of this project's own
            # expected: {match: within budget, loss: …, gradients: {hidden.weight: [[…]]}}
            """;

    @Parameters(paramLabel = "NAME", description = "Of the case.")
    private String name;

    @Option(
            names = "--folder",
            paramLabel = "FOLDER",
            defaultValue = "test-resources/golden",
            description = "Of the golden cases (default: ${DEFAULT-VALUE}).")
    private Path folder;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws IOException {
        CaseName.require(name, spec.commandLine());
        Path file = folder.resolve(name + ".yaml");
        if (Files.exists(file)) {
            throw new IOException(file + " is there already, and is not overwritten: choose another name");
        }
        Files.createDirectories(folder);
        Files.writeString(file, TEMPLATE, StandardOpenOption.CREATE_NEW);
        spec.commandLine().getOut().println("wrote " + file + "; judge it with: " + Invocation.of("check " + file));
        return Gradcheck.RIGHT;
    }
}

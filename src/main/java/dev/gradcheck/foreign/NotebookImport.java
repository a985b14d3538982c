package dev.gradcheck.foreign;

import dev.gradcheck.golden.Location;
import dev.gradcheck.golden.yaml.TensorText;
import dev.gradcheck.tensor.DType;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * The printed outputs of a notebook as expected values. What the network is, numbers do not tell: they belong into a case that says it, or
 * into a draft of one.
 */
public final class NotebookImport {
    private static final String RULE = "a cell prints values with their names: print(\"loss =\", loss)";
    private static final Pattern GRADIENT =
            Pattern.compile("(?:d|∂)\\w*/(?:d|∂)(.+)|(?:grad|gradient)[ _](?:of |L_|loss_)?(.+)|(.+)\\.grad");

    private static final String UNKNOWN = "…";
    private static final Set<String> INPUTS = Set.of("x", "X", "input", "inputs");
    private static final Set<String> TARGETS = Set.of("y", "Y", "target", "targets");

    private final Path file;
    private final DType dtype;
    private final Map<String, PrintedValue> gradients = new LinkedHashMap<>();
    private final Map<String, PrintedValue> values = new LinkedHashMap<>();
    private final List<Integer> cells = new ArrayList<>();

    private NotebookImport(Path file, DType dtype) {
        this.file = file;
        this.dtype = dtype;
    }

    /**
     * Reads the outputs of a notebook.
     *
     * @param file a .ipynb file
     * @param cells the numbers of the cells, as In [4] has them; all if there are none
     * @param dtype in which the values are computed
     * @return what they print
     * @throws Refusal if the notebook cannot be read, or a cell is not there or prints no value
     */
    public static NotebookImport of(Path file, Set<Integer> cells, DType dtype) throws Refusal {
        Notebook notebook = Notebook.read(file);
        List<Integer> there =
                notebook.cells().stream().map(Notebook.Cell::number).toList();
        for (int cell : cells) {
            if (!there.contains(cell)) {
                throw refused(file, "no cell was run as In [" + cell + "]", "there are " + there);
            }
        }
        NotebookImport all = new NotebookImport(file, dtype);
        for (Notebook.Cell cell : notebook.cells()) {
            if (cells.isEmpty() || cells.contains(cell.number())) {
                all.add(cell, cells.contains(cell.number()));
            }
        }
        if (all.gradients.isEmpty() && all.values.isEmpty()) {
            throw refused(file, "no cell prints a value", "print what is expected, and save the notebook");
        }
        return all;
    }

    private void add(Notebook.Cell cell, boolean isWanted) throws Refusal {
        try {
            List<PrintedValue> printed = PrintedText.values(cell);
            if (printed.isEmpty() && isWanted) {
                throw new IllegalArgumentException("no value is printed");
            }
            for (PrintedValue value : printed) {
                add(value, isWanted);
            }
            if (!printed.isEmpty()) {
                cells.add(cell.number());
            }
        } catch (IllegalArgumentException e) {
            throw refused(
                    file,
                    "the cell In [" + cell.number() + "]: " + e.getMessage(),
                    "print it so, run the cell, and save the notebook; or name other cells");
        }
    }

    private void add(PrintedValue value, boolean isWanted) {
        if (value.label().isEmpty() && !isWanted) {
            return;
        }
        if (value.label().isEmpty()) {
            throw new IllegalArgumentException("the value " + value.yaml() + " has no name");
        }
        Matcher gradient = GRADIENT.matcher(value.label());
        boolean isGradient = gradient.matches();
        String name = isGradient ? group(gradient) : lowered(value.label());
        if ((isGradient ? gradients : values).put(name, value) != null) {
            throw new IllegalArgumentException("'" + value.label() + "' is printed twice: name the cells that count");
        }
    }

    private static String group(Matcher matcher) {
        return matcher.group(1) != null
                ? matcher.group(1)
                : matcher.group(2) != null ? matcher.group(2) : matcher.group(3);
    }

    /** "Loss" is a word at the beginning of a line; "W" and "Wh" are names. */
    private static String lowered(String label) {
        return label.matches("\\p{Lu}\\p{Ll}{3,}") ? label.toLowerCase(java.util.Locale.ROOT) : label;
    }

    private static Refusal refused(Path file, String what, String remedy) {
        return new Refusal(Location.of(file), what, RULE, remedy);
    }

    /** {@return where the values come from, in one sentence} */
    public String provenance() {
        return "Printed by the notebook '" + file.getFileName() + "', "
                + cells.stream().map(cell -> "In [" + cell + "]").collect(Collectors.joining(", ")) + ".";
    }

    /** {@return the block of expected values of a golden file; parameters, input and target are no results} */
    public String expected() {
        StringBuilder text =
                new StringBuilder("expected: # ").append(provenance()).append("\n  match: as printed\n");
        values.forEach((name, value) -> text.append(isGiven(name) ? "" : "  " + line(name, value)));
        if (!gradients.isEmpty()) {
            text.append("  gradients:\n");
            gradients.forEach((name, value) -> text.append("    ").append(line(name, value)));
        }
        return text.toString();
    }

    private boolean isGiven(String name) {
        return gradients.containsKey(name) || INPUTS.contains(name) || TARGETS.contains(name);
    }

    private String line(String name, PrintedValue value) {
        String numbers = value.yaml();
        return TensorText.name(name) + ": "
                + (value.isWhole(dtype) ? numbers : "{match: to the digits given, value: " + numbers + "}") + "\n";
    }

    /** {@return a case whose network is still to be said; parameters and input are in it if they were printed, to the digits printed} */
    public ImportedCase draft() {
        String question = "the network, with its parameters"
                + (gradients.isEmpty() ? "" : " " + String.join(", ", gradients.keySet()))
                + ", and its input: write them into the file. A case that has them takes the values with --into";
        String text = "# yaml-language-server: $schema=golden-case.schema.json\n# To be said: " + question + ".\n"
                + "network:\n  # - {kind: linear, name: hidden}\n  # - {kind: mse, target: "
                + printed(TARGETS) + "}\ndtype: " + dtype + "\nprovenance: " + TensorText.name(provenance())
                + "\nparameters:\n"
                + gradients.keySet().stream()
                        .map(name -> "  " + (values.containsKey(name) ? "" : "# ") + TensorText.name(name) + ": "
                                + printed(Set.of(name)) + "\n")
                        .collect(Collectors.joining())
                + (printed(INPUTS).equals(UNKNOWN) ? "# " : "") + "input: " + printed(INPUTS) + "\n" + expected();
        return new ImportedCase(text, Map.of(), List.of(question));
    }

    private String printed(Set<String> names) {
        return values.entrySet().stream()
                .filter(entry -> names.contains(entry.getKey()))
                .map(entry -> entry.getValue().yaml())
                .findFirst()
                .orElse(UNKNOWN);
    }
}

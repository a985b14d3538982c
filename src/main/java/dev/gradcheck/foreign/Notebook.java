package dev.gradcheck.foreign;

import dev.gradcheck.golden.Location;
import dev.gradcheck.json.Json;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.stream.Collectors;

/**
 * A Jupyter notebook: its cells of code that were run, with what they printed.
 *
 * @param file of it
 * @param cells in their order
 */
record Notebook(Path file, List<Cell> cells) {
    private static final long LARGEST = 64L << 20;
    private static final String RULE = "a notebook is a .ipynb file of nbformat 4: JSON with cells";

    /**
     * A cell that was run.
     *
     * @param number as people see it: In [4]
     * @param source its code
     * @param printed what it printed, and the value of its last line if it has one
     * @param value whether the end of what is printed is the value of its last line
     */
    record Cell(int number, String source, List<String> printed, boolean value) {}

    Notebook {
        cells = List.copyOf(cells);
    }

    /**
     * Reads it.
     *
     * @throws Refusal if it is none
     */
    static Notebook read(Path file) throws Refusal {
        try {
            if (Files.size(file) > LARGEST) {
                throw refused(
                        file, "has more than " + (LARGEST >> 20) + " MiB", "clear the pictures among its outputs");
            }
            Map<String, Object> json = Json.map(Files.readString(file, StandardCharsets.UTF_8));
            if (!(json.get("cells") instanceof List<?> all)) {
                throw refused(file, "has no list of cells", "save it with a Jupyter of today");
            }
            List<Cell> cells = new ArrayList<>();
            all.stream()
                    .filter(Map.class::isInstance)
                    .map(cell -> (Map<?, ?>) cell)
                    .forEach(cell -> number(cell).ifPresent(number -> cells.add(cell(cell, number))));
            return new Notebook(file, cells);
        } catch (NoSuchFileException e) {
            throw refused(file, "is not there", "check its name");
        } catch (IOException | IllegalArgumentException e) {
            throw refused(file, "cannot be read: " + e.getMessage(), "save it again");
        }
    }

    private static Refusal refused(Path file, String what, String remedy) {
        return new Refusal(Location.of(file), what, RULE, remedy);
    }

    private static OptionalInt number(Map<?, ?> cell) {
        return "code".equals(cell.get("cell_type")) && cell.get("execution_count") instanceof Integer number
                ? OptionalInt.of(number)
                : OptionalInt.empty();
    }

    private static Cell cell(Map<?, ?> cell, int number) {
        List<String> printed = new ArrayList<>();
        boolean isValue = false;
        if (cell.get("outputs") instanceof List<?> outputs) {
            for (Object one : outputs) {
                Map<?, ?> output = one instanceof Map<?, ?> map ? map : Map.of();
                boolean isStream = "stream".equals(output.get("output_type")) && !"stderr".equals(output.get("name"));
                if (isStream) {
                    printed.add(text(output.get("text")));
                } else if (output.get("data") instanceof Map<?, ?> data && data.containsKey("text/plain")) {
                    isValue = "execute_result".equals(output.get("output_type"));
                    printed.add(text(data.get("text/plain")));
                }
            }
        }
        return new Cell(number, text(cell.get("source")), printed, isValue);
    }

    /** A text, or its lines with their ends. */
    private static String text(Object told) {
        return told instanceof List<?> lines
                ? lines.stream().map(String::valueOf).collect(Collectors.joining())
                : told == null ? "" : String.valueOf(told);
    }
}

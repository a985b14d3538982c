package dev.gradcheck;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gradcheck.LayerFaults.Cell;
import dev.gradcheck.random.LayerSource;
import dev.gradcheck.random.LayerSources;
import dev.gradcheck.report.AllureReport;
import dev.gradcheck.testing.GradcheckExtension;
import dev.gradcheck.testing.Settings;
import java.io.IOException;
import java.nio.file.Files;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.DynamicNode;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.extension.ExtendWith;

/** The faults of the catalogue in every kind of layer and loss: each caught by finite differences alone and by autograd alone. */
@ExtendWith(GradcheckExtension.class)
@DisplayName("Layers")
class LayerSuite {
    private static final String SUITE = "The harness itself";

    @TestFactory
    @DisplayName("Planted faults")
    Stream<DynamicNode> planted_faults() {
        Map<String, List<Cell>> table = new LinkedHashMap<>();
        List<Map.Entry<String, LayerSource>> kinds = Settings.current()
                .shard()
                .of(List.copyOf(LayerSources.standard().all().entrySet()));
        Stream<DynamicNode> layers = kinds.stream().map(kind -> layer(kind.getKey(), kind.getValue(), table));
        return Stream.concat(
                layers, Stream.of(DynamicTest.dynamicTest("the table", () -> report(table, kinds.size()))));
    }

    private static DynamicNode layer(String kind, LayerSource source, Map<String, List<Cell>> table) {
        return DynamicTest.dynamicTest(kind + ": every fault is caught", () -> {
            AllureReport.place(SUITE, "Layers");
            LayerFaults faults = new LayerFaults(kind, source);
            List<Cell> cells = faults.cells();
            List<Cell> mistakes = faults.mistakes();
            table.put(
                    kind,
                    Stream.concat(cells.stream(), Stream.of(summary(mistakes))).toList());
            assertThat(cells).filteredOn(cell -> !cell.good()).isEmpty();
            assertThat(mistakes).filteredOn(cell -> !cell.good()).isEmpty();
        });
    }

    /** The layer's own mistakes in one column: each is another. */
    private static Cell summary(List<Cell> mistakes) {
        long caught =
                mistakes.stream().filter(cell -> cell.result().equals("caught")).count();
        String without = mistakes.stream()
                .filter(cell -> !cell.result().equals("caught"))
                .map(cell -> "; " + cell.fault() + ": " + cell.result())
                .collect(Collectors.joining());
        return new Cell("own mistakes", caught + " of " + mistakes.size() + " caught" + without, true);
    }

    private static void report(Map<String, List<Cell>> table, int kinds) throws IOException {
        AllureReport.place(SUITE, "Layers");
        StringBuilder text =
                new StringBuilder("| layer | " + String.join(" | ", LayerFaults.columns()) + " | own mistakes |\n");
        text.append("|---".repeat(LayerFaults.columns().size() + 2)).append("|\n");
        table.forEach((kind, cells) -> text.append("| ")
                .append(kind)
                .append(cells.stream().map(cell -> " | " + cell.result()).collect(Collectors.joining()))
                .append(" |\n"));
        AllureReport.attach("layers and faults", text.toString());
        Files.createDirectories(Settings.current().reports());
        Files.writeString(Settings.current().reports().resolve("layers.md"), text);
        assertThat(table).hasSize(kinds);
    }
}

package dev.gradcheck.golden;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gradcheck.golden.yaml.GoldenReader;
import dev.gradcheck.notebook.CorrectedNet;
import dev.gradcheck.notebook.NotebookNetworks;
import dev.gradcheck.tensor.Shape;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class NetworkCatalogTest {
    @TempDir
    private Path folder;

    @Test
    void the_standard_catalog_has_layers_and_no_network_with_a_name() {
        assertThat(NetworkCatalog.standard().names()).isEmpty();
        assertThat(NetworkCatalog.standard().layers().kinds()).contains("linear", "mse");
    }

    @Test
    void a_network_that_is_not_registered_is_refused_with_the_two_ways_out() {
        GoldenFile file = new GoldenReader(NetworkCatalog.standard())
                .read(GoldenText.GOOD.in(folder).file());
        assertThat(file.problems())
                .singleElement()
                .asString()
                .contains(
                        ":1:10: unknown network 'notebook'. Rule: 'network' is a list of layers, or the name of a network"
                                + " that the suite knows, and it knows none. Remedy: describe the network by a list of layers, or"
                                + " register it: new GoldenTests(Networks.standard().with(NetworkCatalog.standard().with(…))).");
    }

    @Test
    void a_case_names_the_function_that_is_judged() {
        GoldenCase golden = GoldenText.GOOD.caseIn(folder);
        assertThat(NotebookNetworks.catalog().function(golden).name()).isEqualTo("notebook");
    }

    @Test
    void a_network_replaces_one_of_its_name_in_the_copy_alone() {
        NetworkDefinition planted =
                new NetworkDefinition("notebook", Map.of("w", Shape.of(3)), List.of(), CorrectedNet::new);
        NetworkCatalog catalog = NotebookNetworks.catalog().with(planted);
        assertThat(catalog.find("notebook")).hasValue(planted);
        assertThat(catalog.names()).hasSize(2);
        assertThat(NotebookNetworks.catalog().find("notebook")).isPresent().isNotEqualTo(catalog.find("notebook"));
    }

    @Test
    void a_case_of_another_catalog_is_refused() {
        NetworkCatalog catalog = NotebookNetworks.catalog();
        NetworkDefinition own = new NetworkDefinition(
                "own", catalog.find("notebook").orElseThrow().parameters(), List.of(), CorrectedNet::new);
        GoldenCase golden = new GoldenReader(catalog.with(own))
                .read(GoldenText.GOOD
                        .with("network: notebook", "network: own")
                        .in(folder)
                        .file())
                .cases()
                .get(0);
        assertThatThrownBy(() -> catalog.function(golden))
                .isInstanceOf(NoSuchElementException.class)
                .hasMessage("there is no network own among [notebook, notebook-corrected]");
    }
}

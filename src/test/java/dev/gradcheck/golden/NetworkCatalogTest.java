package dev.gradcheck.golden;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gradcheck.notebook.CorrectedNet;
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
    void the_standard_catalog_has_the_notebooks_net_and_the_corrected_one() {
        assertThat(NetworkCatalog.standard().names()).containsExactly("notebook", "notebook-corrected");
    }

    @Test
    void a_case_names_the_function_that_is_judged() {
        GoldenCase golden = GoldenText.GOOD.caseIn(folder);
        assertThat(NetworkCatalog.standard().function(golden).name()).isEqualTo("notebook");
    }

    @Test
    void a_network_replaces_one_of_its_name_in_the_copy_alone() {
        NetworkDefinition planted =
                new NetworkDefinition("notebook", Map.of("w", Shape.of(3)), List.of(), CorrectedNet::new);
        NetworkCatalog catalog = NetworkCatalog.standard().with(planted);
        assertThat(catalog.find("notebook")).hasValue(planted);
        assertThat(catalog.names()).hasSize(2);
        assertThat(NetworkCatalog.standard().find("notebook")).isPresent().isNotEqualTo(catalog.find("notebook"));
    }

    @Test
    void a_case_of_another_catalog_is_refused() {
        NetworkCatalog catalog = NetworkCatalog.standard();
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

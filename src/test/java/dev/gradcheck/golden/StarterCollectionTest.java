package dev.gradcheck.golden;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gradcheck.golden.yaml.GoldenReader;
import dev.gradcheck.graph.LayerKind;
import dev.gradcheck.graph.LayerKinds;
import dev.gradcheck.graph.Node;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The cases whose values come from outside of this project: from pages, books, documentations, and from PyTorch. */
class StarterCollectionTest {
    private static final Path FOLDER = Path.of("test-resources", "golden");
    private static List<GoldenFile> published;
    private static List<GoldenFile> computed;

    @BeforeAll
    static void read() throws IOException {
        published = files("published");
        computed = files("torch");
    }

    @Test
    void every_file_can_be_read_and_expects_something() {
        assertThat(all()).flatExtracting(GoldenFile::problems).isEmpty();
        assertThat(all()).flatExtracting(GoldenFile::cases).allMatch(golden -> !golden.expected()
                .isEmpty());
    }

    @Test
    void there_are_at_least_30_published_examples_and_40_more() {
        assertThat(published).hasSizeGreaterThanOrEqualTo(30);
        assertThat(computed).hasSizeGreaterThanOrEqualTo(40);
    }

    @Test
    void each_says_where_its_values_come_from() {
        assertThat(published).flatExtracting(GoldenFile::cases).allMatch(golden -> golden.provenance()
                .matches("(?s).*(https://|20[0-9]{2}).*"));
        assertThat(computed).flatExtracting(GoldenFile::cases).allMatch(golden -> golden.provenance()
                .startsWith("PyTorch "));
    }

    @Test
    void every_kind_of_layer_and_loss_occurs() {
        Stream<String> kinds = all().stream()
                .flatMap(file -> file.cases().stream())
                .flatMap(golden -> golden.network()
                        .either(named -> Stream.<Node>empty(), inline -> inline.architecture().nodes().stream()))
                .map(Node::kind);
        assertThat(kinds.distinct())
                .containsAll(LayerKinds.all().stream().map(LayerKind::name).toList());
    }

    private static List<GoldenFile> all() {
        return Stream.concat(published.stream(), computed.stream()).toList();
    }

    private static List<GoldenFile> files(String folder) throws IOException {
        try (Stream<Path> files = Files.list(FOLDER.resolve(folder))) {
            GoldenReader reader = new GoldenReader(NetworkCatalog.standard());
            return files.sorted().map(reader::read).toList();
        }
    }
}

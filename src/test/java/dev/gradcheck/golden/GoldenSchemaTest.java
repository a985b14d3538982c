package dev.gradcheck.golden;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gradcheck.golden.yaml.GoldenSchema;
import dev.gradcheck.graph.LayerKind;
import dev.gradcheck.graph.LayerKinds;
import dev.gradcheck.json.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class GoldenSchemaTest {
    private static final Path FILE = Path.of("test-resources/golden/golden-case.schema.json");

    /** To write it anew: delete the file, and copy the text that this test then shows. */
    @Test
    void the_schema_beside_the_cases_is_the_one_that_the_reader_has() throws IOException {
        assertThat(Files.readString(FILE)).isEqualTo(GoldenSchema.text());
    }

    @Test
    void every_kind_and_every_attribute_is_in_it() {
        String text = GoldenSchema.text();
        assertThat(Json.map(text)).containsKeys("$schema", "properties", "$defs");
        assertThat(LayerKinds.all()).extracting(LayerKind::name).allMatch(name -> text.contains("\"" + name + "\""));
        assertThat(LayerKinds.all())
                .flatExtracting(LayerKind::names)
                .allMatch(name -> text.contains("\"" + name + "\""));
    }
}

package dev.gradcheck.golden;

import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import dev.gradcheck.golden.yaml.GoldenReader;
import dev.gradcheck.golden.yaml.GoldenSchema;
import dev.gradcheck.json.Json;
import dev.gradcheck.notebook.NotebookNetworks;
import java.io.IOException;
import java.lang.reflect.Method;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.provider.CsvSource;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.schema.CoreSchema;

/** The JSON Schema as a validator of another house reads it, beside the reader: editors say no more and hardly less than the build. */
class SchemaValidationTest {
    private static final int SLIPS = 800;

    private static final Schema SCHEMA = SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
            .getSchema(GoldenSchema.text(), InputFormat.JSON);

    /** What a schema cannot see: a piece of what the reader says, and why. */
    private static final Map<String, String> UNSEEN = Map.ofEntries(
            Map.entry("the anchor", "an alias is gone once the text is a tree"),
            Map.entry("ragged", "that rows are alike depends on the other rows"),
            Map.entry("has (the )?shape", "a shape is that of another tensor, or of what the layer before gives"),
            Map.entry("\\):$", "the same: layers and parameters do not fit"),
            Map.entry("is outside", "an element is one of a tensor of a certain shape"),
            Map.entry("not finite|is no (float|int)32|not exactly|1e999", "what a number can be depends on the dtype"),
            Map.entry("is float32 in a case of", "the dtypes of two places have to be the same"),
            Map.entry("unknown key|lacks 'bo'|there is no tensor", "the names of tensors are those of the network"),
            Map.entry("unknown network|unknown kind", "anybody can register networks and kinds of layers"),
            Map.entry("is no (parameter|value) of", "a discrepancy names what the network has"),
            Map.entry("which is not there", "a layer takes what stands before it"),
            Map.entry("no layer takes", "whether anybody takes a value, all layers have to be asked"),
            Map.entry("given twice|cannot be the name", "a name is one in a file, and means one thing there"),
            Map.entry("more than half of the kernel|less than the stride", "one attribute bounds another"),
            Map.entry("offsets is", "the elements of a tensor are in an order"),
            Map.entry("no 'match' says", "the rule may stand above the values or with each"));

    @TempDir
    private Path folder;

    @Test
    void every_case_of_the_collection_is_valid() throws IOException {
        for (String text : Slips.good()) {
            assertThat(errors(text)).as(text).isEmpty();
        }
    }

    @Test
    void what_the_reader_reads_is_valid() throws IOException {
        List<String> good = Slips.good();
        GoldenReader reader = new GoldenReader(NotebookNetworks.catalog());
        Random random = new Random(20260101);
        Path file = folder.resolve("case.yaml");
        int readable = 0;
        for (int i = 0; i < SLIPS; i++) {
            String text = Slips.slip(good, i, random);
            Files.writeString(file, text);
            if (reader.read(file).problems().isEmpty()) {
                readable++;
                assertThat(errors(text)).as(text).isEmpty();
            }
        }
        assertThat(readable).isGreaterThan(SLIPS / 10);
    }

    @Test
    void what_is_no_mistake_to_the_schema_is_one_that_no_schema_can_see() {
        List<Mistake> invisible =
                mistakes().stream().filter(mistake -> !mistake.isSeen()).toList();
        assertThat(invisible).hasSizeLessThan(mistakes().size() / 2).allMatch(mistake -> UNSEEN.keySet().stream()
                .anyMatch(mistake::says));
        assertThat(UNSEEN.keySet()).allMatch(piece -> invisible.stream().anyMatch(mistake -> mistake.says(piece)));
    }

    /** A file with a mistake, and how the reader's message begins. */
    private record Mistake(GoldenText text, String problem) {
        boolean isSeen() {
            return !errors(text.text()).isEmpty();
        }

        boolean says(String piece) {
            return Pattern.compile(piece).matcher(problem).find();
        }
    }

    /** Those of the tests of the reader. */
    private static List<Mistake> mistakes() {
        List<Mistake> mistakes = new ArrayList<>();
        rows(GoldenProblemTest.class).forEach(row -> mistakes.add(mistake(GoldenText.GOOD, row)));
        rows(InlineProblemTest.class).forEach(row -> mistakes.add(mistake(GoldenText.INLINE, row)));
        return mistakes;
    }

    private static Stream<String> rows(Class<?> tests) {
        return Arrays.stream(tests.getDeclaredMethods())
                .filter(method -> method.getName().equals("a_mistake_is_one_problem"))
                .map((Method method) -> method.getAnnotation(CsvSource.class))
                .flatMap(source -> Arrays.stream(source.value()));
    }

    private static Mistake mistake(GoldenText good, String row) {
        List<String> parts = Arrays.stream(row.split(";", 3))
                .map(part -> part.strip().replaceAll("^'(.*)'$", "$1").replace('|', '\n'))
                .toList();
        return new Mistake(good.with(parts.get(0), parts.get(1)), parts.get(2));
    }

    /** As an editor has it: YAML 1.2 with its core schema, and then JSON. What is no YAML is an error, too. */
    private static List<String> errors(String text) {
        try {
            LoadSettings settings =
                    LoadSettings.builder().setSchema(new CoreSchema()).build();
            Object tree = plain(new Load(settings).loadFromString(text));
            String json = Json.text(Map.of("root", tree == null ? "" : tree));
            String root = json.substring(json.indexOf(':') + 1, json.lastIndexOf('}'));
            return SCHEMA.validate(root, InputFormat.JSON).stream()
                    .map(Object::toString)
                    .toList();
        } catch (YamlEngineException e) {
            return List.of("no YAML: " + e.getMessage());
        }
    }

    /** With texts for keys, as JSON has them. */
    private static Object plain(Object tree) {
        if (tree instanceof Map<?, ?> map) {
            Map<String, Object> copy = new LinkedHashMap<>();
            map.forEach((key, value) -> copy.put(String.valueOf(key), plain(value)));
            return copy;
        }
        return tree instanceof Collection<?> list
                ? list.stream().map(SchemaValidationTest::plain).toList()
                : tree;
    }
}

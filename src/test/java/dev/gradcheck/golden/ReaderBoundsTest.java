package dev.gradcheck.golden;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gradcheck.golden.yaml.GoldenReader;
import dev.gradcheck.notebook.NotebookNetworks;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** No file makes its reader slow, fills its memory, or leads it out of its folder: each attack is one sentence, at its line. */
class ReaderBoundsTest {
    @TempDir
    private Path folder;

    @Test
    void forty_thousand_digits_and_a_letter_are_no_number() {
        assertOnly(
                GoldenText.GOOD.with("-3.5", "1".repeat(40_000) + "x"),
                "case.yaml:8:8: a text has more than 20000 characters");
        assertOnly(
                GoldenText.GOOD.with("-3.5", "1".repeat(19_000) + "x"),
                "case.yaml:8:8: '1111111111111111111111111111111111111111… (19001 characters)' in parameter bo is too long for a number");
        assertThat(new NumberText("1".repeat(4_000_000) + "x").isNumber()).isFalse();
    }

    @Test
    void ten_thousand_layers_are_too_many() {
        String layers = "  - kind: relu\n".repeat(10_000);
        assertOnly(
                GoldenText.INLINE.with("  - {kind: leaky-relu, slope: 0.25}\n", layers),
                "case.yaml:2:3: the network has 10003 layers");
    }

    @Test
    void a_thousand_layers_are_read() {
        String layers = "  - kind: relu\n".repeat(990);
        assertThat(GoldenText.INLINE
                        .with("  - {kind: leaky-relu, slope: 0.25}\n", layers)
                        .with("  1: [[3, -1]]\n", "")
                        .problemsIn(folder))
                .isEmpty();
    }

    @Test
    void a_long_comment_is_no_problem() {
        assertThat(GoldenText.GOOD
                        .with("target: 1", "target: 1 # " + "y".repeat(1 << 20))
                        .problemsIn(folder))
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"padding: 999999999", "padding: 20000", "padding: 999999999, stride: 999999999"})
    void a_padding_that_would_fill_the_memory_is_refused_before_it_does(String attributes) {
        assertThat(convolution(attributes).problemsIn(folder))
                .singleElement()
                .asString()
                .startsWith("case.yaml:2:5: the layer 0 (conv2d) would need ")
                .contains("has at most 10000000 elements");
    }

    @Test
    void a_padding_that_fits_is_read() {
        assertThat(convolution("padding: 100").problemsIn(folder)).isEmpty();
    }

    private static GoldenText convolution(String attributes) {
        return new GoldenText("""
                network:
                  - {kind: conv2d, bias: false, %s}
                dtype: float64
                provenance: by hand
                parameters: {0.weight: [[[[1]]]]}
                input: [[[[1]]]]
                """.formatted(attributes));
    }

    @Test
    void a_product_of_two_long_vectors_is_refused_before_it_is_computed() {
        String column = IntStream.range(0, 5000).mapToObj(i -> "[1]").collect(Collectors.joining(", ", "[", "]"));
        assertThat(new GoldenText("network: [{kind: linear, bias: false}]\ndtype: float64\nprovenance: by hand\n"
                                + "parameters: {0.weight: " + column + "}\ninput: " + column + "\n")
                        .problemsIn(folder))
                .singleElement()
                .asString()
                .startsWith("case.yaml:1:11: the layer 0 (linear) would need 2.5e+07 elements");
    }

    @Test
    void deep_nesting_is_refused_where_it_becomes_too_deep() {
        assertOnly(
                new GoldenText("a: " + "[".repeat(200_000)),
                "case.yaml:1:35: lists or maps are nested more than 32 deep");
        assertOnly(
                GoldenText.GOOD.with("-3.5", "[".repeat(14) + "1" + "]".repeat(14)),
                "case.yaml:8:20: parameter bo is nested more than 12 deep");
    }

    @Test
    void long_keys_and_large_maps_are_refused() {
        assertOnly(
                GoldenText.GOOD.with("target: 1", "k".repeat(201) + ": 1"),
                "case.yaml:10:1: a key has more than 200 characters");
        String many = IntStream.range(0, 2001).mapToObj(i -> "k" + i + ": 1").collect(Collectors.joining("\n"));
        assertOnly(new GoldenText(many), "case.yaml:2001:1: a map has more than 2000 keys");
    }

    @Test
    void what_is_wrong_a_thousand_times_is_shown_fifty_times_and_counted() {
        List<String> problems =
                GoldenText.GOOD.with("[4, 6]", "[" + "x, ".repeat(999) + "x]").problemsIn(folder);
        assertThat(problems).hasSize(51);
        assertThat(problems.get(50)).contains("from here on there are 950 more mistakes");
    }

    @ParameterizedTest
    @ValueSource(strings = {"&a target: 1", "target: &a 1", "target: *a", "? &a target\n: 1", "target: 1\n*a : 2"})
    void anchors_and_aliases_are_refused_as_keys_too(String line) {
        assertThat(GoldenText.GOOD.with("target: 1", line).problemsIn(folder))
                .singleElement()
                .asString()
                .startsWith("case.yaml:1")
                .containsAnyOf(
                        "the anchor '&a' names a part of the file",
                        "the alias '*a' stands for another part of the file");
    }

    @Test
    void tags_are_refused() {
        assertOnly(
                GoldenText.GOOD.with("target: 1", "target: !!javax.script.ScriptEngineManager [1]"),
                "case.yaml:10:9: the tag 'tag:yaml.org,2002:javax.script.ScriptEngineManager' gives a value a type");
    }

    @Test
    void a_link_that_leads_out_of_the_folder_is_not_read() throws IOException {
        Path secret = Files.writeString(
                Files.createDirectory(folder.resolve("elsewhere")).resolve("passwd"), "root:x:0:0\n");
        Path inside = Files.createDirectory(folder.resolve("golden"));
        Files.createSymbolicLink(inside.resolve("case.yaml"), secret);
        assertThat(new GoldenReader(NotebookNetworks.catalog()).readAll(inside))
                .singleElement()
                .satisfies(file -> assertThat(file.problems())
                        .singleElement()
                        .asString()
                        .contains("case.yaml: is a link that leads out of its folder")
                        .doesNotContain("root"));
    }

    @Test
    void a_folder_that_is_a_link_is_not_followed_and_not_forgotten() throws IOException {
        Path inside = Files.createDirectory(folder.resolve("golden"));
        Files.createSymbolicLink(inside.resolve("more"), folder);
        assertThat(new GoldenReader(NotebookNetworks.catalog()).readAll(inside))
                .singleElement()
                .satisfies(file -> assertThat(file.problems())
                        .singleElement()
                        .asString()
                        .contains("more: is a link to a folder, which is not followed"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"mine.yaml.txt", "mine.YAML", "mine.Yml", "mine", "mine.yaml~", "values.npy"})
    void a_file_that_nobody_reads_is_a_mistake(String name) throws IOException {
        assertThat(problemOf(name)).contains(name + ": nobody reads this file");
    }

    @ParameterizedTest
    @ValueSource(strings = {".mine.yaml", "my case.yaml", "-mine.yaml", "mine?.yaml", "min\u202ee.yaml"})
    void a_strange_name_is_a_mistake(String name) throws IOException {
        assertThat(problemOf(name)).contains("cannot be the name of a case");
    }

    @ParameterizedTest
    @ValueSource(strings = {"README.md", ".gitignore", "golden-case.schema.json"})
    void what_is_about_the_folder_is_no_mistake(String name) throws IOException {
        GoldenText.GOOD.in(folder);
        Files.writeString(folder.resolve(name), "{}");
        assertThat(new GoldenReader(NotebookNetworks.catalog()).readAll(folder))
                .singleElement()
                .satisfies(file -> assertThat(file.problems()).isEmpty());
    }

    @Test
    void two_cases_of_one_name_are_a_mistake_whatever_their_files_are_called() throws IOException {
        Files.writeString(
                folder.resolve("a.yaml"),
                GoldenText.GOOD.with("float32", "[float32, float64]").text());
        Files.writeString(folder.resolve("a.float32.yaml"), GoldenText.GOOD.text());
        assertThat(new GoldenReader(NotebookNetworks.catalog()).readAll(folder))
                .flatExtracting(GoldenFile::problems)
                .singleElement()
                .asString()
                .contains("another file is called a.float32 too");
    }

    @Test
    void a_message_carries_no_control_character_to_a_terminal() {
        List<GoldenProblem> problems = GoldenText.GOOD
                .with("[4, 6]", "[4, \"\\e[31m\\u202e\\n\"]")
                .in(folder)
                .problems();
        assertThat(problems).hasSize(1);
        assertThat(problems.get(0).text().replace("\n", "").codePoints().noneMatch(Character::isISOControl))
                .isTrue();
        assertThat(problems.get(0).toString()).contains("'\\u001b[31m\\u202e'");
    }

    @Test
    void a_problem_shows_its_line_with_a_mark_under_the_place() {
        assertThat(GoldenText.GOOD
                        .with("-3.5", "-3.5.1")
                        .in(folder)
                        .problems()
                        .get(0)
                        .text())
                .endsWith("write the number in one of these forms.\n  |   bo: [-3.5.1]\n  |        ^");
    }

    @Test
    void a_long_line_is_cut_to_what_is_around_the_place() {
        String line = GoldenText.GOOD
                .with("[4, 6]", "[" + "4, ".repeat(200) + "x" + ", 4".repeat(200) + "]")
                .in(folder)
                .problems()
                .get(0)
                .excerpt();
        assertThat(line.lines().map(String::length)).allMatch(length -> length < 110);
        String[] lines = line.split("\n");
        assertThat(lines[0].charAt(lines[1].indexOf('^'))).isEqualTo('x');
    }

    private String problemOf(String name) throws IOException {
        GoldenText.GOOD.in(folder);
        Files.writeString(folder.resolve(name), GoldenText.GOOD.text());
        return new GoldenReader(NotebookNetworks.catalog())
                .readAll(folder).stream()
                        .flatMap(file -> file.problems().stream())
                        .map(GoldenProblem::toString)
                        .collect(Collectors.joining("\n"));
    }

    private void assertOnly(GoldenText text, String beginning) {
        assertThat(text.problemsIn(folder)).singleElement().asString().startsWith(beginning);
    }
}

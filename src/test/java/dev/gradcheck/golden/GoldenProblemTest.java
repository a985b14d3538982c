package dev.gradcheck.golden;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gradcheck.golden.yaml.GoldenReader;
import dev.gradcheck.notebook.NotebookNetworks;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Every mistake gives exactly one problem, at its line. */
class GoldenProblemTest {
    @TempDir
    private Path folder;

    @Test
    void a_file_without_a_mistake_has_no_problem() {
        assertThat(GoldenText.GOOD.problemsIn(folder)).isEmpty();
    }

    @Test
    void a_problem_names_place_rule_and_remedy() {
        assertThat(GoldenText.GOOD.with("-3.5", "-3.5.1").problemsIn(folder))
                .containsExactly(
                        "case.yaml:8:8: '-3.5.1' in parameter bo is no number. Rule: a number is decimal (2, -0.0, 3.7e-06) "
                                + "or hexadecimal (0x1.8p3), if expected also .nan, .inf. "
                                + "Remedy: write the number in one of these forms.");
    }

    // What is spoilt, by what, and how the only problem begins; '|' is a line break.
    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "[4, 6]; [4, 6; 8:5: not readable as YAML: while parsing a flow sequence, expected ',' or ']'",
                "provenance: by hand; provenance: by hand: twice; 3:20: not readable as YAML: mapping values are not allowed here",
                "target: 1; target: 1|---|a: b; 11:1: not readable as YAML: expected a single document in the stream",
                "target: 1; target: 1|seed: 3; 11:1: unknown key 'seed'",
                "target: 1; target: 1|target: 0; 11:1: the key 'target' stands here a second time, first in line 10",
                "target: 1; target: &one 1; 10:9: the anchor '&one' names a part of the file",
                "target: 1; target: 1|[a]: 1; 11:1: a key is not a text",
                "[[2, 4], [3, -5]]; [[2, 4], [3]]; 5:16: parameter Wh is ragged: a row of shape (1) follows one of shape (2)",
                "[[2, 4], [3, -5]]; [[2, 4], 3]; 5:16: parameter Wh is ragged: a row of shape () follows one of shape (2)",
                "[4, 6]; [4, 6, 8]; 7:7: parameter Wo has shape (3)",
                "[4, 6]; []; 7:7: an empty list stands where parameter Wo needs numbers",
                "[4, 6]; ''; 7:6: a number is missing in parameter Wo",
                "[4, 6]; [4, abc]; 7:11: 'abc' in parameter Wo is no number",
                "[4, 6]; [4, ~]; 7:11: a number is missing in parameter Wo",
                "[4, 6]; [4, .nan]; 7:11: '.nan' in parameter Wo is not finite",
                "[4, 6]; [4, 1e39]; 7:11: '1e39' in parameter Wo is no float32",
                "[4, 6]; {dtype: int32, value: [4, 6.5]}; 7:33: '6.5' in parameter Wo is no int32",
                "[4, 6]; {dtype: int16, value: [4, 6]}; 7:15: unknown dtype 'int16'",
                "[4, 6]; {dtype: int32, values: [4, 6]}; 7:22: unknown key 'values'",
                "[4, 6]; {dtype: int32}; 7:7: parameter Wo lacks 'value'",
                "'  bo: [-3.5]|'; ''; 5:3: 'parameters' lacks 'bo'",
                "bo: [-3.5]; b0: [-3.5]; 8:3: unknown key 'b0'",
                "bo: [-3.5]; bo: [-3.5]|  bx: 1; 9:3: unknown key 'bx'",
                "network: notebook; network: notebok; 1:10: unknown network 'notebok'",
                "network: notebook|; ''; 1:1: a golden case lacks 'network'",
                "dtype: float32; dtype: half; 2:8: unknown dtype 'half'",
                "dtype: float32; dtpye: float32; 2:1: unknown key 'dtpye'",
                "match: as printed; macth: as printed; 12:3: unknown key 'macth'",
                "3.6954948e-06; {match: bitwise, vlaue: 0.5}; 13:26: unknown key 'vlaue'",
                "3.6954948e-06; {match: bitwise, value 0.5}; 13:26: unknown key 'value 0.5'",
                "dtype: float32|; dtype: float32|dtype: float32|; 3:1: the key 'dtype' stands here a second time, first in line 2",
                "dtype: float32; dtype: int32; 2:8: unknown dtype 'int32'",
                "dtype: float32; dtype: []; 2:8: unknown dtype an empty list",
                "dtype: float32|; ''; 1:1: a golden case lacks 'dtype'",
                "provenance: by hand|; ''; 1:1: a golden case lacks 'provenance'",
                "provenance: by hand; provenence: by hand; 3:1: unknown key 'provenence'",
                "provenance: by hand; provenance:; 3:12: nothing stands where 'provenance' needs a text",
                "target: 1|; ''; 1:1: a golden case lacks 'target'",
                "target: 1; target: .inf; 10:9: '.inf' in target is not finite",
                "target: 1; target: [1, 1]; 10:9: the target has shape (2)",
                "input: [[1], [1]]; input: [1, 1]; 9:8: the input has shape (2)",
                "as printed; about; 12:10: unknown match 'about'",
                "'  match: as printed|'; ''; 12:3: no 'match' says how the values must match",
                "3.6954948e-06; {match: bitwise, value: 0.1}; 13:33: '0.1' in loss is not exactly a float32",
                "loss: 3.69; prediciton: 3.69; 13:3: unknown key 'prediciton'",
                "3.6954948e-06; 1e39; 13:9: '1e39' in loss is no float32",
                "3.6954948e-06; 3,6; 13:9: '3,6' in loss is no number",
                "3.6954948e-06; {match: roughly, value: 1}; 13:17: unknown match 'roughly'",
                "Wo: [[-1; wO: [[-1; 15:5: unknown key 'wO'",
                "gradient: Wo; gradient: Wu; 17:15: 'Wu' is no parameter of the network",
                "gradient: Wo; value: lost; 17:12: 'lost' is no value of the network",
                "verdict: malformed; verdikt: malformed; 18:5: unknown key 'verdikt'",
                "verdict: malformed; verdict: wrong; 18:14: unknown verdict 'wrong'",
                "[2, 1]; [2, x]; 19:16: 'x' in 'shape' is no whole number",
                "[2, 1]; 2; 19:12: '2' stands where 'shape' needs a list",
                "shape: [2, 1]; elements: [[2]]; 19:15: element [2] is outside Wo of shape (2)",
                "shape: [2, 1]; elements: [[0, 0]]; 19:15: element [0, 0] is outside Wo of shape (2)",
                "shape: [2, 1]; ratio: about 1; 19:12: 'about 1' is no number to some digits",
                "shape: [2, 1]; dtype: half; 19:12: unknown dtype 'half'",
                "shape: [2, 1]; defect: one; 19:13: 'one' in 'defect' is no whole number",
                "'    reason: as it stands|'; ''; 17:5: a known discrepancy lacks 'reason'",
                "gradient: Wo; gradient: Wo|    value: loss; 17:5: both 'gradient' and 'value' are given",
                "known:; limits: {imprecise: 0}|known:; 16:21: the limit imprecise is no relative error",
            })
    void a_mistake_is_one_problem(String piece, String replacement, String beginning) {
        String spoilt = replacement == null ? "" : replacement.replace('|', '\n');
        assertThat(GoldenText.GOOD.with(piece.replace('|', '\n'), spoilt).problemsIn(folder))
                .singleElement()
                .asString()
                .startsWith("case.yaml:" + beginning);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "# nothing but a comment\n"})
    void an_empty_file_is_one_problem(String text) {
        assertThat(new GoldenText(text).problemsIn(folder))
                .singleElement()
                .asString()
                .startsWith("case.yaml:1:1: the file is empty.");
    }

    @Test
    void a_list_for_a_map_is_one_problem() {
        assertThat(new GoldenText("- network: notebook").problemsIn(folder))
                .singleElement()
                .asString()
                .startsWith("case.yaml:1:1: a list stands where a map is needed.");
    }

    @Test
    void expecting_nothing_is_one_problem() {
        String text = GoldenText.GOOD.text();
        String expected = text.substring(text.indexOf("  loss:"), text.indexOf("known:"));
        assertThat(GoldenText.GOOD.with(expected, "").problemsIn(folder))
                .singleElement()
                .asString()
                .startsWith("case.yaml:12:3: no value is expected.");
        assertThat(GoldenText.GOOD.with(expected, "  gradients: {}\n").problemsIn(folder))
                .hasSize(1);
        assertThat(GoldenText.GOOD.with("  match: as printed\n" + expected, "").problemsIn(folder))
                .singleElement()
                .asString()
                .startsWith("case.yaml:11:10: nothing stands where a map is needed.");
    }

    @Test
    void no_parameters_at_all_is_one_problem() {
        String text = GoldenText.GOOD.text();
        String parameters = text.substring(text.indexOf("parameters:"), text.indexOf("input:"));
        assertThat(GoldenText.GOOD.with(parameters, "").problemsIn(folder))
                .singleElement()
                .asString()
                .startsWith("case.yaml:1:1: a golden case lacks 'parameters'.");
    }

    @Test
    void another_encoding_is_one_problem_with_its_place() {
        byte[] latin = GoldenText.GOOD.with("by hand", "by \u00e9").text().getBytes(StandardCharsets.ISO_8859_1);
        assertThat(GoldenText.read(folder, latin).problems())
                .singleElement()
                .asString()
                .contains("case.yaml:3:16: the byte 0xe9 is not UTF-8.");
    }

    @Test
    void a_file_that_ends_within_a_character_is_one_problem() {
        byte[] cut = {'a', ':', ' ', (byte) 0xc3};
        assertThat(GoldenText.read(folder, cut).problems())
                .singleElement()
                .asString()
                .contains("case.yaml:1:4: the byte 0xc3 is not UTF-8.");
    }

    @Test
    void a_control_character_is_one_problem() {
        assertThat(GoldenText.GOOD.with("by hand", "by \u0007").problemsIn(folder))
                .singleElement()
                .asString()
                .contains("holds the character U+0007");
    }

    @Test
    void absurd_nesting_is_one_problem() {
        assertThat(new GoldenText("a: " + "[".repeat(200_000)).problemsIn(folder))
                .hasSize(1);
    }

    @Test
    void independent_mistakes_are_reported_together_in_the_order_of_their_lines() {
        assertThat(GoldenText.GOOD
                        .with("as printed", "about")
                        .with("[4, 6]", "[4, x]")
                        .with("target: 1\n", "")
                        .with("-3.5", ".inf")
                        .problemsIn(folder))
                .extracting(problem -> problem.substring(0, problem.indexOf(": ")))
                .containsExactly("case.yaml:1:1", "case.yaml:7:11", "case.yaml:8:8", "case.yaml:11:10");
    }

    @Test
    void a_mistake_is_reported_once_for_two_dtypes() {
        assertThat(GoldenText.GOOD
                        .with("dtype: float32", "dtype: [float32, float64]")
                        .with("[4, 6]", "[4, 6, x]")
                        .problemsIn(folder))
                .hasSize(1);
    }

    @Test
    void a_misspelt_word_is_answered_by_the_nearest_known_one() {
        assertThat(GoldenText.GOOD.with("network: notebook", "network: notebok").problemsIn(folder))
                .singleElement()
                .asString()
                .endsWith("Remedy: did you mean 'notebook'? Known: notebook, notebook-corrected.");
    }

    @Test
    void a_network_that_throws_is_a_problem_of_the_file() {
        assertThat(GoldenText.GOOD
                        .with("network: notebook", "network: notebook-corrected")
                        .with("target: 1", "target: 2")
                        .problemsIn(folder))
                .singleElement()
                .asString()
                .startsWith("case.yaml:10:9: the target is 2.0; binary cross-entropy takes 0 or 1.");
    }

    @Test
    void a_file_that_cannot_be_read_is_one_problem() {
        assertThat(new GoldenReader(NotebookNetworks.catalog())
                        .read(folder.resolve("none.yaml"))
                        .problems())
                .singleElement()
                .asString()
                .contains("none.yaml: cannot be read: java.nio.file.NoSuchFileException");
    }

    @Test
    void no_content_makes_the_reader_throw() {
        Random random = new Random(20260101);
        byte[] good = GoldenText.GOOD.text().getBytes(StandardCharsets.UTF_8);
        byte[] spice = "[]{}:,-#&*!|>'\"% \n\t0a.\u00e9".getBytes(StandardCharsets.UTF_8);
        for (int i = 0; i < 2000; i++) {
            byte[] spoilt = good.clone();
            for (int changes = 1 + random.nextInt(3); changes > 0; changes--) {
                spoilt[random.nextInt(spoilt.length)] = spice[random.nextInt(spice.length)];
            }
            GoldenFile file = GoldenText.read(folder, spoilt);
            assertThat(file.cases().isEmpty()).isNotEqualTo(file.problems().isEmpty());
        }
    }
}

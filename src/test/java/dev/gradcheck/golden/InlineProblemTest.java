package dev.gradcheck.golden;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Every mistake in a network that a file describes gives exactly one problem, at its line. */
class InlineProblemTest {
    @TempDir
    private Path folder;

    @Test
    void a_file_without_a_mistake_has_no_problem() {
        assertThat(GoldenText.INLINE.problemsIn(folder)).isEmpty();
    }

    // What is spoilt, by what, and how the only problem begins; '|' is a line break.
    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "kind: linear|    name: a; kind: lineer|    name: a; 2:11: unknown kind 'lineer'",
                "kind: linear|    name: a; knd: linear|    name: a; 2:5: unknown key 'knd'",
                "kind: linear|    name: a; name: a; 2:5: a layer lacks 'kind'",
                "- {kind: leaky-relu, slope: 0.25}; - relu; 4:5: 'relu' stands where a map is needed",
                "slope: 0.25; slop: 0.25; 4:24: unknown key 'slop'",
                "slope: 0.25; slope: 0.25, alpha: 1; 4:37: unknown key 'alpha'",
                "slope: 0.25; slope: steep; 4:31: the layer 1 (leaky-relu): the attribute slope is steep",
                "'{kind: leaky-relu, slope: 0.25}'; '{kind: linear, bias: 1}'; 4:26: the layer 1 (linear): the attribute bias is 1, which is not true or false",
                "'{kind: leaky-relu, slope: 0.25}'; '{kind: conv2d, stride: [2, 1, 1]}'; 4:28: the layer 1 (conv2d): the attribute stride is ",
                "'{kind: leaky-relu, slope: 0.25}'; '{kind: conv2d, stride: [2, 0]}'; 4:28: the layer 1 (conv2d): the attribute stride is ",
                "'{kind: leaky-relu, slope: 0.25}'; '{kind: conv1d, stride: [2, 1]}'; 4:28: the layer 1 (conv1d): the attribute stride is ",
                "'{kind: leaky-relu, slope: 0.25}'; '{kind: max-pool2d, kernel: [2, 1], padding: 1}'; 4:5: the layer 1 (max-pool2d): the padding 1 is more than half of the kernel 2x1",
                "'{kind: leaky-relu, slope: 0.25}'; '{kind: conv-transpose2d, output_padding: 1}'; 4:46: the layer 1 (conv-transpose2d): the attribute output_padding is 1 and must be from 0 to less than the stride 1 or the dilation 1",
                "'{kind: leaky-relu, slope: 0.25}'; '{kind: embedding-bag, indices: [0, 1]}'; 4:36: the layer 1 (embedding-bag): the attribute indices has the shape (2)",
                "'{kind: leaky-relu, slope: 0.25}'; '{kind: embedding-bag, indices: [0, 1], offsets: [1]}'; 4:53: the layer 1 (embedding-bag): the attribute offsets is [1]",
                "'mse|'; 'huber|    delta: -1|'; 7:12: the layer loss (huber): the attribute delta is -1, and must be positive",
                "'mse|'; 'mse|    reduction: total|'; 7:16: the layer loss (mse): the attribute reduction is total, none of [mean, sum]",
                "parameters: a}; parameters: a, inputs: [1, 1]}; 5:5: the layer 2 (linear): it takes one input, not 2",
                "slope: 0.25; slope:; 4:30: nothing stands where attribute slope needs a value",
                "slope: 0.25; slope: 1e999; 4:31: '1e999' stands where attribute slope needs a value",
                "target: [[1, 2]]; traget: [[1, 2]]; 8:5: unknown key 'traget'",
                "'    target: [[1, 2]]|'; ''; 6:5: the layer loss (mse): the attribute target, a tensor, is missing among []",
                "target: [[1, 2]]; target: [[1, x]]; 8:18: 'x' in attribute target is no number",
                "target: [[1, 2]]; target: [[1], [1, 2]]; 8:19: attribute target is ragged",
                "parameters: a}; parameters: a, inputs: b}; 5:43: the layer 2 (linear) takes 'b', which is not there.",
                "parameters: a}; parameters: a, inputs: loss}; 5:43: the layer 2 (linear) takes 'loss', which is not there yet",
                "parameters: a}; parameters: a, inputs: []}; 4:5: no layer takes the value of the layer 1 (leaky-relu)",
                "parameters: a}; parameters: a, inputs: [[a]]}; 5:44: a list in 'inputs' is no name",
                "parameters: a}; parameters: a, inputs: a}; 4:5: no layer takes the value of the layer 1 (leaky-relu)",
                "parameters: a}; parameters: a, name: a}; 5:41: the name 'a' is given twice",
                "parameters: a}; parameters: a, name: a.bias}; 5:41: the name 'a.bias' is given twice",
                "parameters: a}; parameters: a, name: match}; 5:41: 'match' cannot be the name of this layer",
                "parameters: a}; parameters: a, name: x y}; 5:41: 'x y' cannot be the name of this layer",
                "parameters: a}; parameters: []}; 5:32: a list stands where 'parameters' needs a text",
                "a.bias: [1, -1]; a.bias: [1, -1, 0]; 2:5: the layer a (linear): ",
                "[[2, 0], [0, 3]]; [[2, 0]]; 2:5: the layer a (linear): ",
                "target: [[1, 2]]; target: [1, 2]; 6:5: the layer loss (mse): ",
                "'  a.bias: [1, -1]|'; ''; 12:3: the layer a (linear): there is no tensor a.bias",
                "'  a.bias: [1, -1]|'; '  a.bias: [1, -1]|  b.bias: [1, -1]|'; 14:3: no layer takes the parameter 'b.bias'",
                "a.bias: [1, -1]|; 'a.bias: {dtype: float32, value: [1, -1]}|'; 13:3: parameter a.bias is float32 in a case of float64",
                "input: [[1, -1]]; input: [[1, .nan]]; 14:15: '.nan' in parameter input is not finite",
                "dtype: float64; dtype: float64|input: [[1, 2]]; 10:8: the name 'input' is given twice",
                "dtype: float64; dtype: float64|inputs: {x: 1}; 10:10: no layer takes the input 'x'",
                "dtype: float64; dtype: float64|inputs: [1]; 10:9: a list stands where a map is needed",
                "dtype: float64; dtype: float64|target: 1; 10:9: 'target' stands beside a network that the file describes",
                "dtype: float64; dtype: float64|inptus: {x: 1}; 10:1: unknown key 'inptus'",
                "network:|; netwrok:|; 1:1: unknown key 'netwrok'",
                "kind: linear|    name: a; kidn: linear|    name: a; 2:5: unknown key 'kidn'",
                "kind: linear|    name: a; name: a|    kind linear: 1; 3:5: unknown key 'kind linear'",
                "'{kind: leaky-relu, slope: 0.25}'; '{kind leaky-relu, slope: 0.25}'; 4:6: unknown key 'kind leaky-relu'",
                "'{kind: leaky-relu, slope: 0.25}'; '{kind: relu, slope: 0.25, alpha: 1}'; 4:18: unknown keys 'slope', 'alpha'",
                "'{kind: leaky-relu, slope: 0.25}'; '{kind: mse, slope: 0.25}'; 4:17: unknown key 'slope'",
                "parameters:|; parameters:|parameters:|; 12:1: the key 'parameters' stands here a second time",
                "'expected:|'; ''; 15:3: 'match' stands under 'parameters'",
                "'  a.bias: [1, -1]|'; '  a.bias: [1, -1]|  b.weight: [[1]]|  b.bias: [1]|'; 14:3: no layer takes the parameters 'b.weight' and 'b.bias'",
                "parameters:|; paremeters:|; 11:1: unknown key 'paremeters'",
                "'  1: [[3, -1]]'; '  3: [[3, -1]]'; 18:3: unknown key '3'",
                "'    a.bias: [18'; '    a.bas: [18'; 22:5: unknown key 'a.bas'",
                "provenance: by hand|; ''; 1:1: a golden case lacks 'provenance'",
            })
    void a_mistake_is_one_problem(String piece, String replacement, String beginning) {
        String spoilt = replacement == null ? "" : replacement.replace('|', '\n');
        GoldenText wrong = GoldenText.INLINE.with(piece.replace('|', '\n'), spoilt);
        assertThat(wrong.problemsIn(folder)).singleElement().asString().startsWith("case.yaml:" + beginning);
        assertThat(wrong.with("dtype: float64", "dtype: [float32, float64]").problemsIn(folder))
                .as("in two cases")
                .singleElement()
                .asString()
                .startsWith("case.yaml:" + beginning);
    }

    @Test
    void a_problem_names_place_rule_and_remedy() {
        assertThat(GoldenText.INLINE
                        .with("kind: leaky-relu", "kind: leaky-rely")
                        .problemsIn(folder))
                .singleElement()
                .asString()
                .startsWith("case.yaml:4:12: unknown kind 'leaky-rely'. Rule: 'kind' is one of: relu, leaky-relu, ")
                .contains(". Remedy: did you mean 'leaky-relu'? Known: relu, leaky-relu, ");
        assertThat(GoldenText.INLINE.with("slope:", "slop:").problemsIn(folder))
                .containsExactly("case.yaml:4:24: unknown key 'slop'."
                        + " Rule: a layer of the kind leaky-relu has fixed keys, so that nothing is ignored."
                        + " Remedy: did you mean 'slope'? Known: kind, name, inputs, parameters, slope.");
        assertThat(GoldenText.INLINE.with("a.bias: [1, -1]", "a.bias: [1]").problemsIn(folder))
                .singleElement()
                .asString()
                .endsWith(" Rule: inputs, parameters and attributes of a layer fit each other."
                        + " Remedy: change a shape, or the layer.");
    }

    @Test
    void the_layer_that_does_not_fit_is_named_not_the_first_one() {
        assertThat(GoldenText.INLINE
                        .with("parameters: a}", "parameters: b}")
                        .with("  a.bias: [1,", "  b.weight: [[1, 2, 3]]\n  b.bias: [1]\n  a.bias: [1,")
                        .problemsIn(folder))
                .singleElement()
                .asString()
                .startsWith("case.yaml:5:5: the layer 2 (linear): ");
    }

    @Test
    void an_empty_network_and_empty_parameters_are_one_problem_each() {
        String text = GoldenText.INLINE.text();
        String layers = text.substring(text.indexOf("\n  - kind: linear"), text.indexOf("dtype:"));
        assertThat(GoldenText.INLINE.with(layers, " []\n").problemsIn(folder))
                .singleElement()
                .asString()
                .startsWith("case.yaml:1:10: an empty list stands where a list of layers is needed");
        String tensors = text.substring(text.indexOf("\n  a.weight:"), text.indexOf("expected:"));
        assertThat(GoldenText.INLINE.with(tensors, " {}\n").problemsIn(folder))
                .first()
                .asString()
                .startsWith("case.yaml:11:13: no tensor stands under 'parameters'");
    }

    @Test
    void only_the_last_layer_can_be_called_loss() {
        assertThat(GoldenText.INLINE
                        .with("name: loss", "name: out")
                        .with("parameters: a}", "parameters: a, name: loss}")
                        .problemsIn(folder))
                .singleElement()
                .asString()
                .startsWith("case.yaml:5:41: 'loss' cannot be the name of this layer");
    }

    @Test
    void gradients_of_several_outputs_cannot_be_expected() {
        String text = GoldenText.INLINE.text();
        String loss = text.substring(text.indexOf("  - kind: mse"), text.indexOf("dtype:"));
        assertThat(GoldenText.INLINE.with(loss, "").with("  loss: 36\n", "").problemsIn(folder))
                .singleElement()
                .asString()
                .startsWith("case.yaml:17:5: gradients are expected, and the network's value has shape (1,2)");
    }

    @Test
    void a_misfit_is_reported_once_for_two_dtypes() {
        assertThat(GoldenText.INLINE
                        .with("dtype: float64", "dtype: [float32, float64]")
                        .with("a.bias: [1, -1]", "a.bias: [1]")
                        .problemsIn(folder))
                .hasSize(1);
    }

    @Test
    void independent_mistakes_of_several_layers_are_reported_together() {
        assertThat(GoldenText.INLINE
                        .with("kind: linear\n", "kind: lineer\n")
                        .with("slope: 0.25", "slop: 0.25")
                        .with("provenance: by hand\n", "")
                        .problemsIn(folder))
                .extracting(problem -> problem.substring(0, problem.indexOf(": ")))
                .containsExactly("case.yaml:1:1", "case.yaml:2:11", "case.yaml:4:24");
    }

    @Test
    void no_content_makes_the_reader_throw() {
        Random random = new Random(20260101);
        byte[] good = GoldenText.INLINE.text().getBytes(StandardCharsets.UTF_8);
        byte[] spice = "[]{}:,-#&*!|>'\"% \n\t0a.".getBytes(StandardCharsets.UTF_8);
        for (int i = 0; i < 500; i++) {
            byte[] spoilt = good.clone();
            for (int changes = 1 + random.nextInt(3); changes > 0; changes--) {
                spoilt[random.nextInt(spoilt.length)] = spice[random.nextInt(spice.length)];
            }
            GoldenFile file = GoldenText.read(folder, spoilt);
            assertThat(file.cases().isEmpty()).isNotEqualTo(file.problems().isEmpty());
        }
    }
}

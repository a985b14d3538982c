package dev.gradcheck.foreign;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gradcheck.json.Json;
import dev.gradcheck.tensor.DType;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NotebookImportTest {
    private static final Path NOTEBOOK = Path.of("test-resources/dumps/notebook.ipynb");

    private final List<Object> cells = new ArrayList<>();

    @TempDir
    private Path folder;

    @Test
    void the_values_of_the_first_notebook_are_those_of_its_golden_case() throws IOException, Refusal {
        String expected =
                NotebookImport.of(NOTEBOOK, Set.of(4, 5), DType.FLOAT32).expected();
        assertThat(expected).startsWith("expected: # Printed by the notebook 'notebook.ipynb', In [4], In [5].\n");
        assertThat(Files.readString(Path.of("test-resources/golden/notebook.yaml")))
                .contains(expected.substring(expected.indexOf('\n')));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "loss = 0.69314718|loss: 0.69314718",
                "Loss: 0.6931|loss: {match: to the digits given, value: 0.6931}",
                "loss=tensor(0.6931, grad_fn=<MeanBackward0>)|loss: {match: to the digits given, value: 0.6931}",
                "W.grad: tensor([[4., 6.]], dtype=torch.float64)|W: [[4., 6.]]",
                "dL/dW = [0.5  0.25]|W: [0.5, 0.25]",
                "∂L/∂W = [0.03333333 0.25      ]|W: {match: to the digits given, value: [0.03333333, 0.25]}",
                "grad W: array([nan, -inf], dtype=float32)|W: [.nan, -.inf]",
                "grad_L_W = [-0.0000000e+00]|W: [-0.0000000e+00]",
                "step 3: loss = np.float32(0.6931472)|loss: {match: to the digits given, value: 0.6931472}",
            })
    void a_value_is_expected_as_far_as_its_digits_tell_it(String printed, String line) throws IOException, Refusal {
        print(1, "", printed.replace("grad W: array", "grad W:\narray"));
        assertThat(imported().expected()).contains("  " + line + "\n");
    }

    @Test
    void in_float64_eight_digits_are_not_all() throws IOException, Refusal {
        print(1, "", "loss = 0.69314718\nprediction = 0.30685281944005469");
        assertThat(NotebookImport.of(file(), Set.of(), DType.FLOAT64).expected())
                .contains("loss: {match: to the digits given, value: 0.69314718}", "prediction: 0.30685281944005469");
    }

    @Test
    void values_without_a_name_have_that_of_what_was_printed() throws IOException, Refusal {
        print(2, "print(loss)\nprint(net.fc.weight.grad)", "0.75\ntensor([[1.5000]])");
        assertThat(imported().expected())
                .contains("loss: {match: to the digits given, value: 0.75}", "net.fc.weight: {match: to the digits");
    }

    @Test
    void the_value_of_a_cell_has_the_name_of_its_last_line() throws IOException, Refusal {
        cells.add(cell(
                3,
                "y = f(x)\nW.grad",
                Map.of("output_type", "execute_result", "data", Map.of("text/plain", "tensor([2., 4.])"))));
        assertThat(imported().expected()).contains("  gradients:\n    W: [2., 4.]\n");
    }

    @Test
    void parameters_and_input_are_given_and_not_expected() throws IOException, Refusal {
        print(1, "", "W = [[1. 2.]]\nx = [3. 4.]\nb = 1\ndL/dW = [[3. 4.]]\nloss = 11.0");
        NotebookImport imported = imported();
        assertThat(imported.expected())
                .contains("  b: 1\n", "    W: [[3., 4.]]\n")
                .doesNotContain("x:", "1., 2.");
        assertThat(imported.draft().text()).contains("\n  W: [[1., 2.]]\n", "\ninput: [3., 4.]\n");
        assertThat(imported.draft().questions()).singleElement().asString().contains("the network");
    }

    @Test
    void only_the_cells_that_are_named_count() throws IOException, Refusal {
        print(1, "", "loss = 0.5");
        print(2, "", "loss = 0.25");
        assertThat(NotebookImport.of(file(), Set.of(2), DType.FLOAT32).expected())
                .contains("value: 0.25", "In [2].")
                .doesNotContain("0.5}");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "loss = 1;loss = 2|the cell In [1]: 'loss' is printed twice: name the cells that count",
                "W.grad = [0.1 ... 0.2]|the cell In [1]: numbers are left out (...)",
                "W.grad = [0.1|the cell In [1]: a bracket is not closed",
                "done|the cell In [1]: no value is printed",
                "[1. 2.]|the cell In [1]: the value [1., 2.] has no name",
            })
    void what_cannot_be_a_value_is_one_mistake_with_its_cell(String printed, String problem) throws IOException {
        print(1, "", printed);
        Path file = file();
        assertThatThrownBy(() -> NotebookImport.of(file, Set.of(1), DType.FLOAT32))
                .isInstanceOf(Refusal.class)
                .hasMessageContainingAll("n.ipynb: " + problem, "Rule: ", "Remedy: ");
    }

    @Test
    void a_cell_that_is_not_there_and_a_file_that_is_no_notebook_are_refused() throws IOException {
        print(1, "", "loss = 1");
        Path file = file();
        assertThatThrownBy(() -> NotebookImport.of(file, Set.of(7), DType.FLOAT32))
                .hasMessageContaining("no cell was run as In [7]");
        Files.writeString(file, "{\"worksheets\": []}");
        assertThatThrownBy(() -> NotebookImport.of(file, Set.of(), DType.FLOAT32))
                .hasMessageContaining("has no list of cells");
        Files.writeString(file, "loss = 1");
        assertThatThrownBy(() -> NotebookImport.of(file, Set.of(), DType.FLOAT32))
                .hasMessageContaining("cannot be read: not a JSON object");
    }

    private void print(int number, String source, String text) {
        cells.add(cell(number, source, Map.of("output_type", "stream", "name", "stdout", "text", text)));
    }

    private static Map<String, Object> cell(int number, String source, Map<String, Object> output) {
        return Map.of("cell_type", "code", "execution_count", number, "source", source, "outputs", List.of(output));
    }

    private NotebookImport imported() throws IOException, Refusal {
        return NotebookImport.of(file(), Set.of(), DType.FLOAT32);
    }

    private Path file() throws IOException {
        return Files.writeString(folder.resolve("n.ipynb"), Json.text(Map.of("nbformat", 4, "cells", cells)));
    }
}

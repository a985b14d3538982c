package dev.gradcheck.golden;

import static dev.gradcheck.numbers.NumberBytes.npy;
import static dev.gradcheck.numbers.NumberBytes.npz;
import static dev.gradcheck.numbers.NumberBytes.safetensors;
import static org.assertj.core.api.Assertions.assertThat;

import dev.gradcheck.check.CheckReport;
import dev.gradcheck.notebook.NotebookNetworks;
import dev.gradcheck.oracle.FiniteDifferences;
import dev.gradcheck.verdict.Finding;
import dev.gradcheck.verdict.Subject;
import dev.gradcheck.verdict.Verdict;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Gradients that another program computed, and numbers from files and from a seed. */
class OtherProgramTest {
    /** y = W·x, L = Σy²: dL/dW = 2·y·xᵀ, dL/dx = 2·y·W. */
    private static final GoldenText CLAIMED = new GoldenText("""
            network:
              - {kind: linear, name: fc, bias: false}
              - {kind: mse, reduction: sum, target: [[0, 0]]}
            dtype: float32
            provenance: by hand
            parameters:
              fc.weight: [[1, 2], [3, -1]]
            input: [[0.5, 1.5]]
            claimed:
              fc.weight: [[3.5, 10.5], [0, 0]]
            """);

    @TempDir
    private Path folder;

    @Test
    void a_claimed_gradient_that_is_right_agrees() {
        CheckReport report = judged(CLAIMED);
        assertThat(report.failures()).isEmpty();
        assertThat(about(report, "fc.weight")).extracting(Finding::verdict).contains(Verdict.AGREES);
        assertThat(report.notRun()).extracting(one -> one.witness()).contains("contracts", "shadow");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "[[3.5, 10.51], [0, 0]]",
                "[[3.5, 10.50002], [0, 0]]",
                "[[3.5, 10.5], [0, 0.001]]",
                "[[-3.5, -10.5], [0, 0]]"
            })
    void a_claimed_gradient_that_is_wrong_is_found(String value) {
        CheckReport report = judged(CLAIMED.with("[[3.5, 10.5], [0, 0]]", value));
        assertThat(report.failures())
                .anySatisfy(finding -> assertThat(finding.verdict()).isEqualTo(Verdict.DISAGREES));
    }

    @Test
    void what_float32_can_hold_is_no_mistake() {
        GoldenText thirds = CLAIMED.with("[[0.5, 1.5]]", "[[0.1, 0.3]]");
        assertThat(judged(thirds.with("[[3.5, 10.5], [0, 0]]", "[[0.14, 0.42], [0, 0]]"))
                        .failures())
                .isEmpty();
        assertThat(judged(thirds.with("[[3.5, 10.5], [0, 0]]", "[[0.14001, 0.42], [0, 0]]"))
                        .failures())
                .isNotEmpty();
    }

    @Test
    void a_claimed_gradient_of_another_shape_is_malformed() {
        CheckReport report = judged(CLAIMED.with("[[3.5, 10.5], [0, 0]]", "[3.5, 10.5, 0, 0]"));
        assertThat(report.failures()).extracting(Finding::verdict).contains(Verdict.MALFORMED);
    }

    @Test
    void an_input_of_which_a_gradient_is_claimed_is_differentiated_and_the_rest_is_not_run() {
        CheckReport report = judged(CLAIMED.with("fc.weight: [[3.5, 10.5], [0, 0]]", "input: [[7, 14]]"));
        assertThat(report.failures()).isEmpty();
        assertThat(about(report, "input")).isNotEmpty();
        assertThat(about(report, "fc.weight")).isEmpty();
        assertThat(report.notRun()).extracting(one -> one.what()).contains("values of dL/dfc.weight");
    }

    @Test
    void an_input_of_which_a_gradient_is_expected_is_differentiated() {
        GoldenText expected = CLAIMED.with(
                "claimed:\n  fc.weight: [[3.5, 10.5], [0, 0]]",
                "expected: {match: as printed, gradients: {input: [[7, 14]]}}");
        assertThat(judged(expected).failures()).isEmpty();
        assertThat(judged(expected.with("[[7, 14]]", "[[7, 15]]")).failures()).isNotEmpty();
    }

    @Test
    void a_kernel_without_parameters_is_judged_by_its_inputs_and_its_cotangent() {
        GoldenText kernel = new GoldenText("""
                network: [{kind: relu}, {kind: weighted-sum, cotangent: [[2, 3, 5]]}]
                dtype: float32
                provenance: by hand
                input: [[0.5, -1, 2]]
                claimed:
                  input: [[2, 0, 5]]
                """);
        assertThat(judged(kernel).failures()).isEmpty();
        assertThat(about(judged(kernel), "input")).isNotEmpty();
        assertThat(judged(kernel.with("[[2, 0, 5]]", "[[2, 3, 5]]")).failures()).isNotEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "fc.weight: [[3.5; fc.weihgt: [[3.5; 10:3: the claimed gradient 'fc.weihgt' is of nothing that is differentiated",
                "'  - {kind: mse, reduction: sum, target: [[0, 0]]}|'; ''; 9:3: gradients are claimed, and the network's value has shape (1,2)",
                "[[0.5, 1.5]]; {file: none.npy}; 8:15: the file 'none.npy' is not there",
                "[[0.5, 1.5]]; {file: ../none.npy}; 8:15: the file '../none.npy' does not lie beside or below the golden file",
                "[[0.5, 1.5]]; {file: /etc/passwd}; 8:15: the file '/etc/passwd' does not lie beside or below the golden file",
                "[[0.5, 1.5]]; {file: case.yaml}; 8:15: the file 'case.yaml' is no .npy, .npz or .safetensors file by its name",
                "[[0.5, 1.5]]; {draw: normal, shape: [1, 2]}; 8:8: input lacks 'seed'",
                "[[0.5, 1.5]]; {draw: gauss, shape: [1, 2], seed: 1}; 8:15: unknown draw 'gauss'",
                "[[0.5, 1.5]]; {draw: normal, shape: [1, 99999999], seed: 1}; 8:30: a tensor of 1.00e+08 elements is drawn",
            })
    void a_mistake_is_one_problem(String piece, String replacement, String beginning) {
        String spoilt = replacement == null ? "" : replacement.replace('|', '\n');
        assertThat(CLAIMED.with(piece.replace('|', '\n'), spoilt).problemsIn(folder))
                .singleElement()
                .asString()
                .startsWith("case.yaml:" + beginning);
    }

    @Test
    void numbers_are_read_from_npy_npz_and_safetensors_bit_by_bit() throws IOException {
        Files.write(folder.resolve("x.npy"), npy("<f8", "(1, 2)", 0.5, -0.0));
        Files.write(
                folder.resolve("w.npz"), npz(Map.of("fc.weight", npy("<f8", "(2, 2)", 1, Double.MIN_VALUE, 3, -1))));
        Files.write(
                folder.resolve("g.safetensors"),
                safetensors(
                        "{\"input\":{\"dtype\":\"F64\",\"shape\":[1,2],\"data_offsets\":[32,48]},"
                                + "\"fc.weight\":{\"dtype\":\"F64\",\"shape\":[2,2],\"data_offsets\":[0,32]}}",
                        1,
                        Double.NaN,
                        -0.0,
                        4,
                        5,
                        6));
        GoldenCase golden = CLAIMED.with("float32", "float64")
                .with("[[0.5, 1.5]]", "{file: x.npy}")
                .with("\n  fc.weight: [[1, 2], [3, -1]]", " {file: w.npz}")
                .with("\n  fc.weight: [[3.5, 10.5], [0, 0]]", " {file: g.safetensors}")
                .caseIn(folder);
        assertThat(golden.parameters().get("fc.weight").at(1)).isEqualTo(Double.MIN_VALUE);
        assertThat(Double.compare(golden.claimed().get("fc.weight").at(2), -0.0))
                .isZero();
        assertThat(golden.claimed().get("fc.weight").at(1)).isNaN();
        assertThat(golden.claimed().get("input").at(0)).isEqualTo(5);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "<f8; (99999999, 99999999); '99999999]; one has at most 10000000 elements'",
                "<f8; (1, 3); 'says that it has 24 bytes of numbers, and has 16'",
                "<O8; (1, 2); 'has a header that is not of a plain array of numbers'",
                ">f8; (1, 2); 'holds big-endian numbers'",
            })
    void a_file_of_numbers_that_lies_is_refused_before_anything_is_allocated(String type, String shape, String what)
            throws IOException {
        Files.write(folder.resolve("x.npy"), npy(type, shape, 0.5, 1.5));
        assertThat(CLAIMED.with("[[0.5, 1.5]]", "{file: x.npy}").problemsIn(folder))
                .singleElement()
                .asString()
                .startsWith("case.yaml:8:15: the file 'x.npy' ")
                .contains(what);
    }

    @Test
    void a_safetensors_header_that_lies_is_refused() throws IOException {
        for (String header : List.of(
                "{\"w\":{\"dtype\":\"F64\",\"shape\":[2],\"data_offsets\":[0,32]}}",
                "{\"w\":{\"dtype\":\"F64\",\"shape\":[2],\"data_offsets\":[16,32]}}",
                "{\"w\":{\"dtype\":\"F64\",\"shape\":[999999999,9],\"data_offsets\":[0,16]}}",
                "{\"w\":3}",
                "[]")) {
            Files.write(folder.resolve("x.safetensors"), safetensors(header, 1, 2));
            assertThat(CLAIMED.with("[[0.5, 1.5]]", "{file: x.safetensors}").problemsIn(folder))
                    .hasSize(1);
        }
    }

    @Test
    void a_tensor_that_is_drawn_is_the_same_each_time_and_in_both_dtypes() {
        GoldenText drawn = CLAIMED.with("[[0.5, 1.5]]", "{draw: normal, shape: [1, 2], seed: 7, scale: 0.5}")
                .with("claimed:\n  fc.weight: [[3.5, 10.5], [0, 0]]\n", "")
                .with("dtype: float32", "dtype: [float32, float64]");
        List<GoldenCase> cases = drawn.in(folder).cases();
        assertThat(cases).hasSize(2);
        assertThat(input(cases.get(0)).at(1))
                .isEqualTo(input(cases.get(1)).at(1))
                .isNotZero();
        assertThat(input(cases.get(0)).at(0))
                .isEqualTo((double) (float) (0.5 * new java.util.Random(7).nextGaussian()));
    }

    @Test
    void digits_that_are_given_match_what_rounds_to_them() {
        GoldenText text = CLAIMED.with(
                        "claimed:\n  fc.weight: [[3.5, 10.5], [0, 0]]",
                        "expected: {match: to the digits given, loss: 12.2}")
                .with("float32", "float64");
        assertThat(judged(text).failures()).hasSize(0);
        assertThat(judged(text.with("loss: 12.2", "loss: 12.4")).failures()).hasSize(1);
    }

    private static dev.gradcheck.tensor.Tensor input(GoldenCase golden) {
        return golden.network().either(named -> named.input(), inline -> inline.architecture()
                .inputs()
                .get("input"));
    }

    private static List<Finding> about(CheckReport report, String name) {
        return report.findings().stream()
                .filter(f -> f.subject().equals(Subject.gradient(name)))
                .toList();
    }

    private CheckReport judged(GoldenText text) {
        return new GoldenCheck(NotebookNetworks.catalog(), List.of(new FiniteDifferences()), 1)
                .run(text.caseIn(folder));
    }
}

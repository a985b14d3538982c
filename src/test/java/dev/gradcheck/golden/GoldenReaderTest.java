package dev.gradcheck.golden;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.gradcheck.golden.yaml.GoldenReader;
import dev.gradcheck.notebook.NotebookNetworks;
import dev.gradcheck.tensor.DType;
import dev.gradcheck.tensor.Shape;
import dev.gradcheck.tensor.Tensor;
import dev.gradcheck.verdict.Subject;
import dev.gradcheck.verdict.Verdict;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GoldenReaderTest {
    @TempDir
    private Path folder;

    @Test
    void a_tensor_has_the_cases_dtype_unless_it_declares_its_own() {
        GoldenCase golden = GoldenText.GOOD
                .with("Wo: [4, 6]", "Wo: {dtype: int32, value: [4, 6]}")
                .caseIn(folder);
        assertThat(golden.parameters().get("Wo")).isEqualTo(Tensor.of(DType.INT32, Shape.of(2), 4, 6));
        assertThat(golden.parameters().get("bo")).isEqualTo(Tensor.of(DType.FLOAT32, Shape.of(1), -3.5));
        assertThat(golden.network())
                .isEqualTo(new NetworkChoice.Named(
                        "notebook", Tensor.ones(DType.FLOAT32, Shape.of(2, 1)), Tensor.scalar(DType.FLOAT32, 1)));
    }

    @Test
    void parameters_come_in_the_order_of_the_network() {
        GoldenCase golden = GoldenText.GOOD
                .with("  bo: [-3.5]\n", "")
                .with("parameters:\n", "parameters:\n  bo: [-3.5]\n")
                .caseIn(folder);
        assertThat(golden.parameters().names()).containsExactly("Wh", "bh", "Wo", "bo");
    }

    @Test
    void an_expected_value_keeps_its_text_sign_of_zero_and_place() {
        ExpectedValue value =
                GoldenText.GOOD.caseIn(folder).expected().gradients().get("Wo");
        assertThat(value.texts()).containsExactly("-1.4781952e-05", "-0.0");
        assertThat(value.tensor()).isEqualTo(Tensor.of(DType.FLOAT32, Shape.of(2, 1), -1.4781952e-05f, -0.0));
        assertThat(value.location()).isEqualTo(new Location(folder.resolve("case.yaml"), 15, 9));
    }

    @Test
    void a_bare_number_stands_for_any_shape_of_one_element() {
        ExpectedValue loss = GoldenText.GOOD.caseIn(folder).expected().values().get("loss");
        Tensor found = Tensor.of(DType.FLOAT32, Shape.of(1, 1), 3.6954948e-06f);
        assertThat(loss.structureMismatch(found)).isEmpty();
        assertThat(loss.mismatches(found, i -> 0)).isEmpty();
        assertThat(loss.structureMismatch(Tensor.zeros(DType.FLOAT32, Shape.of(2))))
                .hasValue("shape (2) instead of a single number");
    }

    @Test
    void a_listed_value_stands_for_its_shape_and_dtype_alone() {
        ExpectedValue value =
                GoldenText.GOOD.caseIn(folder).expected().gradients().get("Wo");
        Tensor vector = Tensor.zeros(DType.FLOAT32, Shape.of(2));
        assertThat(value.structureMismatch(vector)).hasValue("shape (2) instead of (2,1)");
        assertThat(value.structureMismatch(Tensor.zeros(DType.FLOAT64, Shape.of(2, 1))))
                .hasValue("dtype float64 instead of float32");
        assertThatIllegalArgumentException().isThrownBy(() -> value.mismatches(vector, i -> 0));
    }

    @Test
    void a_value_can_have_a_rule_of_its_own() {
        Expected expected = GoldenText.GOOD
                .with("loss: 3.6954948e-06", "loss: {match: ulps 2, value: 3.6954948e-06}")
                .caseIn(folder)
                .expected();
        assertThat(expected.values().get("loss").rule()).isEqualTo(new MatchRule.WithinUlps(2));
        assertThat(expected.gradients().get("Wo").rule()).isEqualTo(new MatchRule.AsPrinted());
    }

    @Test
    void expected_values_may_be_nan_or_infinite() {
        Expected expected = GoldenText.GOOD
                .with("loss: 3.6954948e-06", "loss: -.inf")
                .with("[-0.0]", "[.nan]")
                .caseIn(folder)
                .expected();
        assertThat(expected.values().get("loss").tensor().item()).isEqualTo(Double.NEGATIVE_INFINITY);
        assertThat(expected.gradients().get("Wo").tensor().at(1)).isNaN();
    }

    @Test
    void two_dtypes_are_two_cases_read_from_the_same_text() {
        List<GoldenCase> cases = GoldenText.GOOD
                .with("dtype: float32", "dtype: [float32, float64]")
                .in(folder)
                .cases();
        assertThat(cases).extracting(GoldenCase::id).containsExactly("case.float32", "case.float64");
        assertThat(cases)
                .extracting(golden ->
                        golden.expected().values().get("loss").tensor().item())
                .containsExactly((double) 3.6954948e-06f, 3.6954948e-06);
    }

    @Test
    void a_discrepancy_of_several_gradients_is_one_of_each() {
        List<KnownDiscrepancy> known = GoldenText.GOOD
                .with("- gradient: Wo", "- gradient: [bh, Wo]")
                .caseIn(folder)
                .known();
        assertThat(known).extracting(KnownDiscrepancy::name).containsExactly("bh", "Wo");
        assertThat(known).extracting(KnownDiscrepancy::verdict).containsOnly(Verdict.MALFORMED);
    }

    @Test
    void a_discrepancy_says_as_much_as_it_declares() {
        KnownDiscrepancy known = GoldenText.GOOD
                .with(
                        "    shape: [2, 1]\n",
                        "    elements: [[0], [1]]\n    ratio: 1.5\n    analytic: .nan\n    dtype: float64\n")
                .with(
                        "reason:",
                        "oracle: djl\n    diagnosis: broadcast\n    error: no shape\n    defect: 1\n    reason:")
                .caseIn(folder)
                .known()
                .get(0);
        assertThat(known.subject()).isEqualTo(Subject.gradient("Wo"));
        assertThat(known.elements()).hasValue(List.of(List.of(0), List.of(1)));
        assertThat(known.ratio()).hasValue(new NumberText("1.5"));
        assertThat(known.analytic()).hasValue(new NumberText(".nan"));
        assertThat(known.shape()).isEmpty();
        assertThat(known.dtype()).hasValue(DType.FLOAT64);
        assertThat(known.oracle()).hasValue("djl");
        assertThat(known.diagnosis()).hasValue("broadcast");
        assertThat(known.error()).hasValue("no shape");
        assertThat(known.defect()).hasValue(1);
        assertThat(known.reason()).isEqualTo("as it stands");
        assertThat(known.location().line()).isEqualTo(17);
    }

    @Test
    void a_discrepancy_can_be_about_a_forward_value() {
        KnownDiscrepancy known = GoldenText.GOOD
                .with("gradient: Wo", "value: loss")
                .caseIn(folder)
                .known()
                .get(0);
        assertThat(known.subject()).isEqualTo(Subject.LOSS);
        assertThat(known.name()).isEqualTo("loss");
    }

    @Test
    void an_index_is_judged_by_the_shape_that_is_declared() {
        GoldenText text = GoldenText.GOOD.with("shape: [2, 1]", "shape: [2, 1]\n    elements: [[1, 0]]");
        assertThat(text.caseIn(folder).known().get(0).shape()).hasValue(Shape.of(2, 1));
    }

    @Test
    void a_limit_is_read() {
        GoldenText text = new GoldenText(GoldenText.GOOD.text() + "limits: {imprecise: 1e-3}\n");
        assertThat(text.caseIn(folder).limits().imprecise()).hasValue(1e-3);
        assertThat(GoldenText.GOOD.caseIn(folder).limits()).isEqualTo(Limits.NONE);
    }

    @Test
    void json_is_read_as_well() {
        GoldenCase golden = new GoldenText("""
                        {"network": "notebook", "dtype": "float32", "provenance": "by hand", "input": [[1], [1]], "target": 1,
                         "parameters": {"Wh": [[2, 4], [3, -5]], "bh": [[-2], [1]], "Wo": [4, 6], "bo": [-3.5]},
                         "expected": {"match": "bitwise", "loss": "NaN"}}
                        """).caseIn(folder);
        assertThat(golden.expected().values().get("loss").tensor().item()).isNaN();
        assertThat(golden.known()).isEmpty();
    }

    @Test
    void a_byte_order_mark_is_no_mistake() {
        assertThat(new GoldenText("\uFEFF" + GoldenText.GOOD.text()).problemsIn(folder))
                .isEmpty();
    }

    @Test
    void a_folder_is_read_in_the_order_of_its_names() throws IOException {
        Files.createDirectory(folder.resolve("b"));
        for (String name : List.of("c.json", "b/z.yml", "a.yaml")) {
            Files.writeString(folder.resolve(name), GoldenText.GOOD.text());
        }
        Files.writeString(folder.resolve("README.md"), "not a case");
        List<GoldenFile> files = new GoldenReader(NotebookNetworks.catalog()).readAll(folder);
        assertThat(files)
                .flatExtracting(GoldenFile::cases)
                .extracting(GoldenCase::id)
                .containsExactly("a", "b/z", "c");
    }

    @Test
    void a_bad_file_does_not_keep_the_others_from_being_read() throws IOException {
        Files.writeString(folder.resolve("a.yaml"), "network: [");
        Files.writeString(folder.resolve("b.yaml"), GoldenText.GOOD.text());
        List<GoldenFile> files = new GoldenReader(NotebookNetworks.catalog()).readAll(folder);
        assertThat(files.get(0).problems()).hasSize(1);
        assertThat(files.get(1).cases()).hasSize(1);
    }

    @Test
    void two_files_of_one_name_are_a_problem() throws IOException {
        Files.writeString(folder.resolve("a.json"), GoldenText.GOOD.text());
        Files.writeString(folder.resolve("a.yaml"), GoldenText.GOOD.text());
        assertThat(new GoldenReader(NotebookNetworks.catalog()).readAll(folder))
                .flatExtracting(GoldenFile::problems)
                .extracting(GoldenProblem::what)
                .containsExactly("another file is called a too");
    }

    @Test
    void a_folder_without_cases_is_a_problem() {
        GoldenReader reader = new GoldenReader(NotebookNetworks.catalog());
        assertThat(reader.readAll(folder))
                .flatExtracting(GoldenFile::problems)
                .extracting(GoldenProblem::what)
                .containsExactly("holds no golden file");
        assertThat(reader.readAll(folder.resolve("none")))
                .flatExtracting(GoldenFile::problems)
                .hasSize(1);
    }

    @Test
    void a_folder_that_is_not_there_and_one_that_is_a_file_are_problems() throws IOException {
        GoldenReader reader = new GoldenReader(NotebookNetworks.catalog());
        Path file = Files.createFile(folder.resolve("case.yaml"));
        assertThat(reader.readAll(folder.resolve("gone")).get(0).problems())
                .extracting(GoldenProblem::what)
                .containsExactly("there is no such folder");
        assertThat(reader.readAll(file).get(0).problems())
                .extracting(GoldenProblem::what)
                .containsExactly("is a file");
    }
}

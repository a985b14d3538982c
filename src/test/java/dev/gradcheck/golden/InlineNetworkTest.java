package dev.gradcheck.golden;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gradcheck.check.CheckReport;
import dev.gradcheck.function.Parameters;
import dev.gradcheck.golden.yaml.GoldenReader;
import dev.gradcheck.graph.Architecture;
import dev.gradcheck.graph.Attributes;
import dev.gradcheck.graph.Node;
import dev.gradcheck.net.Layer;
import dev.gradcheck.net.LayerCatalog;
import dev.gradcheck.net.Tanh;
import dev.gradcheck.oracle.FiniteDifferences;
import dev.gradcheck.tensor.DType;
import dev.gradcheck.tensor.Shape;
import dev.gradcheck.tensor.Tensor;
import dev.gradcheck.verdict.Finding;
import dev.gradcheck.verdict.Source;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Golden cases that describe their network. */
class InlineNetworkTest {
    private static final Tensor TARGET = Tensor.of(DType.FLOAT64, Shape.of(1, 2), 1, 2);

    @TempDir
    private Path folder;

    @Test
    void a_layer_has_a_number_for_a_name_takes_the_one_before_it_and_owns_its_parameters_unless_it_says_otherwise() {
        assertThat(architecture(GoldenText.INLINE))
                .isEqualTo(new Architecture(
                        List.of(
                                Node.of("a", "linear", "input"),
                                Node.of("1", "leaky-relu", "a").with("slope", 0.25),
                                Node.of("2", "linear", "1").sharing("a"),
                                Node.of("loss", "mse", "2").with("target", TARGET)),
                        Map.of()));
    }

    @Test
    void tensors_under_parameters_are_differentiated_in_the_order_of_the_file() {
        assertThat(GoldenText.INLINE.caseIn(folder).parameters())
                .isEqualTo(Parameters.of("a.weight", Tensor.of(DType.FLOAT64, Shape.of(2, 2), 2, 0, 0, 3))
                        .with("a.bias", Tensor.of(DType.FLOAT64, Shape.of(2), 1, -1))
                        .with("input", Tensor.of(DType.FLOAT64, Shape.of(1, 2), 1, -1)));
        assertThat(GoldenText.INLINE.caseIn(folder).parameters().names())
                .containsExactly("a.weight", "a.bias", "input");
    }

    @Test
    void the_input_and_several_inputs_are_not_differentiated() {
        GoldenText constant = GoldenText.INLINE
                .with("  input: [[1, -1]]\n", "")
                .with("    input: [[24, -13.5]]\n", "")
                .with("dtype:", "input: {dtype: int32, value: [[1, -1]]}\ndtype:");
        assertThat(architecture(constant).inputs())
                .isEqualTo(Map.of("input", Tensor.of(DType.INT32, Shape.of(1, 2), 1, -1)));
        assertThat(constant.caseIn(folder).parameters().names()).containsExactly("a.weight", "a.bias");
        GoldenText several = GoldenText.INLINE
                .with("  input: [[1, -1]]\n", "")
                .with("    input: [[24, -13.5]]\n", "")
                .with("name: a\n", "name: a\n    inputs: x\n")
                .with("dtype:", "inputs:\n  x: [[1, -1]]\ndtype:");
        assertThat(architecture(several).inputs()).containsOnlyKeys("x");
    }

    @Test
    void attributes_are_read_by_their_look_and_a_quoted_one_is_a_word() {
        GoldenText text = GoldenText.INLINE.with(
                "{kind: leaky-relu, slope: 0.25}",
                "{kind: all, whole: -2, number: 2.0, flag: true, word: same, quoted: '2', far: -.inf, mask: [0, -.inf],"
                        + " scalar: {dtype: int32, value: 3}}");
        NetworkCatalog catalog =
                NetworkCatalog.standard().with(LayerCatalog.standard().with("all", this::asking));
        assertThat(architecture(read(text, catalog)).nodes().get(1).attributes())
                .isEqualTo(Attributes.NONE
                        .with("whole", -2)
                        .with("number", 2.0)
                        .with("flag", true)
                        .with("word", "same")
                        .with("quoted", "2")
                        .with("far", Double.NEGATIVE_INFINITY)
                        .with("mask", Tensor.of(DType.FLOAT64, Shape.of(2), 0, Double.NEGATIVE_INFINITY))
                        .with("scalar", Tensor.scalar(DType.INT32, 3)));
    }

    @Test
    void two_dtypes_are_two_cases_of_which_each_rounds_inputs_targets_and_parameters_itself() {
        List<GoldenCase> cases = GoldenText.INLINE
                .with("float64", "[float32, float64]")
                .with("target: [[1, 2]]", "target: [[0.1, 2]]")
                .in(folder)
                .cases();
        assertThat(cases)
                .extracting(golden -> architecture(golden)
                        .nodes()
                        .get(3)
                        .attributes()
                        .tensor("target")
                        .at(0))
                .containsExactly((double) 0.1f, 0.1);
        assertThat(cases)
                .extracting(golden -> golden.parameters().get("a.bias").dtype())
                .containsExactly(DType.FLOAT32, DType.FLOAT64);
    }

    @Test
    void loss_values_of_layers_and_gradients_are_as_the_file_says() {
        CheckReport report = check(GoldenText.INLINE.caseIn(folder));
        assertThat(report.failures()).isEmpty();
        assertThat(report.findings().stream().filter(f -> f.witness().source() == Source.GOLDEN_VALUE))
                .extracting(Finding::gradient)
                .containsExactly("a", "1", "loss", "a.weight", "a.bias", "input");
    }

    @Test
    void a_value_of_a_layer_that_is_not_as_the_file_says_disagrees() {
        assertThat(check(GoldenText.INLINE.with("1: [[3, -1]]", "1: [[3, -2]]").caseIn(folder))
                        .failures())
                .singleElement()
                .satisfies(finding -> assertThat(finding.gradient()).isEqualTo("1"))
                .satisfies(finding -> assertThat(finding.reason()).contains("(as printed): -2, found -1.0"));
    }

    @Test
    void nothing_need_be_expected() {
        String text = GoldenText.INLINE.text();
        String expected = text.substring(text.indexOf("expected:"));
        GoldenCase without = GoldenText.INLINE.with(expected, "").caseIn(folder);
        assertThat(without.expected().isEmpty()).isTrue();
        assertThat(GoldenText.INLINE
                        .with(expected, "expected: {}\n")
                        .caseIn(folder)
                        .expected())
                .isEqualTo(without.expected());
        assertThat(check(without).failures()).isEmpty();
    }

    @Test
    void a_known_discrepancy_can_be_declared() {
        GoldenCase golden = new GoldenText(GoldenText.INLINE.text() + """
                known:
                  - gradient: a.weight
                    verdict: disagrees
                    elements: [[0, 1]]
                    reason: as it stands
                  - value: '1'
                    verdict: imprecise
                    reason: as it stands
                """).caseIn(folder);
        assertThat(golden.known()).extracting(KnownDiscrepancy::name).containsExactly("a.weight", "1");
    }

    @Test
    void a_pass_that_breaks_is_left_to_the_check() {
        NetworkCatalog broken =
                NetworkCatalog.standard().with(LayerCatalog.standard().with("tanh", node -> new Broken()));
        GoldenText text = GoldenText.INLINE.with("{kind: leaky-relu, slope: 0.25}", "kind: tanh");
        CheckReport report = new GoldenCheck(broken, List.of(new FiniteDifferences()), 1).run(read(text, broken));
        assertThat(report.failures()).anySatisfy(finding -> assertThat(finding.reason())
                .contains("the forward pass throws IllegalStateException: not today (at "));
    }

    private CheckReport check(GoldenCase golden) {
        return new GoldenCheck(NetworkCatalog.standard(), List.of(new FiniteDifferences()), 1).run(golden);
    }

    private Architecture architecture(GoldenText text) {
        return architecture(text.caseIn(folder));
    }

    private static Architecture architecture(GoldenCase golden) {
        return golden.network().either(named -> null, NetworkChoice.Inline::architecture);
    }

    private GoldenCase read(GoldenText text, NetworkCatalog catalog) {
        GoldenFile file = new GoldenReader(catalog).read(text.in(folder).file());
        assertThat(file.problems()).isEmpty();
        return file.cases().get(0);
    }

    private Layer asking(Node node) {
        Attributes told = node.attributes();
        told.integer("whole");
        told.number("number");
        told.flag("flag");
        told.word("word");
        told.word("quoted");
        told.number("far");
        told.tensor("mask");
        told.tensor("scalar");
        return new Tanh();
    }

    /** A layer that does not work at all. */
    private record Broken() implements Layer {
        @Override
        public String name() {
            return "broken";
        }

        @Override
        public Applied apply(Parameters parameters, List<Tensor> inputs) {
            throw new IllegalStateException("not today");
        }
    }
}

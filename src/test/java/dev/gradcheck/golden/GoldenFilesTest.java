package dev.gradcheck.golden;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gradcheck.function.Parameters;
import dev.gradcheck.function.Vjp;
import dev.gradcheck.golden.yaml.GoldenReader;
import dev.gradcheck.notebook.NotebookNetworks;
import dev.gradcheck.tensor.DType;
import dev.gradcheck.tensor.Tensor;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The golden files that came with this project, and the values that the nets really give; one that is added is the suite's to judge. */
class GoldenFilesTest {
    private static final NetworkCatalog NETWORKS = NotebookNetworks.catalog();
    private static final Path FOLDER = Path.of("test-resources", "golden");
    private static final List<GoldenFile> FILES = Stream.of(
                    "conv-classifier",
                    "corrected",
                    "corrected-kink",
                    "corrected-saturated",
                    "corrected-two-samples",
                    "corrected-underflow",
                    "corrected-y0",
                    "notebook",
                    "notebook-kink",
                    "notebook-saturated",
                    "notebook-two-samples",
                    "notebook-underflow",
                    "notebook-y0",
                    "residual-shared")
            .map(name -> new GoldenReader(NETWORKS).read(FOLDER.resolve(name + ".yaml")))
            .toList();

    @Test
    void every_file_can_be_read() {
        assertThat(FILES).flatExtracting(GoldenFile::problems).isEmpty();
    }

    @Test
    void the_notebook_and_its_further_points_are_there() {
        assertThat(cases().map(GoldenCase::id))
                .contains("notebook", "notebook-y0", "notebook-saturated", "notebook-underflow", "notebook-kink")
                .contains("notebook-two-samples", "corrected.float32", "corrected.float64")
                .contains("conv-classifier.float32", "residual-shared.float64");
    }

    @Test
    void every_defect_of_the_notebook_that_a_value_shows_is_declared() {
        assertThat(cases().flatMap(golden -> golden.known().stream())
                        .mapToInt(known -> known.defect().orElseThrow()))
                .contains(1, 2, 3, 4, 5, 6, 7, 8, 9, 10);
    }

    @Test
    void nothing_is_known_to_be_wrong_with_the_corrected_net() {
        assertThat(cases().filter(golden -> golden.network().name().equals("notebook-corrected")))
                .hasSize(12)
                .allSatisfy(golden -> assertThat(golden.known()).isEmpty());
    }

    @ParameterizedTest
    @MethodSource("cases")
    void forward_values_are_as_the_file_says(GoldenCase golden) {
        Vjp vjp = NETWORKS.function(golden).vjp(golden.parameters());
        golden.expected()
                .values()
                .forEach((name, expected) -> assertMatches(
                        expected,
                        name.equals(Expected.LOSS)
                                ? vjp.primal()
                                : golden.network().value(vjp.trace(), name).orElseThrow()));
    }

    @ParameterizedTest
    @MethodSource("cases")
    void gradients_are_as_the_file_says(GoldenCase golden) {
        if (!golden.expected().gradients().isEmpty()) {
            Vjp vjp = NETWORKS.function(golden).vjp(golden.parameters());
            Parameters gradients = vjp.pullback()
                    .apply(Tensor.ones(golden.dtype(), vjp.primal().shape()));
            golden.expected()
                    .gradients()
                    .values()
                    .forEach(expected -> assertMatches(expected, gradients.get(expected.name())));
        }
    }

    @Test
    void the_notebooks_own_values_are_matched_as_printed_from_integer_weights() {
        GoldenCase golden =
                cases().filter(c -> c.id().equals("notebook")).findFirst().orElseThrow();
        assertThat(golden.parameters().get("Wh").dtype()).isEqualTo(DType.INT32);
        assertThat(golden.expected().values().values()).hasSize(2);
        assertThat(golden.expected().gradients().values()).hasSize(4).allSatisfy(value -> assertThat(value.rule())
                .isEqualTo(new MatchRule.AsPrinted()));
    }

    static Stream<GoldenCase> cases() {
        return FILES.stream().flatMap(file -> file.cases().stream());
    }

    private static void assertMatches(ExpectedValue expected, Tensor actual) {
        assertThat(expected.structureMismatch(actual))
                .as("%s", expected.location())
                .isEmpty();
        assertThat(expected.mismatches(actual, i -> 0))
                .as("%s", expected.location())
                .isEmpty();
    }
}

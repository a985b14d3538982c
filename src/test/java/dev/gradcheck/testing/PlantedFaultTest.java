package dev.gradcheck.testing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gradcheck.notebook.NotebookNetworks;
import dev.gradcheck.tensor.Shape;
import dev.gradcheck.tensor.Tensor;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicNode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** A fault planted in a backward pass: the suite fails, names the place, and the report is there all the same. */
class PlantedFaultTest {
    @TempDir
    private Path folder;

    @Test
    void without_a_fault_the_notebooks_suite_passes() {
        assertThat(run(Sound.class, "notebook").failures()).isEmpty();
    }

    @Test
    void a_flipped_sign_fails_and_names_gradient_element_and_fault() {
        NestedRun run = run(SignFlipped.class, "corrected");
        assertThat(run.failures()).containsOnlyKeys(bothDtypes("dL/dbh disagrees at bh[0][0]"));
        assertThat(run.failures().values()).allSatisfy(text -> assertThat(text)
                .contains("bh[0][0] of shape (2,1), float64")
                .contains("ratio -1")
                .containsPattern("likely fault +: sign")
                .contains("1 of 2 elements"));
        assertReported(run, "corrected.float32", "disagrees");
    }

    @Test
    void a_flipped_sign_is_found_by_each_oracle_and_by_the_golden_value() {
        NestedRun run = run(SignFlipped.class, "corrected");
        assertThat(run.failures().values()).hasSize(2).allSatisfy(text -> assertThat(text)
                .contains("finite differences (float64, cpu) : -1.49065571367")
                .contains("autograd (float64, cpu)")
                .containsPattern("because +: expected at .*golden/corrected\\.yaml:20:9 \\(ulps 2\\)"));
    }

    @Test
    void a_nan_fails_as_malformed_at_its_element() {
        NestedRun run = run(NotANumber.class, "corrected");
        assertThat(run.failures()).containsOnlyKeys(bothDtypes("dL/dWh malformed at Wh[1][0]"));
        assertThat(run.failures().values()).allSatisfy(text -> assertThat(text)
                .contains("element  : Wh[1][0] of shape (2,2)")
                .contains("analytic : NaN")
                .contains("1 of 4 elements are not finite"));
        assertReported(run, "corrected.float64", "malformed");
    }

    @Test
    void a_wrong_shape_fails_and_says_both_shapes() {
        NestedRun run = run(WrongShape.class, "corrected");
        assertThat(run.failures()).containsOnlyKeys(bothDtypes("dL/dWo malformed"));
        assertThat(run.failures().values())
                .allSatisfy(text -> assertThat(text).contains("the gradient has shape (2,1), its parameter has (2)"));
        assertReported(run, "corrected.float32", "malformed");
    }

    @Test
    void a_mended_defect_makes_its_declaration_stale_and_names_its_line() {
        NestedRun run = run(Mended.class, "notebook");
        assertThat(run.failures()).containsOnlyKeys("notebook: dL/dWh disagrees at Wh[0][1]");
        assertThat(run.failures().get("notebook: dL/dWh disagrees at Wh[0][1]"))
                .contains("says known discrepancy (float32, cpu)")
                .containsPattern("declared at .*golden/notebook\\.yaml:24:5 \\(defect 1: ")
                .contains(
                        "no longer occurs: found: agrees by record (float64, cpu); agrees by finite differences (float64, cpu)")
                .contains("If it is mended, delete the declaration");
        assertReported(run, "notebook", "disagrees");
    }

    private static void assertReported(NestedRun run, String name, String verdict) {
        assertThat(run.summary()).containsEntry("complete", true);
        assertThat(run.summary("cases"))
                .anySatisfy(c -> assertThat(c).containsEntry("case", name).doesNotContainEntry("failing", 0));
        assertThat(run.summary("findings")).anySatisfy(f -> assertThat(f)
                .containsEntry("case", name)
                .containsEntry("verdict", verdict)
                .containsEntry("known", false));
        assertThat(run.allureResults())
                .filteredOn("status", "failed")
                .hasSameSizeAs(run.failures().keySet());
        assertThat(run.folder().resolve("reports/allure-results/environment.properties"))
                .exists();
    }

    private static Set<String> bothDtypes(String headline) {
        return Set.of("corrected.float32: " + headline, "corrected.float64: " + headline);
    }

    private NestedRun run(Class<?> suite, String name) {
        Path golden = folder.resolve("golden");
        try {
            Files.createDirectories(golden);
            Files.copy(Path.of("test-resources/golden", name + ".yaml"), golden.resolve(name + ".yaml"));
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
        return NestedRun.of(suite, folder, Map.of());
    }

    static class Sound extends Planted {
        Sound() {
            super(NotebookNetworks.all());
        }
    }

    static class SignFlipped extends Planted {
        SignFlipped() {
            super(Faulty.in("notebook-corrected", "bh", bh -> bh.times(-1)));
        }
    }

    static class NotANumber extends Planted {
        NotANumber() {
            super(Faulty.in("notebook-corrected", "Wh", at(2, v -> Double.NaN)));
        }
    }

    static class WrongShape extends Planted {
        WrongShape() {
            super(Faulty.in("notebook-corrected", "Wo", wo -> wo.reshape(Shape.of(2, 1))));
        }
    }

    /** The right dL/dWh has Wo along the rows: its second column is its first, the input being the same. */
    static class Mended extends Planted {
        Mended() {
            super(Faulty.in("notebook", "Wh", wh -> at(1, v -> wh.at(0)).apply(wh)));
        }
    }

    static UnaryOperator<Tensor> at(int offset, UnaryOperator<Double> fault) {
        return tensor -> {
            double[] values = tensor.values();
            values[offset] = fault.apply(values[offset]);
            return Tensor.of(tensor.dtype(), tensor.shape(), values);
        };
    }

    /** The suite of this project, with other networks; surefire does not find it. */
    @ExtendWith(GradcheckExtension.class)
    abstract static class Planted {
        private final Networks networks;

        Planted(Networks networks) {
            this.networks = networks;
        }

        @TestFactory
        Stream<DynamicNode> golden_cases() {
            return new GoldenTests(networks).of(Settings.current().golden());
        }
    }
}

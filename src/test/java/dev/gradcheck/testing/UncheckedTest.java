package dev.gradcheck.testing;

import static dev.gradcheck.testing.GradientAssert.assertThatGradient;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.InstanceOfAssertFactories.map;

import dev.gradcheck.forgotten.Square;
import dev.gradcheck.forgotten.Twice;
import dev.gradcheck.function.Parameters;
import dev.gradcheck.json.Json;
import dev.gradcheck.net.Network;
import dev.gradcheck.tensor.DType;
import dev.gradcheck.tensor.Shape;
import dev.gradcheck.tensor.Tensor;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** What no check of a run has judged, of a package that somebody names. */
class UncheckedTest {
    private static final Tensor X = Tensor.of(DType.FLOAT64, Shape.of(2), 3, -1);

    @TempDir
    private Path folder;

    @Test
    void a_function_that_no_check_has_judged_is_reported() {
        NestedRun run = NestedRun.of(OfLayer.class, folder, Map.of("gradcheck.packages", "dev.gradcheck.forgotten"));
        assertThat(run.failures()).isEmpty();
        assertThat(run.summary().get("unchecked"))
                .isEqualTo(Map.of("classes", List.of(Square.class.getName()), "of", 2, "fails", false));
    }

    @Test
    void a_layer_that_is_in_no_network_that_was_judged_fails_the_run_if_wanted() {
        assertThatExceptionOfType(AssertionError.class)
                .isThrownBy(() -> NestedRun.of(
                        OfFunction.class,
                        folder,
                        Map.of("gradcheck.packages", "dev.gradcheck.forgotten", "gradcheck.unchecked", "fail")))
                .withMessage("no check has judged 1 of 2 classes: " + Twice.class.getName()
                        + "; judge each in a test, or leave out -Dgradcheck.unchecked=fail");
    }

    @Test
    void where_all_are_judged_nothing_fails() {
        NestedRun run = NestedRun.of(
                OfBoth.class,
                folder,
                Map.of("gradcheck.packages", "dev.gradcheck.forgotten", "gradcheck.unchecked", "fail"));
        assertThat(run.failures()).isEmpty();
        assertThat(run.summary().get("unchecked")).isEqualTo(Map.of("classes", List.of(), "of", 2, "fails", true));
    }

    @Test
    void a_package_without_such_a_class_is_one_sentence() throws IOException {
        NestedRun run = NestedRun.of(OfLayer.class, folder, Map.of("gradcheck.packages", "dev.gradcheck.forgoten"));
        assertThat(run.failures().values())
                .containsExactly("-Dgradcheck.packages=dev.gradcheck.forgoten: there is no Differentiable and no Layer"
                        + " below that package on the class path");
        assertThat(Json.map(Files.readString(folder.resolve("reports/summary.json")))
                        .get("counts"))
                .asInstanceOf(map(String.class, Object.class))
                .containsEntry("broken", 1);
    }

    private static void judgeTheLayer() {
        assertThatGradient(Network.chain("a chain", List.of(new Twice()), X))
                .at(Parameters.of(Network.INPUT, X))
                .isCorrect();
    }

    private static void judgeTheFunction() {
        assertThatGradient(new Square()).at(Parameters.of("x", X)).isCorrect();
    }

    @ExtendWith(GradcheckExtension.class)
    static class OfLayer {
        @Test
        void layer() {
            judgeTheLayer();
        }
    }

    static class OfFunction {
        @Test
        void function() {
            judgeTheFunction();
        }
    }

    static class OfBoth {
        @Test
        void both() {
            judgeTheLayer();
            judgeTheFunction();
        }
    }
}

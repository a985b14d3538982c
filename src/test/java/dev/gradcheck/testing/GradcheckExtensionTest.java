package dev.gradcheck.testing;

import static dev.gradcheck.testing.GradientAssert.assertThatGradient;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.gradcheck.function.ScalarFunction;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** A user's own tests, run by a launcher of their own: what the extension adds. */
class GradcheckExtensionTest {
    private static final ScalarFunction RIGHT =
            new ScalarFunction("square", x -> x[0] * x[0], x -> new double[] {2 * x[0]});
    private static final ScalarFunction WRONG =
            new ScalarFunction("wrong square", x -> x[0] * x[0], x -> new double[] {-2 * x[0]});

    @TempDir
    private Path folder;

    @AfterEach
    void nothing_of_the_nested_run_is_left_on_this_thread() {
        assertThat(Run.current()).isEmpty();
    }

    @Test
    void findings_of_a_test_reach_the_summary_under_the_tests_name() {
        NestedRun run = NestedRun.of(Users.class, folder, Map.of());
        assertThat(run.summary("cases")).extracting("case").containsExactly("square", "wrong square");
        assertThat(run.summary("cases")).extracting("file").containsExactly(test("a_right_one"), test("b_wrong_one"));
        assertThat(run.summary()).containsEntry("complete", true);
    }

    @Test
    void a_failing_assertion_fails_the_test_and_is_in_the_report() {
        NestedRun run = NestedRun.of(Users.class, folder, Map.of());
        assertThat(run.failures()).containsOnlyKeys("b_wrong_one()");
        assertThat(run.summary("findings")).anySatisfy(f -> assertThat(f)
                .containsEntry("case", "wrong square")
                .containsEntry("verdict", "disagrees")
                .containsEntry("element", List.of(0))
                .containsEntry("diagnosis", "sign"));
    }

    @Test
    void the_evidence_is_attached_to_the_test_in_allures_results() {
        NestedRun run = NestedRun.of(Users.class, folder, Map.of());
        assertThat(run.allureResults())
                .extracting(result -> result.get("name"), GradcheckExtensionTest::attachments)
                .containsExactlyInAnyOrder(
                        tuple("a_right_one()", List.of("dL/dx: facts.txt", "loss: facts.txt")),
                        tuple(
                                "b_wrong_one()",
                                List.of(
                                        "dL/dx: page",
                                        "dL/dx: facts.txt",
                                        "dL/dx: comparison.csv",
                                        "dL/dx: case.yaml")));
    }

    @Test
    void without_the_extension_the_check_is_in_the_report_too() {
        NestedRun run = NestedRun.of(Plain.class, folder, Map.of());
        assertThat(run.failures()).containsOnlyKeys("wrong_one()");
        assertThat(run.summary("cases")).extracting("case").containsExactly("wrong square");
    }

    @Test
    void a_run_within_a_run_leaves_the_outer_report_open() {
        NestedRun run = NestedRun.of(Nesting.class, folder, Map.of());
        assertThat(run.failures()).isEmpty();
        assertThat(run.summary("cases")).extracting("case").containsExactly("after", "before");
    }

    @Test
    void a_device_that_is_missing_fails_every_test_and_leaves_a_complete_summary_that_says_so() {
        NestedRun run = NestedRun.of(Users.class, folder, Map.of("gradcheck.devices", "cuda:9999"));
        assertThat(run.failures()).hasSize(2).allSatisfy((test, message) -> assertThat(message)
                .startsWith("cuda:9999 was asked for by -Dgradcheck.devices, but "));
        assertThat(run.summary()).containsEntry("complete", true);
        assertThat(run.summary("cases"))
                .extracting("case", "verdict")
                .containsExactly(tuple(test("a_right_one"), "broken"), tuple(test("b_wrong_one"), "broken"));
        assertThat(run.summary("devices")).singleElement().satisfies(device -> assertThat(device)
                .containsEntry("device", "cuda:9999")
                .containsEntry("ran", false));
    }

    @Test
    void a_request_that_is_none_leaves_a_summary_too() {
        NestedRun run = NestedRun.of(Users.class, folder, Map.of("gradcheck.devices", "gpu"));
        assertThat(run.summary()).containsEntry("complete", true);
        assertThat(run.summary("cases")).hasSize(2).allSatisfy(entry -> assertThat(
                        entry.get("problems").toString())
                .contains("takes auto, or a list of cpu, cuda and cuda:N"));
    }

    private static List<Object> attachments(Map<String, Object> result) {
        return ((List<?>) result.get("attachments"))
                .stream()
                        .<Object>map(attachment -> ((Map<?, ?>) attachment).get("name"))
                        .toList();
    }

    private static String test(String method) {
        return Users.class.getName() + "." + method;
    }

    @ExtendWith(GradcheckExtension.class)
    @TestMethodOrder(MethodOrderer.MethodName.class)
    static class Users {
        @Test
        void a_right_one() {
            assertThatGradient(RIGHT).at(3).isCorrect();
        }

        @Test
        void b_wrong_one() {
            assertThatGradient(WRONG).at(3).isCorrect();
        }
    }

    static class Plain {
        @Test
        void wrong_one() {
            assertThatGradient(WRONG).at(3).isCorrect();
        }
    }

    @ExtendWith(GradcheckExtension.class)
    static class Nesting {
        @Test
        void outer(@TempDir Path inner) {
            check("before");
            NestedRun.of(Users.class, inner, Map.of());
            check("after");
        }

        private static void check(String name) {
            assertThatGradient(new ScalarFunction(name, RIGHT.value(), RIGHT.gradient()))
                    .at(3)
                    .isCorrect();
        }
    }
}

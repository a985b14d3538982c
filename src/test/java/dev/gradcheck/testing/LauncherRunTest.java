package dev.gradcheck.testing;

import static dev.gradcheck.testing.GradientAssert.assertThatGradient;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import dev.gradcheck.function.ScalarFunction;
import dev.gradcheck.json.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** One run for a launcher's session: what a user's tests do, with and without the extension, on whatever thread. */
class LauncherRunTest {
    @TempDir
    private Path folder;

    @Test
    void a_check_within_a_time_limit_is_in_the_report() {
        assertThat(NestedRun.of(Preemptive.class, folder, Map.of()).summary("cases"))
                .extracting("case")
                .containsExactly("limited");
    }

    @Test
    void checks_of_a_parallel_stream_are_in_the_report() {
        assertThat(NestedRun.of(ParallelStream.class, folder, Map.of()).summary("cases"))
                .hasSize(20);
    }

    @Test
    void tests_that_run_in_parallel_share_one_complete_report() {
        NestedRun run = NestedRun.of(
                GradcheckExtensionTest.Users.class,
                folder,
                Map.of(
                        "junit.jupiter.execution.parallel.enabled", "true",
                        "junit.jupiter.execution.parallel.mode.default", "concurrent"));
        assertThat(run.summary("cases")).extracting("case").containsExactlyInAnyOrder("square", "wrong square");
        assertThat(run.summary()).containsEntry("complete", true);
    }

    @Test
    void a_swallowed_failure_fails_the_run_and_says_why() throws IOException {
        assertThatExceptionOfType(AssertionError.class)
                .isThrownBy(() -> NestedRun.of(Swallowing.class, folder, Map.of()))
                .withMessageContaining("the report fails (2 failing, see ")
                .withMessageEndingWith("but no test failed: is an AssertionError caught in a test?");
        assertThat(Json.map(Files.readString(folder.resolve("reports/summary.json"))))
                .containsEntry("complete", true);
    }

    @Test
    void half_a_surrogate_pair_in_names_and_messages_costs_neither_report_nor_results() {
        NestedRun run = NestedRun.of(Halved.class, folder, Map.of());
        assertThat(run.failures()).hasSize(2);
        assertThat(run.summary("cases")).extracting("case").containsExactlyInAnyOrder("a\ud800b", "\udc00");
        assertThat(run.allureResults()).hasSize(2);
    }

    @Test
    void a_faulty_setting_is_one_sentence_and_as_many_broken_entries_as_tests() {
        NestedRun run = NestedRun.of(GradcheckExtensionTest.Users.class, folder, Map.of("gradcheck.seed", "x"));
        assertThat(run.failures().values())
                .hasSize(2)
                .containsOnly("-Dgradcheck.seed=x is neither a whole number nor \"random\"");
        assertThat(run.summary()).containsEntry("complete", true);
        assertThat(run.summary("cases")).hasSize(2).extracting("verdict").containsOnly("broken");
    }

    @Test
    void no_tries_are_refused_before_anything_runs() {
        NestedRun run = NestedRun.of(GradcheckExtensionTest.Users.class, folder, Map.of("gradcheck.tries", "0"));
        assertThat(run.failures().values())
                .containsOnly(
                        "-Dgradcheck.tries=0 is no number of random networks: name a" + " whole number from 1 on");
    }

    @Test
    void what_runs_is_remembered_while_it_runs_and_a_container_by_the_test_in_it() {
        NestedRun run = NestedRun.of(Remembering.class, folder, Map.of());
        assertThat(run.failures()).isEmpty();
        assertThat(Remembering.seen)
                .containsExactly(List.of(Remembering.class.getName() + ".a_method"), List.of("a dynamic test"));
    }

    @Test
    void where_no_report_is_wanted_none_is_written_and_tests_alone_decide() {
        NestedRun run = NestedRun.of(Swallowing.class, folder, Map.of("gradcheck.reports", "none"));
        assertThat(run.failures()).isEmpty();
        assertThat(folder.resolve("reports/summary.json")).doesNotExist();
    }

    private static ScalarFunction square(String name, double factor) {
        return new ScalarFunction(name, x -> x[0] * x[0], x -> new double[] {factor * x[0]});
    }

    /** Looks at what its own JVM would leave behind. */
    @TestMethodOrder(MethodOrderer.MethodName.class)
    static class Remembering {
        private static List<Object> seen;

        @BeforeAll
        static void begin() {
            seen = new ArrayList<>();
        }

        @Test
        void a_method() {
            look();
        }

        @TestFactory
        Stream<DynamicTest> b_factory() {
            return Stream.of(dynamicTest("a dynamic test", Remembering::look));
        }

        private static void look() {
            assertThatGradient(square("right", 2)).at(3).isCorrect();
            Path forks = Settings.current().reports().resolve(".run/forks");
            try (Stream<Path> files = Files.list(forks)) {
                Path file = files.filter(f -> f.toString().endsWith(".running"))
                        .findFirst()
                        .orElseThrow();
                seen.addAll(Json.map(Files.readString(file)).values());
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    @ExtendWith(GradcheckExtension.class)
    static class Halved {
        @Test
        @DisplayName("a\ud800b")
        void name() {
            assertThatGradient(square("a\ud800b", 3)).at(3).isCorrect();
        }

        @Test
        void message() {
            assertThatGradient(new ScalarFunction(
                            "\udc00",
                            x -> {
                                throw new IllegalStateException("c\ud800d");
                            },
                            x -> x))
                    .at(3)
                    .isCorrect();
        }
    }

    static class Preemptive {
        @Test
        void limited() {
            assertTimeoutPreemptively(
                    Duration.ofMinutes(1),
                    () -> assertThatGradient(square("limited", 2)).at(3).isCorrect());
        }
    }

    static class ParallelStream {
        @Test
        void twenty() {
            IntStream.range(0, 20).parallel().forEach(i -> assertThatGradient(square("square " + i, 2))
                    .at(i + 1)
                    .isCorrect());
        }
    }

    static class Swallowing {
        @Test
        void swallows() {
            assertThat(catchThrowable(
                            () -> assertThatGradient(square("wrong", 3)).at(3).isCorrect()))
                    .isNotNull();
        }
    }
}

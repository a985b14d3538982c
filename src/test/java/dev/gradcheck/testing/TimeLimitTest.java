package dev.gradcheck.testing;

import static dev.gradcheck.testing.GradientAssert.assertThatGradient;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.gradcheck.function.ScalarFunction;
import dev.gradcheck.json.Json;
import dev.gradcheck.process.ChildProcess;
import dev.gradcheck.report.Ending;
import dev.gradcheck.report.HtmlReport;
import dev.gradcheck.report.ReportCommand;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A suite that hangs, in a JVM of its own, as a build runs it. */
class TimeLimitTest {
    @TempDir
    private Path reports;

    @Test
    void a_suite_that_hangs_ends_itself_and_the_report_names_what_ran() throws Exception {
        ReportCommand build = new ReportCommand(reports);
        build.begin();
        ChildProcess suite = ChildProcess.run(jvm("Hanging"), Duration.ofMinutes(5));
        assertThat(suite.status()).isEqualTo(TimeLimit.STATUS);
        assertThat(suite.output()).contains("gradcheck: the time limit was reached (-Dgradcheck.timeout=1 seconds)");
        ByteArrayOutputStream console = new ByteArrayOutputStream();
        HtmlReport noPage = new HtmlReport(reports, reports.resolve("none"), Path.of("java"));
        assertThatExceptionOfType(IOException.class)
                .isThrownBy(() ->
                        build.finish(noPage, Ending.DIED, new PrintStream(console, true, StandardCharsets.UTF_8)));
        assertThat(console.toString(StandardCharsets.UTF_8))
                .contains(
                        "1 case, INCOMPLETE: the time limit was reached (-Dgradcheck.timeout=1 seconds) while this ran: "
                                + Hanging.class.getName() + ".hangs");
        assertThat(Json.map(Files.readString(reports.resolve("summary.json")))).containsEntry("complete", false);
    }

    @Test
    void the_clock_runs_from_the_beginning_of_the_session() throws Exception {
        ProcessBuilder builder = jvm("Waiting");
        builder.command().add(1, "-Dgradcheck.timeout=1");
        assertThat(ChildProcess.run(builder, Duration.ofMinutes(5)).status()).isEqualTo(TimeLimit.STATUS);
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "-1", "ten", ""})
    void a_limit_that_is_none_is_told(String text) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> TimeLimit.seconds(text))
                .withMessage(
                        "-Dgradcheck.timeout=" + text + " is no time limit: name a whole number of seconds from 1 on");
    }

    private ProcessBuilder jvm(String suite) {
        return new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:TieredStopAtLevel=1",
                        "-Dgradcheck.reports=" + reports,
                        "-Dallure.results.directory=" + reports.resolve("allure-results"),
                        "-Dai.djl.offline=true",
                        "-cp",
                        System.getProperty("java.class.path"),
                        TimeLimitTest.class.getName(),
                        suite)
                .redirectErrorStream(true);
    }

    /**
     * The entry of that JVM.
     *
     * @param arguments the name of the suite
     */
    public static void main(String[] arguments) {
        SuiteRunner.run(
                "dev.gradcheck.testing", ".*TimeLimitTest\\$" + arguments[0], new PrintWriter(System.out, true));
    }

    static class Hanging {
        @Test
        void hangs() throws InterruptedException {
            ScalarFunction square = new ScalarFunction("square", x -> x[0] * x[0], x -> new double[] {2 * x[0]});
            assertThatGradient(square).at(3).isCorrect();
            // However slow the machine is: the time is up after the check.
            System.setProperty(TimeLimit.PROPERTY, "1");
            TimeLimit.start(LauncherRun.current().orElseThrow()::outOfTime);
            new CountDownLatch(1).await();
        }
    }

    static class Waiting {
        @Test
        void waits() throws InterruptedException {
            new CountDownLatch(1).await();
        }
    }
}

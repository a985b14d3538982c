package dev.gradcheck.testing;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.opentest4j.TestAbortedException;

class SuiteRunnerTest {
    private final StringWriter out = new StringWriter();

    @Test
    void where_nothing_fails_the_status_is_zero() {
        assertThat(run("SuiteRunnerTest\\$Passing")).isZero();
        assertThat(out.toString()).isEqualToIgnoringNewLines("tests: 2, failed: 0, not run: 1");
    }

    @Test
    void where_something_fails_it_is_told_once_for_each_reason_and_the_status_is_one() {
        assertThat(run("SuiteRunnerTest\\$Failing")).isOne();
        assertThat(out.toString()).containsOnlyOnce("FAILED: no device").contains("tests: 2, failed: 2");
    }

    @Test
    void what_a_test_says_moves_no_terminal() {
        assertThat(run("SuiteRunnerTest\\$Moving")).isOne();
        assertThat(out.toString()).contains("FAILED: one\ntwo \\u001b[2J\\u202e\n");
    }

    @Test
    void where_there_is_no_suite_the_status_is_one() {
        assertThat(run("NoSuchSuite")).isOne();
        assertThat(out.toString()).contains("tests: 0");
    }

    @Test
    void of_one_golden_case_no_other_suite_is_run() {
        assertThat("dev.gradcheck.GradientSuite").matches(SuiteRunner.classes(Optional.of("mine")));
        assertThat("dev.gradcheck.NetworkSuite")
                .doesNotMatch(SuiteRunner.classes(Optional.of("mine")))
                .matches(SuiteRunner.classes(Optional.empty()));
    }

    private int run(String classes) {
        return SuiteRunner.run("dev.gradcheck.testing", ".*" + classes, new PrintWriter(out, true));
    }

    static class Passing {
        @Test
        void passes() {}

        @Test
        void not_run() {
            throw new TestAbortedException("not run: no device");
        }
    }

    static class Moving {
        @Test
        void moves() {
            throw new AssertionError("one\ntwo \u001b[2J\u202e");
        }
    }

    static class Failing {
        @Test
        void one() {
            throw new AssertionError("no device");
        }

        @Test
        void other() {
            throw new AssertionError("no device");
        }
    }
}

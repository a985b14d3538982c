package dev.gradcheck.command;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Hints that can be copied. */
class InvocationTest {
    @AfterEach
    void forget() {
        System.clearProperty(Invocation.KEY);
    }

    @Test
    void a_command_is_told_by_its_own_name() {
        assertThat(Invocation.of("check mine.yaml")).isEqualTo("gradcheck check mine.yaml");
    }

    @Test
    void a_build_that_starts_commands_says_how() {
        System.setProperty(Invocation.KEY, "mvn -q exec:java@gradcheck -Dexec.args=\"%s\"");
        assertThat(Invocation.of("check mine.yaml"))
                .isEqualTo("mvn -q exec:java@gradcheck -Dexec.args=\"check mine.yaml\"");
    }
}

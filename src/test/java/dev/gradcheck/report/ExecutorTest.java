package dev.gradcheck.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

class ExecutorTest {
    @Test
    void a_run_of_github_actions_has_its_number_and_address() {
        Map<String, String> environment = Map.of(
                "GITHUB_RUN_ID", "77",
                "GITHUB_RUN_NUMBER", "12",
                "GITHUB_SERVER_URL", "https://github.com",
                "GITHUB_REPOSITORY", "a/b");
        assertThat(Executor.of(environment).orElseThrow())
                .containsEntry("type", "github")
                .containsEntry("buildOrder", 12)
                .containsEntry("buildUrl", "https://github.com/a/b/actions/runs/77");
    }

    @Test
    void a_build_that_no_service_runs_has_no_executor() {
        assertThat(Executor.of(Map.of("HOME", "/root"))).isEmpty();
    }
}

package dev.gradcheck.testing;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** One report for all engines of a launcher's run, another one for its next run. */
class RunTest {
    @TempDir
    private Path folder;

    @Test
    void jqwik_writes_into_the_report_that_jupiter_has_begun() {
        Run jupiter = Run.begin(settings());
        assertThat(Run.join(settings()).session()).isSameAs(jupiter.session());
        assertThat(Run.join(settings()).session()).isSameAs(jupiter.session());
    }

    @Test
    void jupiter_writes_into_the_report_that_jqwik_has_begun() {
        Run jqwik = Run.join(settings());
        assertThat(Run.begin(settings()).session()).isSameAs(jqwik.session());
    }

    @Test
    void the_next_run_of_jupiter_has_a_report_of_its_own() {
        Run first = Run.begin(settings());
        assertThat(Run.begin(settings()).session()).isNotSameAs(first.session());
    }

    @Test
    void another_folder_has_a_report_of_its_own() {
        Run first = Run.begin(settings());
        folder = folder.resolve("nested");
        assertThat(Run.join(settings()).session()).isNotSameAs(first.session());
    }

    private Settings settings() {
        Map<String, String> parameters = Map.of(
                "gradcheck.reports", folder.toString(),
                "allure.results.directory", folder.resolve("allure-results").toString());
        return Settings.from(name -> Optional.ofNullable(parameters.get(name)));
    }
}

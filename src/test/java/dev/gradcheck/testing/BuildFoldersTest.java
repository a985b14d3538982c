package dev.gradcheck.testing;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The report goes where the build keeps what it makes. */
class BuildFoldersTest {
    @TempDir
    private Path project;

    @Test
    void mavens_is_target_and_gradles_is_build() throws IOException {
        assertThat(BuildFolders.reports(project)).isEqualTo(Path.of("target", "gradcheck"));
        Files.createFile(project.resolve("build.gradle.kts"));
        assertThat(BuildFolders.reports(project)).isEqualTo(Path.of("build", "gradcheck"));
        Files.createFile(project.resolve("pom.xml"));
        assertThat(BuildFolders.reports(project)).isEqualTo(Path.of("target", "gradcheck"));
    }

    @Test
    void this_project_has_its_golden_cases_beside_its_sources() {
        assertThat(BuildFolders.golden()).isEqualTo(Path.of("test-resources", "golden"));
    }
}

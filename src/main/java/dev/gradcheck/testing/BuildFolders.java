package dev.gradcheck.testing;

import java.nio.file.Files;
import java.nio.file.Path;

/** Where a build has what nobody told: by the conventions of Maven and Gradle, in the folder in which it runs its tests. */
final class BuildFolders {
    private static final Path HERE = Path.of("");
    private static final Path OWN = Path.of("test-resources", "golden");

    private BuildFolders() {}

    /** {@return the folder of the golden cases: {@code src/test/resources/golden}, if there is no {@code test-resources/golden}} */
    static Path golden() {
        return Files.isDirectory(OWN) ? OWN : Path.of("src", "test", "resources", "golden");
    }

    /** {@return where the report goes: beside everything else that the build makes and cleans away} */
    static Path reports() {
        return reports(HERE);
    }

    static Path reports(Path project) {
        boolean isGradle = System.getProperty("org.gradle.test.worker") != null
                || Files.exists(project.resolve("build.gradle"))
                || Files.exists(project.resolve("build.gradle.kts"));
        return Files.exists(project.resolve("pom.xml")) || !isGradle
                ? Path.of("target", "gradcheck")
                : Path.of("build", "gradcheck");
    }
}

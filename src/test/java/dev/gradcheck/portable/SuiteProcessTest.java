package dev.gradcheck.portable;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SuiteProcessTest {
    @TempDir
    private Path root;

    private Path here;
    private Bundle bundle;

    @BeforeEach
    void a_bundle_and_a_working_folder() {
        bundle = new Bundle(root.resolve("bundle"));
        here = root.resolve("work");
    }

    @Test
    void the_report_goes_to_the_folder_in_which_the_script_was_called() {
        assertThat(suite(Map.of()).reports()).isEqualTo(here.resolve("reports"));
        assertThat(suite(Map.of("gradcheck.reports", "../r")).reports()).isEqualTo(root.resolve("r"));
    }

    @Test
    void the_bundles_golden_cases_have_the_names_they_have_in_the_build() {
        assertThat(Path.of(suite(Map.of()).settings().get("gradcheck.golden")))
                .isEqualTo(Path.of("test-resources/golden"));
        assertThat(suite(Map.of("gradcheck.golden", "mine")).settings())
                .containsEntry("gradcheck.golden", here.resolve("mine").toString());
    }

    @Test
    void a_file_of_records_is_that_of_the_working_folder() {
        assertThat(suite(Map.of("gradcheck.score", "mine.jsonl")).settings())
                .containsEntry("gradcheck.score", here.resolve("mine.jsonl").toString());
        assertThat(suite(Map.of("gradcheck.score", "all")).settings()).containsEntry("gradcheck.score", "all");
    }

    @Test
    void the_flags_are_those_of_the_builds_forks() throws IOException {
        String flags = found(Files.readString(Path.of("pom.xml")), "<fork.flags>([^<]+)</fork.flags>")
                .keySet()
                .iterator()
                .next();
        assertThat(flags.split(" ")).containsExactlyElementsOf(SuiteProcess.FLAGS);
        assertThat(suite(Map.of()).command(Map.of())).containsAll(SuiteProcess.FLAGS);
    }

    @Test
    void the_environment_is_that_of_the_builds_forks() throws IOException {
        // The plugins' own settings: an execution that starts no suite (the browser's) may say more.
        String build = Files.readString(Path.of("pom.xml"));
        Map<String, String> properties = found(build, "<(fork\\.[a-z]+)>([A-Z0-9]+)</\\1>");
        for (Map.Entry<String, String> property : properties.entrySet()) {
            build = build.replace("${" + property.getKey() + "}", property.getValue());
        }
        for (String plugin : List.of("maven-surefire-plugin", "maven-failsafe-plugin")) {
            String own = between(build, "<artifactId>" + plugin + "</artifactId>", "</configuration>");
            assertThat(found(own, "<([A-Z0-9_]+)>([A-Za-z0-9]+)</\\1>"))
                    .as(plugin)
                    .isEqualTo(SuiteProcess.ENVIRONMENT);
        }
        assertThat(suite(Map.of()).environment(Map.of())).containsAllEntriesOf(SuiteProcess.ENVIRONMENT);
    }

    @Test
    void every_setting_reaches_the_suite() {
        assertThat(suite(Map.of("gradcheck.devices", "cpu", "gradcheck.seed", "7"))
                        .command(Map.of()))
                .contains("-Dgradcheck.devices=cpu", "-Dgradcheck.seed=7")
                .contains("-Dallure.results.directory=" + here.resolve("reports/allure-results"))
                .endsWith("dev.gradcheck.testing.SuiteRunner");
    }

    @Test
    void native_libraries_are_unpacked_in_the_bundle_or_where_the_environment_says() {
        assertThat(suite(Map.of()).environment(Map.of()))
                .containsEntry("DJL_CACHE_DIR", bundle.home().resolve("cache").toString());
        assertThat(suite(Map.of()).environment(Map.of("DJL_CACHE_DIR", "/elsewhere")))
                .containsEntry("DJL_CACHE_DIR", Path.of("/elsewhere").toString());
    }

    @Test
    void a_named_pytorch_is_on_the_loader_path_before_what_is_there() {
        Path torch = here.resolve("torch");
        SuiteProcess suite = SuiteProcess.of(bundle, Map.of(), Optional.of(Path.of("torch")), here);
        Map<String, String> environment = suite.environment(Map.of("LD_LIBRARY_PATH", "/opt"));
        assertThat(environment).containsEntry("PYTORCH_LIBRARY_PATH", torch.toString());
        assertThat(environment.get("LD_LIBRARY_PATH"))
                .startsWith(torch + File.pathSeparator)
                .endsWith(File.pathSeparator + "/opt");
    }

    @Test
    void the_cuda_runtime_beside_a_named_pytorch_is_found_by_djl() throws IOException {
        Path torch = Files.createDirectories(here.resolve("torch"));
        Files.createFile(torch.resolve("libcudart.so.12"));
        SuiteProcess suite = SuiteProcess.of(bundle, Map.of(), Optional.of(torch), here);
        assertThat(suite.command(Map.of())).anyMatch(word -> word.startsWith("-Djna.library.path=" + torch));
    }

    @Test
    void without_a_named_pytorch_the_environment_stays_as_it_is() {
        assertThat(suite(Map.of()).environment(Map.of("LD_LIBRARY_PATH", "/opt")))
                .doesNotContainKeys("PYTORCH_LIBRARY_PATH", "LD_LIBRARY_PATH");
    }

    private SuiteProcess suite(Map<String, String> settings) {
        return SuiteProcess.of(bundle, settings, Optional.empty(), here);
    }

    private static String between(String text, String start, String end) {
        int from = text.indexOf(start);
        return text.substring(from, text.indexOf(end, from));
    }

    /** From the build file: the groups of every match, the second one empty where there is none. */
    private static Map<String, String> found(String text, String pattern) {
        Map<String, String> found = new LinkedHashMap<>();
        Pattern.compile(pattern)
                .matcher(text)
                .results()
                .forEach(match -> found.put(match.group(1), match.groupCount() > 1 ? match.group(2) : ""));
        return found;
    }
}

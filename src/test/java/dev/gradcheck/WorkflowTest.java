package dev.gradcheck;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WorkflowTest {
    private static final Path FILE = Path.of(".github/workflows/gradcheck.yml");

    @Test
    void the_workflow_is_right() throws IOException {
        assertThat(problems(Files.readString(FILE))).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "needs: suite | needs: suites | report needs suites, which is no job",
                "timeout-minutes: 5 | name: x | lint does not say where or for how long it runs",
                "shard: [1, 2, 3, 4] | shard: [1, 2, 4] | suite has the shards [1, 2, 4] of 4",
                "shard: [1, 2, 3, 4] | share: [1, 2, 3, 4] | suite has no shard in its matrix",
                "-Dgradcheck.shard=${{ matrix.shard }}/4 | '' | suite has shards that it does not run",
                "-Dgradcheck.devices | -Dgradcheck.device | nobody documents gradcheck.device",
                "-Pcuda | -Pgpu | the build has no profile gpu",
                "setup-java@v4 | setup-java | test uses actions/setup-java by no version",
                "actionlint:1.7.12 | actionlint:latest | lint uses docker://rhysd/actionlint:latest by no version",
                "runs-on: | runson: | lint has the unknown key runson",
                "permissions: | permission: | the workflow has the unknown key permission"
            })
    void a_mistake_in_it_is_found(String right, String wrong, String problem) throws IOException {
        String text = Files.readString(FILE);
        assertThat(text).contains(right);
        assertThat(problems(text.replace(right, wrong))).anyMatch(found -> found.startsWith(problem));
    }

    private static List<String> problems(String text) throws IOException {
        String options = Files.readString(Path.of("README.md"));
        return new Workflow(text)
                .problems(
                        options.substring(options.indexOf("## Options"), options.indexOf("## Figures")),
                        Files.readString(Path.of("pom.xml")));
    }
}

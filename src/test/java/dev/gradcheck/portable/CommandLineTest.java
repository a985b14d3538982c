package dev.gradcheck.portable;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CommandLineTest {
    @Test
    void nothing_is_needed() {
        CommandLine line = CommandLine.parse(List.of());
        assertThat(line.help()).isFalse();
        assertThat(line.pytorch()).isEmpty();
        assertThat(line.settings()).containsOnlyKeys("gradcheck.timeout");
    }

    @Test
    void settings_are_those_of_the_build() {
        CommandLine line = CommandLine.parse(List.of("-Dgradcheck.devices=cpu,cuda", "-Dgradcheck.case=a=b"));
        assertThat(line.settings())
                .containsAllEntriesOf(Map.of("gradcheck.devices", "cpu,cuda", "gradcheck.case", "a=b"));
    }

    @Test
    void pytorch_is_the_folder_that_follows() {
        assertThat(CommandLine.parse(List.of("--pytorch", "torch/lib")).pytorch())
                .hasValue(Path.of("torch/lib"));
    }

    @Test
    void the_time_limit_is_an_hour_unless_it_is_named() {
        assertThat(CommandLine.parse(List.of()).limit()).isEqualTo(Duration.ofHours(1));
        assertThat(CommandLine.parse(List.of("-Dgradcheck.timeout=90")).limit()).isEqualTo(Duration.ofSeconds(90));
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "-1", "ten", "1.5", "99999999999"})
    void a_time_limit_that_is_none_is_told(String limit) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> CommandLine.parse(List.of("-Dgradcheck.timeout=" + limit))
                        .limit())
                .withMessage("-Dgradcheck.timeout=" + limit + " is no whole number of seconds from 1 on");
    }

    @Test
    void a_folder_that_is_missing_is_told() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> CommandLine.parse(List.of("--pytorch")))
                .withMessage("--pytorch lacks its value");
    }

    @ParameterizedTest
    @ValueSource(strings = {"--torch", "-Dgradcheck.tries=5", "-Dgradcheck.devices", "cuda", ""})
    void what_is_unknown_is_refused(String argument) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> CommandLine.parse(List.of(argument)))
                .withMessage("unknown argument " + argument);
    }

    @Test
    void help_tells_every_setting_and_every_exit_status() {
        assertThat(CommandLine.parse(List.of("--help")).help()).isTrue();
        assertThat(CommandLine.USAGE)
                .contains(CommandLine.KEYS.stream().map(key -> "-D" + key + "=").toList())
                .contains("--pytorch FOLDER", "0 if nothing fails, 1 if something does, 2 if");
    }
}

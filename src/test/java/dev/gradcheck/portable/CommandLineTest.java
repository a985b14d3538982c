package dev.gradcheck.portable;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.nio.file.Path;
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
        assertThat(line.settings()).isEmpty();
    }

    @Test
    void settings_are_those_of_the_build() {
        CommandLine line = CommandLine.parse(List.of("-Dgradcheck.devices=cpu,cuda", "-Dgradcheck.case=a=b"));
        assertThat(line.settings()).isEqualTo(Map.of("gradcheck.devices", "cpu,cuda", "gradcheck.case", "a=b"));
    }

    @Test
    void pytorch_is_the_folder_that_follows() {
        assertThat(CommandLine.parse(List.of("--pytorch", "torch/lib")).pytorch())
                .hasValue(Path.of("torch/lib"));
    }

    @Test
    void a_folder_that_is_missing_is_told() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> CommandLine.parse(List.of("--pytorch")))
                .withMessage("--pytorch lacks its folder");
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

package dev.gradcheck.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.gradcheck.oracle.Budget;
import dev.gradcheck.report.Shard;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SettingsTest {
    @Test
    void what_is_not_set_has_a_default() {
        Settings settings = Settings.from(name -> Optional.empty());
        assertThat(settings.seed()).isEqualTo(20260101);
        assertThat(settings.golden()).isEqualTo(Path.of("test-resources/golden"));
        assertThat(settings.reports()).isEqualTo(Path.of("target/gradcheck"));
        assertThat(settings.only()).isEmpty();
        assertThat(settings.score()).isEqualTo("sample");
        assertThat(settings.devices()).isEqualTo("auto");
        assertThat(settings.failsOnBlindSpots()).isFalse();
        assertThat(settings.shard()).isEqualTo(Shard.WHOLE);
    }

    @Test
    void each_setting_is_read_under_its_name() {
        Map<String, String> parameters = Map.ofEntries(
                Map.entry("gradcheck.seed", "5"),
                Map.entry("gradcheck.golden", "g"),
                Map.entry("gradcheck.reports", "r"),
                Map.entry("allure.results.directory", "a"),
                Map.entry("gradcheck.case", "notebook"),
                Map.entry("gradcheck.score", "all"),
                Map.entry("gradcheck.devices", "cpu"),
                Map.entry("gradcheck.budget", "0.5"),
                Map.entry("gradcheck.blind", "fail"),
                Map.entry("gradcheck.packages", "a.b, c"),
                Map.entry("gradcheck.unchecked", "fail"),
                Map.entry("gradcheck.shard", "2/3"));
        assertThat(Settings.from(name -> Optional.ofNullable(parameters.get(name))))
                .isEqualTo(new Settings(
                        5,
                        Path.of("g"),
                        Path.of("r"),
                        Path.of("a"),
                        Optional.of("notebook"),
                        "all",
                        "cpu",
                        new Budget(Duration.ofMillis(500)),
                        true,
                        List.of("a.b", "c"),
                        true,
                        new Shard(2, 3)));
    }

    @Test
    void what_to_do_with_blind_spots_is_one_of_two_words() {
        assertThatIllegalArgumentException()
                .isThrownBy(() ->
                        Settings.from(name -> name.equals("gradcheck.blind") ? Optional.of("yes") : Optional.empty()))
                .withMessage("-Dgradcheck.blind=yes is neither \"report\" nor \"fail\"");
    }

    @Test
    void a_seed_is_a_whole_number_negative_ones_too() {
        assertThat(Settings.seed("-9007199254740993")).isEqualTo(-9007199254740993L);
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "-1", "soon", "", "1e400"})
    void a_budget_that_is_no_time_is_an_error_that_shows_it(String text) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Settings.from(name -> Optional.of(text).filter(t -> name.equals("gradcheck.budget"))))
                .withMessage("-Dgradcheck.budget=" + text
                        + " is no time: name a positive number of seconds, such as 30 or 0.5");
    }

    @Test
    void random_is_a_new_seed_each_time() {
        assertThat(Settings.seed("random")).isBetween(0L, 0xFFFFFFFFL).isNotEqualTo(Settings.seed("random"));
    }

    @Test
    void another_seed_is_an_error_that_shows_it() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Settings.seed("1.5"))
                .withMessage("-Dgradcheck.seed=1.5 is neither a whole number nor \"random\"");
    }

    @Test
    void outside_of_a_run_they_are_those_of_the_jvm() {
        assertThat(Settings.current().reports())
                .isEqualTo(Path.of(System.getProperty("gradcheck.reports", "target/gradcheck")));
        assertThat(Settings.current()).isSameAs(Settings.current());
    }
}

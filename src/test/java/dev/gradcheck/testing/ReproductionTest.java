package dev.gradcheck.testing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gradcheck.testing.Reproduction.Test;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/** The line fits the build that runs the test. */
class ReproductionTest {
    private static final Map<String, String> GRADLE = Map.of("org.gradle.test.worker", "1");

    @org.junit.jupiter.api.Test
    void surefires_and_failsafes_tests_have_their_own_goal() {
        assertThat(line("a.b.LossTest", OptionalLong.empty(), Map.of()))
                .isEqualTo("reproduce with mvn test -Dtest=LossTest#right");
        assertThat(line("a.b.LossIT", OptionalLong.empty(), Map.of()))
                .isEqualTo("reproduce with mvn verify -Dit.test=LossIT#right");
    }

    @org.junit.jupiter.api.Test
    void a_seed_that_is_not_the_default_is_said() {
        assertThat(line("a.LossTest", OptionalLong.of(7), Map.of())).endsWith("#right -Dgradcheck.seed=7");
        assertThat(line("a.LossTest", OptionalLong.of(7), GRADLE)).endsWith(" and .withSeed(7)");
    }

    @org.junit.jupiter.api.Test
    void gradle_is_asked_in_its_own_words() {
        assertThat(line("a.b.LossTest", OptionalLong.empty(), GRADLE))
                .isEqualTo("reproduce with gradle test --tests 'a.b.LossTest.right'");
    }

    @org.junit.jupiter.api.Test
    void outside_of_a_test_there_is_the_seed() {
        assertThat(new Reproduction(Optional.empty(), OptionalLong.empty(), Map.<String, String>of()::get).line())
                .isEqualTo("reproduce with -Dgradcheck.seed=20260101");
    }

    @org.junit.jupiter.api.Test
    void the_running_test_is_found_by_its_annotation() {
        assertThat(Reproduction.here(OptionalLong.empty()).test())
                .contains(new Test(ReproductionTest.class.getName(), "the_running_test_is_found_by_its_annotation"));
    }

    private static String line(String type, OptionalLong seed, Map<String, String> properties) {
        return new Reproduction(Optional.of(new Test(type, "right")), seed, properties::get).line();
    }
}

package dev.gradcheck.hard;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gradcheck.verdict.Verdict;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The 28 hard cases, by finite differences alone: nothing wrong is missed, nothing right is called wrong. */
class HardCasesTest {
    private static final Set<Verdict> FINE = EnumSet.of(Verdict.AGREES, Verdict.AGREES_AT_A_KINK, Verdict.IMPRECISE);
    private static Map<HardCase, Verdict> verdicts;

    @BeforeAll
    static void judge() {
        verdicts = HardCases.all().stream().collect(Collectors.toMap(c -> c, HardCase::verdict));
    }

    static Stream<HardCase> cases() {
        return verdicts.keySet().stream();
    }

    @ParameterizedTest
    @MethodSource("cases")
    void what_is_wrong_is_flagged_and_what_is_right_is_not(HardCase hard) {
        if (hard.correct()) {
            assertThat(verdicts.get(hard)).isNotIn(Verdict.DISAGREES, Verdict.MALFORMED);
        } else {
            assertThat(verdicts.get(hard)).isNotIn(FINE);
        }
    }

    @Test
    void there_are_eleven_correct_and_seventeen_planted() {
        assertThat(verdicts.keySet()).hasSize(28).filteredOn(HardCase::correct).hasSize(11);
    }

    @Test
    void at_most_one_of_all_is_undecided() {
        List<HardCase> undecided = verdicts.keySet().stream()
                .filter(hard -> verdicts.get(hard) == Verdict.UNDECIDED)
                .toList();
        assertThat(undecided).hasSizeLessThanOrEqualTo(1);
    }

    @Test
    void relu_at_zero_is_right_by_convention() {
        assertThat(verdicts.entrySet())
                .filteredOn(e -> e.getKey().name().startsWith("relu at 0"))
                .extracting(Map.Entry::getValue)
                .containsExactly(Verdict.AGREES_AT_A_KINK);
    }
}

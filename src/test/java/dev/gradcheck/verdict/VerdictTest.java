package dev.gradcheck.verdict;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gradcheck.tensor.DType;
import java.util.Arrays;
import java.util.Set;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

class VerdictTest {
    @Test
    void what_is_unsure_or_wrong_fails_the_build() {
        assertThat(Arrays.stream(Verdict.values()).filter(Verdict::failsBuild))
                .containsExactly(Verdict.UNDECIDED, Verdict.MALFORMED, Verdict.ORACLE_CONFLICT, Verdict.DISAGREES);
    }

    @Test
    void a_label_is_in_lower_case_with_spaces() {
        assertThat(Verdict.values())
                .extracting(Verdict::label)
                .containsExactly(
                        "agrees",
                        "agrees at a kink",
                        "imprecise",
                        "undecided",
                        "malformed",
                        "oracle conflict",
                        "disagrees");
        assertThat(Verdict.AGREES_AT_A_KINK).hasToString("agrees at a kink");
    }

    @Property
    void of_two_verdicts_the_graver_stands(@ForAll Verdict one, @ForAll Verdict other) {
        Verdict graver = one.ordinal() > other.ordinal() ? one : other;
        assertThat(one.or(other)).isEqualTo(graver);
    }

    @Test
    void a_witness_is_named_with_dtype_and_device() {
        assertThat(Cases.AUTOGRAD).hasToString("autograd (float64, cuda:0)");
    }

    @Test
    void only_an_independent_way_to_the_gradient_is_an_oracle() {
        assertThat(Cases.AUTOGRAD.isOracle()).isTrue();
        assertThat(Cases.FINITE.isOracle()).isTrue();
        for (Source look : Source.values()) {
            assertThat(look.in(DType.FLOAT64).isOracle()).as(look.label()).isEqualTo(look == Source.ORACLE);
        }
    }

    @Test
    void an_oracle_may_be_called_whatever_its_author_likes() {
        Witness mine = new Witness("structure", DType.FLOAT64, "cpu");
        assertThat(mine.isOracle()).isTrue();
        assertThat(mine).isNotEqualTo(Source.STRUCTURE.in(DType.FLOAT64)).hasToString("structure (float64, cpu)");
    }

    @Test
    void what_a_golden_file_fixes_is_of_the_case() {
        Set<Source> fixed = Set.of(Source.GOLDEN_VALUE, Source.KNOWN_DISCREPANCY, Source.LIMIT);
        for (Source source : Source.values()) {
            assertThat(source.in(DType.FLOAT64).isOfTheCase())
                    .as(source.label())
                    .isEqualTo(fixed.contains(source));
        }
    }
}

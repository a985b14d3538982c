package dev.gradcheck.score;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gradcheck.tensor.DType;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class FaultKindTest {
    @ParameterizedTest
    @CsvSource({
        "sign, sign",
        "huge_sign, sign",
        "saturated_sign, sign",
        "axis_swap, broadcast along the wrong axis",
        "transpose, transposed",
        "no_mask, activation mask missing",
        "no_1_over_batch, mean taken for a sum",
        "bias_first_row, not summed over the batch",
        "neighbour_shift, neighbour's value",
        "element_dropped, dropped",
        "saturated_element_dropped, dropped"
    })
    void a_structural_fault_has_a_right_name(String kind, String name) {
        assertThat(kind(kind).rightName()).contains(name);
        assertThat(kind(kind).isRight(name)).isTrue();
        assertThat(kind(kind).isWrong(name)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"none", "none_huge", "element_1e-3", "element_x2"})
    void what_is_no_structural_fault_has_no_right_name_and_no_wrong_one(String kind) {
        assertThat(kind(kind).rightName()).isEmpty();
        assertThat(kind(kind).isRight("sign")).isFalse();
        assertThat(kind(kind).isWrong("sign")).isFalse();
    }

    @Test
    void another_name_is_wrong() {
        assertThat(kind("sign").isRight("factor")).isFalse();
        assertThat(kind("sign").isWrong("factor")).isTrue();
        assertThat(kind("sign").isWrong("transposed")).isTrue();
    }

    @Test
    void unexplained_is_neither_right_nor_wrong() {
        assertThat(kind("sign").isRight("unexplained")).isFalse();
        assertThat(kind("sign").isWrong("unexplained")).isFalse();
    }

    @Test
    void a_transpose_and_a_broadcast_may_be_the_same_numbers() {
        assertThat(kind("transpose").isRight("broadcast along the wrong axis")).isTrue();
        assertThat(kind("axis_swap").isRight("transposed")).isTrue();
        assertThat(kind("axis_swap").isWrong("transposed")).isFalse();
        assertThat(kind("axis_swap").isWrong("sign")).isTrue();
        assertThat(kind("sign").isWrong("transposed")).isTrue();
    }

    @ParameterizedTest
    @CsvSource({"none, true", "none_on_kink, true", "sign, false", "element_1e-3, false"})
    void kinds_that_begin_with_none_are_correct(String kind, boolean correct) {
        assertThat(kind(kind).isCorrect()).isEqualTo(correct);
    }

    @ParameterizedTest
    @EnumSource(Mode.class)
    void a_correct_record_has_no_share_to_be_flagged(Mode mode) {
        assertThat(kind("none").bar(mode)).isEmpty();
        assertThat(new FaultKind("none_huge", DType.FLOAT32).bar(mode)).isEmpty();
    }

    @ParameterizedTest
    @EnumSource(Mode.class)
    void structural_faults_must_all_be_flagged_in_both_dtypes(Mode mode) {
        for (String kind :
                new String[] {"sign", "huge_sign", "transpose", "element_dropped", "element_x2", "element_neighbour"}) {
            assertThat(kind(kind).bar(mode)).as(kind).contains(1.0);
            assertThat(new FaultKind(kind, DType.FLOAT32).bar(mode)).as(kind).contains(1.0);
        }
    }

    @ParameterizedTest
    @CsvSource({"element_1e-1, 1", "element_1e-6, 1", "element_1e-8, 0.97", "element_1e-10, ", "huge_element_1e-2, "})
    void differences_alone_must_flag_small_faults_of_float64_as_far_as_they_can(String kind, Double bar) {
        assertThat(kind(kind).bar(Mode.DIFFERENCES)).isEqualTo(Optional.ofNullable(bar));
    }

    @ParameterizedTest
    @ValueSource(strings = {"element_1e-1", "element_1e-8", "element_1e-10", "huge_element_1e-2"})
    void autograd_must_flag_every_fault_of_float64(String kind) {
        assertThat(kind(kind).bar(Mode.AUTOGRAD)).contains(1.0);
        assertThat(kind(kind).bar(Mode.BOTH)).contains(1.0);
    }

    @ParameterizedTest
    @CsvSource({
        "element_1e-3, DIFFERENCES, 1",
        "element_1e-4, DIFFERENCES, 1",
        "element_1e-5, DIFFERENCES, ",
        "element_1e-5, BOTH, ",
        "huge_element_1e-2, DIFFERENCES, ",
        "huge_element_1e-2, AUTOGRAD, 1",
        "huge_element_1e-2, BOTH, 1"
    })
    void recorded_float32_must_be_flagged_above_what_its_arithmetic_loses(String kind, Mode mode, Double bar) {
        assertThat(new FaultKind(kind, DType.FLOAT32).bar(mode)).isEqualTo(Optional.ofNullable(bar));
    }

    @Test
    void a_kind_is_written_with_its_dtype() {
        assertThat(kind("sign")).hasToString("sign float64");
        assertThat(FaultKind.of(Records.correct("none"))).isEqualTo(kind("none"));
    }

    private static FaultKind kind(String kind) {
        return new FaultKind(kind, DType.FLOAT64);
    }
}

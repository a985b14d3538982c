package dev.gradcheck.graph;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.gradcheck.tensor.DType;
import dev.gradcheck.tensor.Shape;
import dev.gradcheck.tensor.Tensor;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a layer is told: by type, and with one clear error. */
class AttributesTest {
    private static final Tensor ONE = Tensor.scalar(DType.FLOAT32, 1);
    private static final Attributes GIVEN = Attributes.NONE
            .with("stride", 2)
            .with("slope", 0.5)
            .with("causal", true)
            .with("reduction", "sum")
            .with("target", ONE);

    @Test
    void what_is_given_is_found() {
        assertThat(GIVEN.integer("stride")).isEqualTo(2);
        assertThat(GIVEN.number("slope")).isEqualTo(0.5);
        assertThat(GIVEN.flag("causal")).isTrue();
        assertThat(GIVEN.word("reduction")).isEqualTo("sum");
        assertThat(GIVEN.tensor("target")).isEqualTo(ONE);
    }

    @Test
    void a_whole_number_is_a_number() {
        assertThat(GIVEN.number("stride")).isEqualTo(2);
    }

    @Test
    void a_shape_is_written_as_its_lengths() {
        assertThat(Attributes.NONE.with("shape", "2x13x1").shape("shape")).isEqualTo(Shape.of(2, 13, 1));
        assertThat(Attributes.NONE.with("shape", "6").shape("shape")).isEqualTo(Shape.of(6));
        assertThat(Attributes.NONE.with("shape", 6).shape("shape")).isEqualTo(Shape.of(6));
    }

    @ParameterizedTest
    @ValueSource(strings = {"2x", "x2", "0x2", "-2", "2 x 3", "2.0", "two", "99999999999"})
    void what_is_no_shape_is_refused(String word) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Attributes.NONE.with("shape", word).shape("shape"))
                .withMessage("the attribute shape is " + word + ", which is not a shape such as 2x3");
    }

    @Test
    void a_shape_that_is_not_given_is_refused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Attributes.NONE.shape("shape"))
                .withMessage("the attribute shape, a shape such as 2x3, is missing among []");
    }

    @Test
    void a_value_of_another_type_is_refused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> GIVEN.integer("slope"))
                .withMessage("the attribute slope is 0.5, which is not a whole number");
    }

    @Test
    void a_tensor_that_must_be_given_is_missed_by_name() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Attributes.NONE.with("stride", 2).tensor("target"))
                .withMessage("the attribute target, a tensor, is missing among [stride]");
    }

    @Test
    void nothing_but_numbers_words_flags_and_tensors_can_be_given() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Attributes.NONE.with("list", List.of(1)))
                .withMessage("the attribute list is [1]; it must be a number, true or false, a word or a tensor");
    }
}

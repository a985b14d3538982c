package dev.gradcheck.picture;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gradcheck.tensor.Shape;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class HeatMapTest {
    @Test
    void a_small_matrix_has_a_cell_for_each_element_and_marks_what_is_wrong() {
        String svg = map(Shape.of(2, 3), 4).svg().render();
        assertThat(svg).contains("element 0", "element 5", ">×2</text>", "class=\"worst\"");
        assertThat(svg)
                .contains("row 1: 1 of 3 wrong", "column 1: 1 of 2 wrong")
                .doesNotContain("row 0: ");
    }

    /** However many elements share a block, it is the worst that is seen. */
    @Test
    void one_wrong_element_of_a_large_matrix_is_never_hidden() {
        for (int wrong : new int[] {0, 299, 31_234, 59_999}) {
            HeatMap map = map(Shape.of(200, 300), wrong);
            assertThat(map.svg().render()).contains("(1 wrong): element " + wrong, "class=\"worst\"", "c h8");
            assertThat(map.notes()).anyMatch(note -> note.startsWith("Each square is a block of "));
        }
    }

    @Test
    void of_many_slices_the_worst_are_shown_and_the_others_counted() {
        HeatMap map = map(Shape.of(8, 8, 3, 3), 63 * 9 + 5);
        assertThat(map.svg().render()).contains("[7][7][↓][→]", "element " + (63 * 9 + 5));
        assertThat(map.notes())
                .containsExactly(
                        "12 of 64 slices are shown, those with the largest errors; of the others none has wrong"
                                + " elements.");
    }

    @Test
    void a_scalar_and_a_vector_have_a_picture_too() {
        assertThat(map(Shape.of(), 0).svg().render()).contains("element 0");
        assertThat(map(Shape.of(1000), 999).svg().render()).contains("(1 wrong): element 999");
    }

    @Test
    void what_is_no_number_is_worse_than_every_error() {
        Cell none = new Cell(Double.NaN, true, () -> "NaN", () -> "none");
        Cell large = new Cell(1e300, true, () -> "×2", () -> "large");
        assertThat(none.isWorseThan(large)).isTrue();
        assertThat(large.isWorseThan(none)).isFalse();
        assertThat(none.style()).isEqualTo("hn");
    }

    @Test
    void what_was_not_measured_is_left_blank_and_counted() {
        List<Cell> cells = IntStream.range(0, 6)
                .mapToObj(i -> i == 4 ? new Cell(1e-15, false, () -> "", () -> "measured") : Cell.UNKNOWN)
                .toList();
        HeatMap map = new HeatMap("W", Shape.of(2, 3), cells, 4);
        assertThat(map.svg().render()).contains("c hu", "c h0");
        assertThat(map.notes()).anyMatch(note -> note.startsWith("5 elements are left blank"));
    }

    /** A block of a large tensor, most of which was not measured. */
    @Test
    void what_was_measured_stands_before_what_was_not() {
        Cell exact = new Cell(0, false, () -> "", () -> "");
        assertThat(exact.isWorseThan(Cell.UNKNOWN)).isTrue();
        assertThat(Cell.UNKNOWN.isWorseThan(exact)).isFalse();
    }

    @Test
    void a_mark_that_has_no_room_is_a_dot() {
        List<Cell> cells = List.of(new Cell(1, true, () -> "×0.998497312", () -> "wrong"));
        assertThat(new HeatMap("x", Shape.of(1), cells, 0).svg().render())
                .contains("class=\"d h7\"")
                .doesNotContain(">×0.998");
    }

    @Test
    void colours_step_by_two_powers_of_ten() {
        assertThat(IntStream.of(-20, -14, -13, -2, -1, 0, 5)
                        .mapToObj(e -> new Cell(Math.pow(10, e), false, () -> "", () -> "").style()))
                .containsExactly("h0", "h0", "h1", "h6", "h7", "h7", "h8");
        assertThat(new Cell(Double.POSITIVE_INFINITY, false, () -> "", () -> "").style())
                .isEqualTo("h8");
    }

    private static HeatMap map(Shape shape, int wrong) {
        List<Cell> cells = IntStream.range(0, shape.size())
                .mapToObj(i -> new Cell(i == wrong ? 2 : 1e-15, i == wrong, () -> "×2", () -> "element " + i))
                .toList();
        return new HeatMap("W", shape, cells, wrong);
    }
}

package dev.gradcheck.oracle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.gradcheck.accused.ForwardPass.Measured;
import dev.gradcheck.function.ScalarFunction;
import dev.gradcheck.tensor.DType;
import dev.gradcheck.tensor.Tensor;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import java.util.function.DoubleUnaryOperator;
import org.junit.jupiter.api.Test;

/** Stairs around 0, seen in steps 1, ¼, 1/16, … 4⁻⁷. */
class StaircaseTest {
    private static final int LEVELS = 8;

    /** Evaluations until a power of x is seen to leave its tread continuously: at 5/8 and at 7/16 of the way a cubic is 0.24 and 0.08. */
    private static final int CONTINUOUS = 2;

    /** Evaluations for an edge that is there. */
    private static final int HALVINGS = 12;

    @Test
    void the_height_of_stairs_with_flat_treads_is_that_of_an_edge() {
        assertThat(height(x -> stairs(x, 0.01), 0)).hasValueCloseTo(0.01, within(1e-15));
        assertThat(height(x -> 3 * stairs(x, 0.01), 0)).hasValueCloseTo(0.03, within(1e-15));
    }

    @Test
    void a_constant_has_no_stairs() {
        assertThat(height(x -> 7, 0)).isEmpty();
    }

    @Test
    void a_single_step_near_the_point_is_none() {
        assertThat(height(x -> x > 0.005 ? 1 : 0, 0)).isEmpty();
        assertThat(height(x -> x < -0.005 ? 1 : 0, 0)).isEmpty();
    }

    @Test
    void two_steps_are_stairs_on_both_sides_or_on_one_and_the_higher_counts() {
        assertThat(height(x -> x > 0.005 ? 1 : x < -0.005 ? -3 : 0, 0)).hasValue(3);
        assertThat(height(x -> x > 0.005 ? 3 : x < -0.005 ? -1 : 0, 0)).hasValue(3);
        assertThat(height(x -> x > 0.5 ? 2 : x > 0.005 ? 1 : 0, 0)).hasValue(1);
        assertThat(height(x -> x < -0.5 ? 2 : x < -0.005 ? 1 : 0, 0)).hasValue(1);
    }

    @Test
    void a_second_edge_shows_in_a_rise_half_as_large_again() {
        assertThat(height(x -> x > 0.5 ? 1.5 : x > 0.005 ? 1 : 0, 0)).hasValue(1);
        assertThat(height(x -> x > 0.5 ? Math.nextDown(1.5) : x > 0.005 ? 1 : 0, 0))
                .isEmpty();
    }

    @Test
    void treads_may_slope() {
        DoubleUnaryOperator f = x -> x / 8 + stairs(x, 0.01);
        assertThat(height(f, 0.125)).hasValueCloseTo(0.01, within(1e-4));
        assertThat(height(x -> stairs(x, 0.01) - x / 8, -0.125)).hasValueCloseTo(0.01, within(1e-4));
    }

    @Test
    void where_the_estimate_is_the_slope_of_the_stairs_that_of_the_tread_is_taken() {
        assertThat(height(x -> x / 8 + stairs(x, 0.01), 1.125)).hasValueCloseTo(0.01, within(1e-4));
        assertThat(height(x -> Math.abs(x) / 8 + stairs(x, 0.01), 1)).hasValueCloseTo(0.01, within(1e-4));
    }

    @Test
    void sloping_stairs_go_on_to_both_sides() {
        assertThat(height(x -> x + (x > 0.005 ? 1 : 0), 1)).isEmpty();
        assertThat(height(x -> x + (x < -0.005 ? 1 : 0), 1)).isEmpty();
        assertThat(height(x -> x + (x < -0.005 ? 1 : x > 0.005 ? 2 : 0), 1)).hasValueCloseTo(2.0, within(1e-4));
        assertThat(height(x -> x + (x < -0.005 ? 2 : x > 0.005 ? 1 : 0), 1)).hasValueCloseTo(2.0, within(1e-4));
    }

    @Test
    void a_function_that_leaves_its_tread_without_a_jump_has_none() {
        assertThat(height(x -> Math.max(0, Math.abs(x) - 0.005), 0)).isEmpty();
        assertThat(height(x -> x * x, 0)).isEmpty();
        assertThat(height(x -> x + Math.max(0, Math.abs(x) - 0.005), 1)).isEmpty();
    }

    /** Between 4⁻³ and 4⁻² the tread is left by a jump, and from there it is a ramp to 1. */
    @Test
    void a_jump_of_an_eighth_of_the_way_is_an_edge_and_a_smaller_one_is_not() {
        assertThat(height(x -> jumpAndRamp(x, 0.126), 0)).isPresent();
        assertThat(height(x -> jumpAndRamp(x, 0.124), 0)).isEmpty();
        assertThat(height(x -> plateau(x, 1.0 / 8), 0)).hasValue(1.0 / 8);
        assertThat(height(x -> plateau(x, Math.nextDown(1.0 / 8)), 0)).isEmpty();
    }

    @Test
    void a_64th_of_the_way_is_still_on_the_tread_and_more_is_beyond_its_edge() {
        assertThat(height(x -> plateau(x, 1.0 / 64), 0)).hasValue(1);
        assertThat(height(x -> plateau(x, Math.nextUp(1.0 / 64)), 0)).isEmpty();
    }

    /** A cubic leaves its tangent by 64 times less from one step to the next; the tread of the last step is looked at in any case. */
    @Test
    void what_leaves_its_tangent_less_abruptly_than_by_64_is_not_looked_at() {
        assertThat(evaluationsOf(x -> x * x)).isEqualTo(CONTINUOUS);
        assertThat(evaluationsOf(x -> x * x * x)).isEqualTo(2 * CONTINUOUS);
        assertThat(evaluationsOf(x -> x * x * x * (1 - Math.abs(x) / 64))).isEqualTo(CONTINUOUS);
    }

    @Test
    void an_edge_is_followed_to_its_end_and_what_is_continuous_is_left_early() {
        assertThat(evaluationsOf(x -> stairs(x, 0.01))).isEqualTo(2 * HALVINGS);
        assertThat(evaluationsOf(x -> x * Math.max(0, Math.abs(x) - 0.005))).isLessThan(HALVINGS);
    }

    @Test
    void what_noise_can_make_of_a_tread_is_no_edge() {
        DoubleUnaryOperator f = x -> stairs(x, 0.01);
        double rise = stairs(1.0 / 64, 0.01);
        assertThat(height(f, 0, rise / 8.1)).isPresent();
        assertThat(heightOfFew(f, rise / 8.1)).isPresent();
        assertThat(heightOfFew(f, rise / 8)).isEmpty();
    }

    @Test
    void at_an_edge_the_height_is_that_of_the_higher_of_two_edges() {
        assertThat(heightAtEdge(x -> x < 0 ? -1 : x > 0.005 ? 3 : 0)).hasValue(3);
        assertThat(heightAtEdge(x -> x < 0 ? -3 : x > 0.005 ? 1 : 0)).hasValue(3);
        assertThat(heightAtEdge(x -> x > 0 ? 1 : x < -0.005 ? -3 : 0)).hasValue(3);
        assertThat(heightAtEdge(x -> x > 0 ? 3 : x < -0.005 ? -1 : 0)).hasValue(3);
    }

    @Test
    void at_a_single_edge_there_are_no_stairs() {
        assertThat(heightAtEdge(x -> x < 0 ? -1 : 0)).isEmpty();
        assertThat(heightAtEdge(x -> x > 0 ? 1 : 0)).isEmpty();
    }

    @Test
    void an_edge_is_found_to_a_part_in_4096_of_the_step_that_passes_it() {
        DoubleUnaryOperator f =
                x -> x == 0 ? 0 : Math.signum(x) * (Math.abs(x) > 0.005 ? 1 + 100 * (Math.abs(x) - 0.005) : 0);
        double passing = 1.0 / 64 - 1.0 / 256;
        assertThat(height(f, 0)).hasValueCloseTo(1.0, within(100 * passing / 4096));
    }

    /** Treads that are as long as the edges are high; 0 is in the middle of one. */
    private static double stairs(double x, double height) {
        return Math.rint(x / height) * height;
    }

    private static double jumpAndRamp(double x, double jump) {
        double beyond = 32 * (Math.abs(x) - 1.0 / 32);
        return beyond < 0 ? 0 : Math.signum(x) * (jump + (1 - jump) * beyond);
    }

    /** 0 up to 1/32, then this high, and 1 from 1/16 on. */
    private static double plateau(double x, double height) {
        double distance = Math.abs(x);
        return Math.signum(x) * (distance < 1.0 / 32 ? 0 : distance < 1.0 / 16 ? height : 1);
    }

    private static OptionalDouble height(DoubleUnaryOperator f, double slope) {
        return height(f, slope, 0);
    }

    private static OptionalDouble height(DoubleUnaryOperator f, double slope, double noise) {
        return Staircase.height(levels(f, LEVELS, noise), line(f), slope);
    }

    /** Only the two steps before and after the first edge. */
    private static OptionalDouble heightOfFew(DoubleUnaryOperator f, double noise) {
        return Staircase.height(levels(f, LEVELS, noise).subList(3, 5), line(f), 0);
    }

    private static OptionalDouble heightAtEdge(DoubleUnaryOperator f) {
        return Staircase.heightAtEdge(levels(f, LEVELS, 0), line(f));
    }

    private static int evaluationsOf(DoubleUnaryOperator f) {
        Line line = line(f);
        Staircase.height(levels(f, LEVELS, 0), line, 0);
        return line.evaluations();
    }

    private static List<Level> levels(DoubleUnaryOperator f, int count, double noise) {
        List<Level> levels = new ArrayList<>();
        double h = 1;
        for (int j = 0; j < count; j++, h /= 4) {
            double up = f.applyAsDouble(h) - f.applyAsDouble(0);
            double down = f.applyAsDouble(-h) - f.applyAsDouble(0);
            levels.add(Level.of(new Line.Change(h, up, noise), new Line.Change(-h, down, noise)));
        }
        return levels;
    }

    private static Line line(DoubleUnaryOperator f) {
        ScalarFunction function = new ScalarFunction("f", x -> f.applyAsDouble(x[0]), x -> x);
        Question question =
                new Question(function, ScalarFunction.point(0), Tensor.scalar(DType.FLOAT64, 1), Claim.NONE);
        Measured origin = new Measured(function.primal(question.point()), new double[] {0});
        return new Lines(question, origin).coordinate(ScalarFunction.PARAMETER, 0);
    }
}

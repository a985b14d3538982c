package dev.gradcheck.oracle.record;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gradcheck.function.Parameters;
import dev.gradcheck.oracle.OracleException;
import dev.gradcheck.oracle.Slope;
import dev.gradcheck.record.Record;
import dev.gradcheck.tensor.Arithmetic;
import dev.gradcheck.tensor.DType;
import dev.gradcheck.tensor.Shape;
import dev.gradcheck.tensor.Tensor;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

class RecordOracleTest {
    private static Recorded of(Function<Tensor, Tensor> f, double... x) {
        Tensor point = Tensor.of(DType.FLOAT64, Shape.of(x.length), x);
        return new Recorded(p -> f.apply(p.get("x")), Parameters.of("x", point));
    }

    @Test
    void digits_that_a_cancellation_takes_are_in_the_bound() {
        Slope slope = of(x -> x.plus(1e8).minus(x.like(1e8)).square(), 0.1).slope("x", 0);
        assertThat(Math.abs(slope.value() - 0.2))
                .isLessThanOrEqualTo(slope.bound().orElseThrow());
        assertThat(slope.bound().orElseThrow()).isBetween(1e-9, 1e-6);
    }

    @Test
    void a_value_that_is_flat_by_cancellation_has_a_slope() {
        Slope slope = of(x -> x.cos().negate().plus(1), 1e-9).slope("x", 0);
        assertThat(slope.value()).isEqualTo(1e-9);
        assertThat(slope.bound().orElseThrow()).isLessThan(1e-23);
    }

    @Test
    void at_a_kink_every_slope_between_both_sides_is_within_the_bound() {
        Slope slope = of(x -> x.relu().sum(), 0, 2).slope("x", 0);
        assertThat(slope.admits(0, 0)
                        || Math.abs(slope.value()) <= slope.bound().orElseThrow())
                .isTrue();
        assertThat(slope.value() + slope.bound().orElseThrow()).isGreaterThanOrEqualTo(1);
        assertThat(slope.value() - slope.bound().orElseThrow()).isLessThanOrEqualTo(0);
    }

    @Test
    void what_a_kink_does_not_concern_keeps_its_digits() {
        assertThat(of(x -> x.relu().sum(), 0, 2).slope("x", 1).bound().orElseThrow())
                .isLessThan(1e-15);
    }

    @Test
    void a_tie_of_a_maximum_is_uncertain_in_both() {
        Slope slope = of(x -> x.max(0), 3, 3, 1).slope("x", 1);
        assertThat(slope.value()).isEqualTo(0.5);
        assertThat(slope.bound().orElseThrow()).isBetween(0.5, 0.51);
    }

    @Test
    void a_jump_has_no_slope() {
        assertThat(of(x -> x.step().times(3).sum(), 0).slope("x", 0).bound()).isEmpty();
        assertThat(of(x -> x.lessThan(x.like(1)).where(x, x.plus(2)).sum(), 1)
                        .slope("x", 0)
                        .bound())
                .isEmpty();
    }

    @Test
    void a_mask_that_switches_where_nothing_jumps_has_the_slopes_of_both_sides() {
        Slope slope =
                of(x -> x.lessThan(x.like(1)).where(x, x.square()).sum(), 1).slope("x", 0);
        assertThat(slope.value() - slope.bound().orElseThrow()).isLessThanOrEqualTo(1);
        assertThat(slope.value() + slope.bound().orElseThrow()).isBetween(2.0, 3.1);
    }

    @Test
    void a_mask_of_constants_is_certain() {
        Tensor zeros = Tensor.zeros(DType.FLOAT64, Shape.of(2));
        Slope slope =
                of(x -> zeros.equalTo(zeros).where(x.square(), x).sum(), 3, 4).slope("x", 0);
        assertThat(slope.value()).isEqualTo(6);
        assertThat(slope.bound().orElseThrow()).isLessThan(1e-14);
    }

    @Test
    void a_mask_that_was_rounded_and_does_not_move_is_certain() {
        Function<Tensor, Tensor> chosen = x -> {
            Tensor largest = x.detach().equalTo(x.detach().max(0).broadcast(x.shape()));
            Tensor rounded = largest.times(largest.plus(0.1).minus(x.like(0.1)));
            return rounded.where(x.square(), x).sum();
        };
        Slope slope = of(chosen, 3, 4).slope("x", 1);
        assertThat(slope.value()).isEqualTo(8);
        assertThat(slope.bound().orElseThrow()).isLessThan(1e-14);
    }

    @Test
    void a_softmax_of_equal_logits_is_smooth() {
        Function<Tensor, Tensor> softmax = x -> {
            Tensor powers = x.minus(x.max(0).detach().broadcast(x.shape())).exp();
            return powers.dividedBy(powers.sum(0).broadcast(x.shape())).slice(0, 0, 1);
        };
        Slope slope = of(softmax, 1.5, 1.5).slope("x", 0);
        assertThat(Math.abs(slope.value()) - 0.25).isLessThan(1e-15);
        assertThat(slope.bound().orElseThrow()).isLessThan(1e-14);
    }

    @Test
    void numbers_that_leave_are_named_with_file_and_line() {
        assertThatThrownBy(() -> of(x -> Tensor.scalar(DType.FLOAT64, x.at(0) * x.at(0)), 3)
                        .byRecord())
                .isInstanceOf(OracleException.class)
                .hasMessageContaining("cannot be recorded: numbers leave Tensor at RecordOracleTest.java:")
                .satisfies(
                        e -> assertThat(((OracleException) e).isInapplicable()).isTrue());
    }

    @Test
    void what_was_detached_although_the_value_depends_on_it_is_not_believed() {
        assertThatThrownBy(() -> of(x -> x.times(x.detach()).sum(), 3, 2).byRecord())
                .isInstanceOf(OracleException.class)
                .hasMessageContaining("contradict each other along a random direction");
    }

    @Test
    void a_parameter_that_nothing_depends_on_has_the_slope_zero() {
        Recorded function = new Recorded(
                p -> p.get("x").square(),
                Parameters.of("x", Tensor.scalar(DType.FLOAT64, 3)).with("y", Tensor.scalar(DType.FLOAT64, 4)));
        assertThat(function.slope("y", 0).value()).isZero();
        assertThat(function.slope("y", 0).bound().orElseThrow()).isZero();
    }

    @Test
    void rounding_to_float32_within_is_in_the_bound() {
        Arithmetic single = Arithmetic.nearest(DType.FLOAT32);
        Arithmetic plain = Arithmetic.nearest(DType.FLOAT64);
        Recorded function = of(x -> x.in(single).in(plain).square().sum(), 0.1);
        Record record = function.question()
                .function()
                .recorded(function.point())
                .value()
                .orElseThrow();
        Bounded gradient =
                Sweep.of(record, Tensor.scalar(DType.FLOAT64, 1)).gradient().get("x");
        assertThat(gradient.error(0)).isBetween(1e-9, 1e-7);
        assertThat(Math.abs(gradient.at(0) - 0.2)).isLessThanOrEqualTo(gradient.error(0));
    }

    @Test
    void a_record_leaves_no_trace_in_later_computations() {
        Recorded function = of(x -> x.exp().sum(), 1, 2);
        Record record = function.question()
                .function()
                .recorded(function.point())
                .value()
                .orElseThrow();
        assertThat(record.value().plus(1).origin()).isEmpty();
        assertThat(record.isComplete()).isTrue();
        assertThat(record.parameters()).containsExactly("x");
    }
}

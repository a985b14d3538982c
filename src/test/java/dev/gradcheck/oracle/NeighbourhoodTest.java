package dev.gradcheck.oracle;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gradcheck.accused.Accused;
import dev.gradcheck.function.Differentiable;
import dev.gradcheck.function.Parameters;
import dev.gradcheck.function.Vjp;
import dev.gradcheck.oracle.Neighbourhood.Displacement;
import dev.gradcheck.tensor.DType;
import dev.gradcheck.tensor.Shape;
import dev.gradcheck.tensor.Tensor;
import java.util.Arrays;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

/** Steps of all parameters at once. */
class NeighbourhoodTest {
    private static final Parameters POINT = Parameters.of("a", vector(3, -7)).with("b", vector(0, 0));

    @Test
    void a_direction_is_as_long_as_its_tensor_rounded_down_to_a_power_of_two() {
        Parameters direction = outputs(1, 1).direction(name -> true, 5);
        assertThat(direction.names()).containsExactly("a", "b");
        assertThat(Arrays.stream(sizes(direction.get("a"), 4)))
                .allMatch(size -> size >= 1 && size < 2 && size * 16 % 1 == 0);
        assertThat(Arrays.stream(sizes(direction.get("b"), 1)))
                .allMatch(size -> size >= 1 && size < 2 && size * 16 % 1 == 0);
    }

    @Test
    void a_direction_has_both_signs_and_all_sixteen_lengths() {
        Tensor many = Tensor.ones(DType.FLOAT64, Shape.of(500));
        Tensor direction = of(Tensor::sum, Parameters.of("x", many), 1)
                .direction(name -> true, 5)
                .get("x");
        assertThat(Arrays.stream(direction.values()).map(Math::signum).distinct())
                .containsExactlyInAnyOrder(-1.0, 1.0);
        assertThat(Arrays.stream(sizes(direction, 1)).distinct().count()).isEqualTo(16);
        assertThat(Arrays.stream(sizes(direction, 1)).max()).hasValue(31.0 / 16);
    }

    @Test
    void the_same_seed_gives_the_same_direction_and_another_another() {
        Parameters direction = outputs(1, 1).direction(name -> true, 5);
        assertThat(outputs(1, 1).direction(name -> true, 5)).isEqualTo(direction);
        assertThat(outputs(1, 1).direction(name -> true, 6)).isNotEqualTo(direction);
    }

    @Test
    void parameters_that_do_not_move_have_the_direction_zero() {
        Parameters direction = outputs(1, 1).direction("b"::equals, 5);
        assertThat(direction.get("a").maxAbs()).isZero();
        assertThat(direction.get("b").maxAbs()).isPositive();
    }

    @Test
    void a_change_is_contracted_with_the_cotangent_and_goes_along_the_direction() {
        Displacement change = outputs(3, -0.5).change(alongA(1, -2), 0.25);
        assertThat(change.step().get("a")).isEqualTo(vector(0.25, -0.5));
        assertThat(change.step().get("b")).isEqualTo(vector(0, 0));
        assertThat(change.value()).isEqualTo(3 * 0.25 + -0.5 * (3.25 * -7.5 - 3 * -7));
        assertThat(outputs(3, -0.5).change(alongA(1, -2), -0.25).step().get("a"))
                .isEqualTo(vector(-0.25, 0.5));
    }

    @Test
    void the_step_is_what_rounding_leaves_of_it() {
        Displacement change = outputs(1, 0).change(alongA(1, 0), 0x1p-60);
        assertThat(change.step().get("a")).isEqualTo(vector(0, 0));
        assertThat(change.value()).isZero();
    }

    /** Of outputs (a₀, a₀·a₁) that are exact: two roundings of the larger of the values before and after the step. */
    @Test
    void noise_is_at_least_the_rounding_of_the_larger_value_of_every_output() {
        double unit = 2 * 0x1p-53;
        assertThat(outputs(3, 0).change(alongA(4, 0), 0.25).noise()).isEqualTo(3 * unit * 4);
        assertThat(outputs(-3, 0).change(alongA(-4, 0), 0.25).noise()).isEqualTo(3 * unit * 3);
        assertThat(outputs(3, -0.5).change(alongA(4, 0), 0.25).noise()).isEqualTo(unit * (3 * 4 + 0.5 * 28));
    }

    @Test
    void noise_that_was_measured_counts_where_it_is_larger() {
        Neighbourhood noisy =
                of(x -> x.mapExactly(v -> v + 1e-6 * NoiseSource.at(v)), Parameters.of("x", vector(1, 2)), 4, 0);
        double measured = noisy.noise(0);
        assertThat(measured).isBetween(5e-7, 4e-6);
        Parameters direction = Parameters.of("x", vector(1, 1));
        assertThat(noisy.change(direction, 0x1p-10).noise()).isEqualTo(4 * measured);
    }

    @Test
    void an_output_without_cotangent_does_not_matter_even_if_it_is_no_number() {
        Neighbourhood half = of(x -> x.with(1, Double.NaN), Parameters.of("x", vector(1, 2)), 1, 0);
        Displacement change = half.change(Parameters.of("x", vector(1, 1)), 0.5);
        assertThat(change.value()).isEqualTo(0.5);
        assertThat(change.noise()).isFinite();
    }

    @Test
    void a_function_that_throws_beside_the_point_has_no_change_there() {
        Neighbourhood shy = of(NeighbourhoodTest::onlyAtOne, Parameters.of("x", vector(1)), 1);
        Displacement change = shy.change(Parameters.of("x", vector(2)), 0.5);
        assertThat(change.value()).isNaN();
        assertThat(change.noise()).isNaN();
        assertThat(change.step().get("x")).isEqualTo(vector(1));
    }

    @Test
    void the_magnitude_is_that_of_all_terms() {
        assertThat(outputs(3, -0.5).magnitude()).isEqualTo(3 * 3 + 0.5 * 21);
        assertThat(outputs(0, 2).magnitude()).isEqualTo(42);
    }

    private static Tensor onlyAtOne(Tensor x) {
        if (x.arithmetic().isNearest() && Math.abs(x.at(0) - 1) > 1e-9) {
            throw new IllegalArgumentException("only at 1");
        }
        return x;
    }

    /** (a₀, a₀·a₁) at a = (3, −7). */
    private static Neighbourhood outputs(double... cotangent) {
        Function<Parameters, Tensor> function = point -> {
            Tensor a = point.get("a");
            return Tensor.of(DType.FLOAT64, Shape.of(2), a.at(0), a.at(0) * a.at(1));
        };
        return of(new Forward(function), POINT, vector(cotangent));
    }

    private static Neighbourhood of(Differentiable function, Parameters point, Tensor cotangent) {
        return Neighbourhood.of(new Accused(function, point, DType.FLOAT64, 0), point, cotangent)
                .orElseThrow();
    }

    private static Neighbourhood of(Function<Tensor, Tensor> function, Parameters point, double... cotangent) {
        Tensor contraction =
                cotangent.length == 1 && function.apply(point.get("x")).shape().rank() == 0
                        ? Tensor.scalar(DType.FLOAT64, cotangent[0])
                        : vector(cotangent);
        return of(new Forward(p -> function.apply(p.get("x"))), point, contraction);
    }

    private static Parameters alongA(double... direction) {
        return Parameters.of("a", vector(direction)).with("b", vector(0, 0));
    }

    private static double[] sizes(Tensor direction, double unit) {
        return Arrays.stream(direction.values()).map(v -> Math.abs(v) / unit).toArray();
    }

    private static Tensor vector(double... values) {
        return Tensor.of(DType.FLOAT64, Shape.of(values.length), values);
    }

    private record Forward(Function<Parameters, Tensor> function) implements Differentiable {
        @Override
        public String name() {
            return "forward";
        }

        @Override
        public Tensor primal(Parameters point) {
            return function.apply(point);
        }

        @Override
        public Vjp vjp(Parameters point) {
            throw new UnsupportedOperationException("an oracle sees the forward pass only");
        }
    }
}

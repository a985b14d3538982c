package dev.gradcheck.accused;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.gradcheck.accused.ForwardPass.Measured;
import dev.gradcheck.function.Differentiable;
import dev.gradcheck.function.Parameters;
import dev.gradcheck.function.ScalarFunction;
import dev.gradcheck.function.Vjp;
import dev.gradcheck.oracle.NoiseSource;
import dev.gradcheck.tensor.DType;
import dev.gradcheck.tensor.Shape;
import dev.gradcheck.tensor.Tensor;
import java.util.ArrayList;
import java.util.List;
import java.util.function.ToDoubleFunction;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The noise that is found in functions whose noise is known. */
class NoiseTest {
    @ParameterizedTest
    @ValueSource(doubles = {1e-12, 1e-9, 1e-6, 1e-2, 1e200})
    void of_a_black_box_it_is_found_within_a_factor(double level) {
        double found = blackBox(x -> level * NoiseSource.at(x[0]) + Math.min(level, 1) * Math.sin(x[0]), 1.3);
        assertThat(found).isBetween(level / 2, 4 * level);
    }

    @Test
    void a_black_box_without_noise_has_hardly_any() {
        assertThat(blackBox(x -> x[0] * 0.5, 1.5)).isLessThan(1e-15);
    }

    @Test
    void where_most_values_are_alike_nothing_can_be_said() {
        assertThat(blackBox(x -> x[0] > 1 + 0x1p-43 ? 1 : 0, 1)).isZero();
    }

    @Test
    void noise_that_shows_only_at_the_widest_spacing_is_found() {
        assertThat(blackBox(x -> 1e-6 * NoiseSource.at(Math.rint(x[0] * 0x1p37)), 1))
                .isBetween(5e-7, 4e-6);
    }

    /** Eight cubes have the third difference 3! and no higher one: ECnoise's γ₃ is (3!)²/6!, and the measure counts twice. */
    @Test
    void noise_that_shows_only_in_the_third_differences_is_found() {
        List<Double> visited = new ArrayList<>();
        blackBox(x -> visited.add(x[0]) ? x[0] : 0, 1);
        double spacing =
                visited.stream().filter(x -> x > 1 + 0x1p-37).findFirst().orElseThrow() - 1;
        assertThat(blackBox(x -> Math.pow((x[0] - 1) / spacing, 3), 1)).isCloseTo(2 * 6 / Math.sqrt(20), within(1e-9));
    }

    @Test
    void where_half_of_the_values_are_alike_nothing_can_be_said() {
        assertThat(blackBox(x -> 1e-6 * NoiseSource.at(Math.floor(x[0] * 0x1p35)), 1))
                .isZero();
    }

    @ParameterizedTest
    @ValueSource(doubles = {Double.NaN, Double.POSITIVE_INFINITY})
    void values_that_are_missing_among_others_hide_no_noise_and_are_none(double missing) {
        assertThat(blackBox(x -> x[0] > 1 + 3.5 * 0x1p-44 ? missing : x[0], 1)).isZero();
    }

    @Test
    void a_value_that_is_thrown_is_no_noise() {
        assertThat(blackBox(
                        x -> {
                            if (x[0] > 1 + 3.5 * 0x1p-44) {
                                throw new IllegalArgumentException("too far");
                            }
                            return x[0];
                        },
                        1))
                .isZero();
    }

    @Test
    void random_rounding_is_tried_four_times_with_different_seeds() {
        List<Long> seeds = new ArrayList<>();
        ofTensors(
                x -> {
                    x.arithmetic().seed().ifPresent(seeds::add);
                    return x.times(x);
                },
                0.3,
                0.7);
        assertThat(seeds).containsExactly(1L, 2L, 3L, 4L);
    }

    @Test
    void a_kink_near_the_point_is_no_noise() {
        assertThat(blackBox(x -> Math.abs(x[0] - 1 - 1e-9), 1)).isLessThan(1e-15);
    }

    @Test
    void a_value_that_is_not_finite_is_no_noise() {
        assertThat(blackBox(x -> x[0] > 1 ? Double.NaN : 1, 1)).isZero();
    }

    @Test
    void at_zero_the_scale_is_one() {
        assertThat(blackBox(x -> x[0] + 1e-6 * NoiseSource.at(x[0]), 0)).isBetween(5e-7, 4e-6);
    }

    @Test
    void a_pass_of_tensors_shows_its_rounding_under_random_rounding() {
        double[] noise = ofTensors(x -> x.plus(big(x, 1e8)).minus(big(x, 1e8)), 0.3, 0.7);
        assertThat(noise).hasSize(2);
        assertThat(noise[0]).isBetween(1e-9, 1e-7);
        assertThat(noise[1]).isBetween(1e-9, 1e-7);
    }

    @Test
    void every_output_has_its_own_noise() {
        double[] noise = ofTensors(x -> x.times(Tensor.of(DType.FLOAT64, Shape.of(2), 1e6, 1e-6)), 0.3, 0.7);
        assertThat(noise[0]).isGreaterThan(1e-11).isLessThan(1e-9);
        assertThat(noise[1]).isGreaterThan(1e-24).isLessThan(1e-21);
    }

    @Test
    void an_exact_pass_of_tensors_counts_as_a_black_box_and_hides_nothing() {
        double[] noise = ofTensors(x -> x.mapExactly(v -> v + 1e-6 * Math.rint(8 * NoiseSource.at(v))), 0.3, 0.7);
        assertThat(noise[0]).isBetween(1e-6, 4e-5);
        assertThat(noise[1]).isBetween(1e-6, 4e-5);
    }

    @Test
    void code_that_computes_in_float32_is_known_by_its_values() {
        assertThat(measured(x -> (float) x[0] * (float) x[0], 0.7).arithmetic()).isEqualTo(DType.FLOAT32);
        assertThat(measured(x -> x[0] * x[0], 0.75).arithmetic()).isEqualTo(DType.FLOAT64);
    }

    @Test
    void code_that_rounds_its_value_only_and_tells_the_point_from_its_rounding_is_not() {
        assertThat(measured(x -> (float) (1e9 * (x[0] - 0.1f)), 0.1).arithmetic())
                .isEqualTo(DType.FLOAT64);
    }

    @Test
    void code_that_stands_still_on_one_side_of_the_point_only_is_not() {
        assertThat(measured(x -> Math.min(x[0], 1), 1).arithmetic()).isEqualTo(DType.FLOAT64);
    }

    @Test
    void a_jump_beside_the_point_is_no_arithmetic() {
        assertThat(measured(x -> Math.floor(x[0]), 1 + 0x1p-22).arithmetic()).isEqualTo(DType.FLOAT64);
    }

    @Test
    void a_value_that_stands_still_on_a_coarse_grid_is_known_to_that_grid() {
        assertThat(blackBox(x -> Math.sqrt(x[0] * x[0] + 1) - x[0], 2.2e7)).isGreaterThanOrEqualTo(0x1p-28);
    }

    @Test
    void a_value_that_stands_still_at_zero_shows_its_grid_farther_away() {
        double found = blackBox(x -> StrictMath.log(StrictMath.exp(x[0]) + 129.45) - x[0], 39.12523123266057);
        assertThat(found).isGreaterThanOrEqualTo(Math.ulp(39.0));
    }

    @Test
    void a_constant_shows_no_arithmetic() {
        assertThat(measured(x -> 0.5, 0.7).arithmetic()).isEqualTo(DType.FLOAT64);
    }

    @Test
    void code_in_float32_that_leaves_its_domain_beside_the_point_is_known_all_the_same() {
        assertThat(measured(x -> (float) Math.log((float) x[0] - 0.9999f), 0.99995f)
                        .arithmetic())
                .isEqualTo(DType.FLOAT32);
    }

    @Test
    void noise_in_float32_is_at_least_the_rounding_of_the_value() {
        assertThat(measured(x -> (float) x[0] + 1, 0.75).noise()[0]).isBetween(2 * 1.75 * 0x1p-24, 4 * 1.75 * 0x1p-24);
    }

    @Test
    void beside_a_pole_the_rounding_of_the_point_is_no_noise() {
        float x = 0.9999f;
        double found = measured(a -> (float) -Math.log(1 - (float) a[0]), x).noise()[0];
        double ofThePoint = 0x1p-25 / (1 - x);
        assertThat(found).isBetween(9 * 0x1p-24, ofThePoint / 50);
    }

    @Test
    void noise_that_is_larger_than_the_last_place_is_found_in_float32() {
        assertThat(measured(x -> (float) ((float) x[0] + 1e-4 * NoiseSource.at((float) x[0])), 1.3f)
                        .noise()[0])
                .isBetween(5e-5, 4e-4);
    }

    private static Tensor big(Tensor like, double value) {
        return Tensor.of(DType.FLOAT64, like.shape(), value, value);
    }

    private static double blackBox(ToDoubleFunction<double[]> f, double x) {
        ScalarFunction function = new ScalarFunction("f", f, a -> a);
        Parameters point = ScalarFunction.point(x);
        return noise(function, point)[0];
    }

    @Test
    void code_in_float32_that_sees_differences_of_its_arguments_only_is_known() {
        for (double x : new double[] {-0.96020126f, -0.2759495f, 1.0891017f, 0.7f}) {
            Parameters point = ScalarFunction.point(x, 1.9169593f);
            ScalarFunction softmax = new ScalarFunction("softmax", NoiseTest::softmax, a -> a);
            assertThat(new Accused(softmax, point, DType.FLOAT64, 0)
                            .measured(point)
                            .value()
                            .orElseThrow()
                            .arithmetic())
                    .isEqualTo(DType.FLOAT32);
        }
    }

    private static float softmax(double[] x) {
        return 1 / (1 + (float) Math.exp((float) x[0] - (float) x[1]));
    }

    @Test
    void noise_in_float32_that_outputs_share_adds_up_and_other_noise_does_not() {
        int n = 64;
        Tensor ones = Tensor.of(
                DType.FLOAT64,
                Shape.of(n),
                IntStream.range(0, n).mapToDouble(i -> 1.5f + i / 64f).toArray());
        double[] weights = IntStream.range(0, n).mapToDouble(i -> 1).toArray();
        UnaryOperator<Tensor> own = x -> x.mapExactly(v -> (float) (1 + 1e-4 * NoiseSource.at((float) v)));
        UnaryOperator<Tensor> shared = x -> x.mapExactly(v -> (float) (1 + 1e-4 * NoiseSource.at((float) x.at(0))));
        assertThat(together(own, ones, weights)).isBetween(5e-5 * Math.sqrt(n), 4e-4 * Math.sqrt(n));
        assertThat(together(shared, ones, weights)).isBetween(5e-5 * n, 4e-4 * n);
    }

    private static double together(UnaryOperator<Tensor> f, Tensor x, double[] weights) {
        Parameters point = Parameters.of("x", x);
        return new Accused(new Forward(f), point, DType.FLOAT64, 0)
                .measured(point)
                .value()
                .orElseThrow()
                .inFloat32()
                .orElseThrow()
                .of(weights);
    }

    private static Measured measured(ToDoubleFunction<double[]> f, double x) {
        Parameters point = ScalarFunction.point(x);
        return new Accused(new ScalarFunction("f", f, a -> a), point, DType.FLOAT64, 0)
                .measured(point)
                .value()
                .orElseThrow();
    }

    private static double[] ofTensors(UnaryOperator<Tensor> f, double... x) {
        Parameters point = ScalarFunction.point(x);
        Differentiable function = new Forward(f);
        return noise(function, point);
    }

    private static double[] noise(Differentiable function, Parameters point) {
        return new Accused(function, point, DType.FLOAT64, 0)
                .measured(point)
                .value()
                .orElseThrow()
                .noise();
    }

    private record Forward(UnaryOperator<Tensor> f) implements Differentiable {
        @Override
        public String name() {
            return "f";
        }

        @Override
        public Tensor primal(Parameters point) {
            return f.apply(point.get("x"));
        }

        @Override
        public Vjp vjp(Parameters point) {
            throw new UnsupportedOperationException("an oracle sees the forward pass only");
        }
    }
}

package dev.gradcheck.oracle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.gradcheck.function.Differentiable;
import dev.gradcheck.function.Parameters;
import dev.gradcheck.function.Vjp;
import dev.gradcheck.tensor.DType;
import dev.gradcheck.tensor.Shape;
import dev.gradcheck.tensor.Tensor;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Which steps are taken and when they stop; several outputs and parameters. */
class FiniteDifferencesTest {
    private static final Curve SINE = new Curve("sin", Math::sin, Math::cos);
    private static final int ALL = 32;

    @Test
    void it_says_who_it_is() {
        FiniteDifferences oracle = new FiniteDifferences();
        assertThat(oracle.name()).isEqualTo("finite differences");
        assertThat(oracle.dtype()).isEqualTo(DType.FLOAT64);
        assertThat(oracle.device()).isEqualTo("cpu");
    }

    @Test
    void it_stops_early_where_the_claim_agrees() {
        Slope slope = SINE.slope(1, Curve.claimed(Math.cos(1)));
        assertThat(slope.evaluations()).isLessThanOrEqualTo(14);
        assertThat(slope.bound().orElseThrow()).isLessThan(1e-11);
    }

    @Test
    void it_goes_all_the_way_down_where_the_claim_disagrees() {
        assertThat(SINE.slope(1, Curve.claimed(0.54)).evaluations()).isGreaterThanOrEqualTo(ALL);
    }

    @Test
    void a_claim_near_the_edge_of_the_bound_is_asked_of_a_sharper_estimate() {
        Curve noisy = Curve.of(x -> Math.sin(x) + 100);
        Slope plain = noisy.slope(1, (p, e, s) -> Support.FULL);
        Slope sharp = noisy.slope(1, (p, e, s) -> Support.WEAK);
        assertThat(sharp.bound().orElseThrow()).isLessThan(plain.bound().orElseThrow() / 2);
        assertThat(Curve.holds(sharp, Math.cos(1))).isTrue();
        assertThat(sharp.evaluations()).isGreaterThan(plain.evaluations()).isLessThan(ALL);
    }

    @Test
    void a_small_fault_within_the_first_bound_is_contradicted_by_the_sharper_one() {
        Curve noisy = Curve.of(x -> Math.sin(x) + 100);
        Slope plain = noisy.slope(1, (p, e, s) -> Support.FULL);
        double claim = plain.value() + 0.9 * plain.bound().orElseThrow();
        Slope slope = noisy.slope(1, Curve.claimed(claim));
        assertThat(Math.abs(slope.value() - claim)).isGreaterThan(slope.bound().orElseThrow());
        assertThat(Curve.holds(slope, Math.cos(1))).isTrue();
    }

    /** Where the bound is too wide to tell: the claim is open unless the estimate is sharper than that of the few steps alone. */
    @Test
    void an_open_claim_can_be_confirmed_but_not_contradicted_by_a_sharper_estimate() {
        Curve noisy = Curve.of(x -> Math.sin(x) + 100);
        Slope plain = noisy.slope(1, (p, e, s) -> Support.FULL);
        double bound = plain.bound().orElseThrow();
        assertThat(noisy.slope(1, openAt(bound, Support.FULL)).bound().orElseThrow())
                .isLessThan(bound);
        assertThat(noisy.slope(1, openAt(bound, Support.WEAK)).bound()).hasValue(bound);
        assertThat(noisy.slope(1, openAt(bound, Support.CONTRADICTED)).bound()).hasValue(bound);
    }

    /** Rounding of 1 + sin² x shows only in the scatter of the shortest steps, so that no estimate before the last had this bound. */
    @Test
    void a_claim_that_only_scatter_leaves_room_for_is_asked_of_a_sharper_estimate() {
        Curve hidden = Curve.of(x -> Math.log(1 + Math.sin(x) * Math.sin(x)));
        double truth = Math.sin(2e-3) / (1 + Math.sin(1e-3) * Math.sin(1e-3));
        double bound = hidden.slope(1e-3).bound().orElseThrow();
        Slope weak = hidden.slope(1e-3, at(bound, Support.WEAK));
        assertThat(weak.bound().orElseThrow()).isLessThan(bound / 2);
        assertThat(Curve.holds(weak, truth)).isTrue();
        assertThat(hidden.slope(1e-3, at(bound, Support.OPEN)).bound()).hasValue(bound);
    }

    private static Claim openAt(double bound, Support below) {
        return (parameter, element, slope) -> slope.bound().orElseThrow() < bound ? below : Support.OPEN;
    }

    private static Claim at(double bound, Support support) {
        return (parameter, element, slope) -> slope.bound().orElseThrow() == bound ? support : Support.CONTRADICTED;
    }

    @Test
    void it_stops_where_rounding_drowns_the_slope() {
        Slope slope = Curve.of(x -> 1e9 + x).slope(1, Curve.claimed(7));
        assertThat(slope.evaluations()).isLessThan(ALL);
        assertThat(Curve.holds(slope, 1)).isTrue();
    }

    @Test
    void a_claim_is_told_parameter_element_and_estimate() {
        List<String> asked = new ArrayList<>();
        Claim claim = (parameter, element, slope) ->
                asked.add(parameter + element + slope.kind()) ? Support.FULL : Support.CONTRADICTED;
        new FiniteDifferences().estimate(new Question(new Outputs(), point(), cotangent(1, 1), claim));
        assertThat(asked.stream().distinct()).containsExactly("a0SMOOTH", "a1SMOOTH", "b0SMOOTH");
    }

    @Test
    void every_parameter_has_an_estimate_in_the_order_of_the_point() {
        List<Estimate> estimates = estimate(1, 1);
        assertThat(estimates).extracting(Estimate::parameter).containsExactly("a", "b");
        assertThat(estimates).extracting(Estimate::shape).containsExactly(Shape.of(2), Shape.of(1));
    }

    @Test
    void outputs_are_contracted_with_the_cotangent() {
        assertThat(value(3, -0.5, 0, 0)).isCloseTo(3 * 5 - 0.5, within(1e-9));
        assertThat(value(3, -0.5, 0, 1)).isCloseTo(-0.5, within(1e-9));
        assertThat(value(3, -0.5, 1, 0)).isCloseTo(3 * 2, within(1e-9));
    }

    @Test
    void an_output_with_a_zero_cotangent_does_not_matter_even_if_it_overflows() {
        assertThat(value(0, 1, 0, 0)).isCloseTo(1, within(1e-9));
        Question question =
                new Question(new Outputs(), point().with("b", number(Double.MAX_VALUE)), cotangent(0, 1), Claim.NONE);
        Slope slope = new FiniteDifferences().estimate(question).get(0).slopes().get(0);
        assertThat(slope.value()).isCloseTo(1, within(1e-9));
    }

    @Test
    void a_large_output_that_does_not_change_costs_no_digits() {
        Question question = new Question(new Outputs(), point().with("b", number(1e12)), cotangent(0, 1), Claim.NONE);
        Slope slope = new FiniteDifferences().estimate(question).get(0).slopes().get(0);
        assertThat(slope.bound().orElseThrow()).isLessThan(1e-9);
    }

    @Test
    void steps_follow_the_size_of_the_element() {
        Parameters large = point().with("a", Tensor.of(DType.FLOAT64, Shape.of(2), 1e4, 1e-9));
        Question question = new Question(new Outputs(), large, cotangent(0, 1), (p, e, s) -> Support.FULL);
        Slope slope = new FiniteDifferences().estimate(question).get(0).slopes().get(0);
        assertThat(slope.step()).isGreaterThan(1);
    }

    @Test
    void the_first_step_is_no_power_of_two_and_the_second_is_a_quarter_of_it() {
        List<Double> visited = new ArrayList<>();
        Curve.of(x -> visited.add(x) ? x : 0).slope(0);
        List<Double> steps = visited.stream().filter(x -> x > 1e-12).distinct().toList();
        assertThat(steps.get(steps.size() - 16)).isCloseTo(1 / (Math.PI * Math.PI), within(1e-6));
        assertThat(steps.get(steps.size() - 15)).isCloseTo(0.25 / (Math.PI * Math.PI), within(1e-6));
    }

    @Test
    void a_sharper_estimate_begins_twice_as_far_away_shrinks_by_two_and_measures_no_step_twice() {
        List<Double> visited = new ArrayList<>();
        Curve.of(x -> visited.add(x) ? x : 0).slope(0, (p, e, s) -> Support.WEAK);
        double first = 1 / (Math.PI * Math.PI);
        List<Double> steps =
                visited.stream().filter(x -> x > 1e-2).map(x -> x / first).toList();
        assertThat(steps.subList(steps.size() - 4, steps.size()))
                .usingElementComparator((one, other) -> Math.abs(one - other) < 1e-6 ? 0 : 1)
                .containsExactly(1.0, 0.25, 2.0, 0.5);
    }

    @Test
    void where_the_value_has_few_digits_a_sharper_estimate_begins_sixteen_times_as_far_away() {
        List<Double> visited = new ArrayList<>();
        Curve.of(x -> visited.add(x) ? 1 + Math.sin(x) + 1e-7 * NoiseSource.at(x) : 0)
                .slope(1, (p, e, s) -> Support.WEAK);
        double first = 1 / (Math.PI * Math.PI);
        assertThat(visited.stream().mapToDouble(x -> (x - 1) / first).max().orElseThrow())
                .isCloseTo(16, within(1e-4));
    }

    /** Of the steps ¼, ⅛ and 1/16 of the first, which are all that have a value, the last removes the cube and confirms that it did. */
    @Test
    void a_sharper_estimate_goes_down_to_the_shortest_step_so_far() {
        Curve cubic = Curve.of(x -> Math.abs(x) < 0.03 ? x + 5e-9 * x * x * x : Double.NaN);
        Slope plain = cubic.slope(0, (p, e, s) -> Support.FULL);
        Slope sharp = cubic.slope(0, (p, e, s) -> Support.WEAK);
        assertThat(plain.bound().orElseThrow()).isGreaterThan(1e-12);
        assertThat(sharp.bound().orElseThrow()).isLessThan(1e-14);
        assertThat(sharp.step()).isEqualTo(plain.step()).isCloseTo(1 / (16 * Math.PI * Math.PI), within(1e-8));
    }

    private static double value(double first, double second, int parameter, int element) {
        return estimate(first, second).get(parameter).slopes().get(element).value();
    }

    private static List<Estimate> estimate(double first, double second) {
        return new FiniteDifferences()
                .estimate(new Question(new Outputs(), point(), cotangent(first, second), Claim.NONE));
    }

    private static Parameters point() {
        return Parameters.of("a", Tensor.of(DType.FLOAT64, Shape.of(2), 2, 3)).with("b", number(5));
    }

    private static Tensor number(double value) {
        return Tensor.of(DType.FLOAT64, Shape.of(1), value);
    }

    private static Tensor cotangent(double... values) {
        return Tensor.of(DType.FLOAT64, Shape.of(2), values);
    }

    /** (a₀·b, a₀ + a₁). */
    private record Outputs() implements Differentiable {
        @Override
        public String name() {
            return "outputs";
        }

        @Override
        public Tensor primal(Parameters point) {
            Tensor a = point.get("a");
            double product = a.at(0) * point.get("b").at(0);
            return Tensor.of(DType.FLOAT64, Shape.of(2), product, a.at(0) + a.at(1));
        }

        @Override
        public Vjp vjp(Parameters point) {
            throw new UnsupportedOperationException("an oracle sees the forward pass only");
        }
    }
}

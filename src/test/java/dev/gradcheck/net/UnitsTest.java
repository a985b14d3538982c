package dev.gradcheck.net;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.gradcheck.check.CheckReport;
import dev.gradcheck.function.Convention;
import dev.gradcheck.function.Parameters;
import dev.gradcheck.tensor.DType;
import dev.gradcheck.tensor.Shape;
import dev.gradcheck.tensor.Tensor;
import dev.gradcheck.verdict.Verdict;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Exponential and gated linear units against 60 decimal digits, computed by their definition in Python's mpmath. */
class UnitsTest {
    private static final Map<String, Elementwise> UNITS = Map.of(
            "elu",
            new Elu(0.5),
            "selu",
            new Selu(),
            "silu",
            new Silu(),
            "gelu",
            new Gelu(),
            "gelu-tanh",
            new GeluTanh());

    @ParameterizedTest
    @CsvSource({
        "elu, -37, -0.49999999999999994, 4.266523812872033e-17",
        "elu, -20, -0.4999999989694232, 1.030576811219279e-09",
        "elu, -8.5, -0.4998982658154947, 0.00010173418450532208",
        "elu, -3, -0.475106465816068, 0.024893534183931972",
        "elu, -1.28125, -0.361155014523105, 0.13884498547689497",
        "elu, -0.75, -0.26381672362949266, 0.23618327637050734",
        "elu, -0.125, -0.0587515487077023, 0.4412484512922977",
        "elu, 0, 0.0, 0.5",
        "elu, 0.75, 0.75, 1.0",
        "elu, 3, 3.0, 1.0",
        "elu, 9, 9.0, 1.0",
        "selu, -37, -1.7580993408473766, 1.5001945406239914e-16",
        "selu, -20, -1.758099337223664, 3.6237128249944113e-09",
        "selu, -8.5, -1.7577416232419358, 0.00035771760544090435",
        "selu, -3, -1.6705687287671118, 0.08753061208026487",
        "selu, -1.28125, -1.2698927859535913, 0.4882065548937853",
        "selu, -0.75, -0.9276320158350512, 0.8304673250123256",
        "selu, -0.125, -0.2065821181135479, 1.5515172227338287",
        "selu, 0, 0.0, 1.7580993408473766",
        "selu, 0.75, 0.7880257405166103, 1.0507009873554805",
        "selu, 3, 3.1521029620664414, 1.0507009873554805",
        "selu, 9, 9.456308886199324, 1.0507009873554805",
        "silu, -37, -3.1572276215253042e-15, -3.071897145267863e-15",
        "silu, -20, -4.122307236380407e-08, -3.9161918660646786e-08",
        "silu, -8.5, -0.0017291293134692554, -0.0015253505838631431",
        "silu, -3, -0.14227761953270035, -0.08810410601516962",
        "silu, -0.75, -0.24061597561845527, 0.1574000555032465",
        "silu, -0.125, -0.05859882832828047, 0.4376623797495416",
        "silu, 0, 0.0, 0.5",
        "silu, 0.75, 0.5093840243815447, 0.8425999444967535",
        "silu, 3, 2.8577223804672998, 1.0881041060151697",
        "silu, 9, 8.998889448816124, 1.0009870195718975",
        "gelu, -37, -2.1184613523340935e-298, -7.838298669418516e-297",
        "gelu, -20, -5.507248237212468e-88, -1.1014360483133464e-86",
        "gelu, -8.5, -8.05760459887282e-17, -6.846504938697085e-16",
        "gelu, -3, -0.0040496940948902835, -0.011945647204183927",
        "gelu, -1.28125, -0.1281928222992019, -0.12489121085770094",
        "gelu, -0.125, -0.056282721896235885, 0.4007820643017934",
        "gelu, 0, 0.0, 0.5",
        "gelu, 0.75, 0.5800294857173488, 0.9992257217392351",
        "gelu, 3, 2.99595030590511, 1.011945647204184",
        "gelu, 9, 9.0, 1.0",
        "gelu-tanh, -37, -0.0, -0.0",
        "gelu-tanh, -20, -3.375450956311062e-261, -2.9424328724945853e-259",
        "gelu-tanh, -8.5, -1.017444730859832e-24, -1.7239866867738096e-23",
        "gelu-tanh, -3, -0.003637392081773019, -0.011584166630969728",
        "gelu-tanh, -1.28125, -0.1284210411648024, -0.12476388945498046",
        "gelu-tanh, -0.125, -0.05628280137577661, 0.40078459383720855",
        "gelu-tanh, 0, 0.0, 0.5",
        "gelu-tanh, 0.75, 0.5799605551656203, 0.9989382561374143",
        "gelu-tanh, 3, 2.996362607918227, 1.0115841666309697",
        "gelu-tanh, 9, 9.0, 1.0"
    })
    void value_and_derivative_are_right_to_a_few_roundings_however_far_in_the_tail(
            String name, double x, double value, double derivative) {
        for (DType dtype : new DType[] {DType.FLOAT64, DType.FLOAT32}) {
            Elementwise unit = UNITS.get(name);
            // exp multiplies a rounding of its argument, (8/π)^½·(x + 0.044715x³), by the argument
            double argument = name.equals("gelu-tanh") ? 1.6 * (Math.abs(x) + 0.05 * Math.abs(x * x * x)) : 0;
            double roundings = (6 + 3 * argument) * dtype.unitRoundoff();
            double least = dtype == DType.FLOAT32 ? 2 * Float.MIN_NORMAL : 0;
            Tensor at = Tensor.scalar(dtype, x);
            assertThat(unit.value(at).item()).isCloseTo(value, within(roundings * Math.abs(value) + least));
            assertThat(unit.derivative(at).item())
                    .isCloseTo(derivative, within(roundings * Math.abs(derivative) + least));
            assertThat(unit.value(at).dtype()).isEqualTo(dtype);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "gelu, -0.75, -0.16997051428265114, 0.0007742782607648957",
        "gelu-tanh, -0.75, -0.1700394448343797, 0.0010617438625857031",
        "silu, -1.28125, -0.2784636988415488, -0.0006055677866683446"
    })
    void near_the_root_of_the_derivative_its_error_is_that_of_its_terms(
            String name, double x, double value, double derivative) {
        Tensor at = Tensor.scalar(DType.FLOAT64, x);
        assertThat(UNITS.get(name).value(at).item()).isCloseTo(value, within(1e-16));
        assertThat(UNITS.get(name).derivative(at).item()).isCloseTo(derivative, within(2e-16));
    }

    @ParameterizedTest
    @ValueSource(strings = {"elu", "selu", "silu", "gelu", "gelu-tanh"})
    void not_a_number_stays_one_and_has_no_slope(String name) {
        Tensor nan = Tensor.scalar(DType.FLOAT64, Double.NaN);
        assertThat(UNITS.get(name).value(nan).item()).isNaN();
        assertThat(UNITS.get(name).derivative(nan).item()).isNaN();
    }

    @ParameterizedTest
    @ValueSource(strings = {"elu", "silu", "gelu", "gelu-tanh"})
    void far_out_there_is_neither_overflow_nor_not_a_number(String name) {
        for (double x : new double[] {1000, 1e120, Double.MAX_VALUE}) {
            Tensor at = Nets.rows(Shape.of(2), x, -x);
            double below = name.equals("elu") ? -0.5 : 0;
            assertThat(UNITS.get(name).value(at).values()).containsExactly(new double[] {x, below}, within(0.0));
            assertThat(UNITS.get(name).derivative(at).values()).containsExactly(new double[] {1, 0}, within(0.0));
        }
    }

    @ParameterizedTest
    @CsvSource({"elu, 0.5, 1", "selu, 1.7580993408473766, 1.0507009873554805"})
    void a_kink_at_zero_has_the_left_slope_as_in_pytorch(String name, double left, double right) {
        KinkedActivation unit = (KinkedActivation) UNITS.get(name);
        assertThat(unit.leftSlope()).isEqualTo(left);
        assertThat(unit.rightSlope()).isEqualTo(right);
        assertThat(unit.derivative(Nets.rows(Shape.of(3), 0, -0.0, 1)).values())
                .containsExactly(new double[] {left, left, right}, within(3e-16));
        assertThat(1 / unit.value(Nets.rows(Shape.of(1), -0.0)).item()).isNegative();
    }

    @ParameterizedTest
    @CsvSource({"0.5, 3", "1, 0"})
    void an_elu_has_conventions_at_zero_unless_its_alpha_is_1(double alpha, int conventions) {
        Network network = Network.chain("elu", List.of(new Elu(alpha)), Tensor.zeros(DType.FLOAT64, Shape.of(1)));
        Parameters at = Parameters.of("input", Tensor.zeros(DType.FLOAT64, Shape.of(1)));
        List<Convention> found = network.conventions(at, Tensor.ones(DType.FLOAT64, Shape.of(1)));
        assertThat(found).hasSize(conventions);
    }

    @ParameterizedTest
    @CsvSource({"0.5, AGREES_AT_A_KINK", "1, AGREES"})
    void an_elu_at_zero_is_judged_at_a_kink_unless_its_alpha_is_1(double alpha, Verdict verdict) {
        Network network = Network.chain("elu", List.of(new Elu(alpha)), Tensor.zeros(DType.FLOAT64, Shape.of(1)));
        Parameters at = Parameters.of("input", Tensor.zeros(DType.FLOAT64, Shape.of(1)));
        CheckReport report = Nets.check(network, at, DType.FLOAT64);
        assertThat(report.findings())
                .filteredOn(f -> f.witness().isOracle())
                .extracting(f -> f.verdict())
                .containsOnly(verdict);
    }

    @Test
    void the_identity_passes_both_on_and_knows_no_mistake() {
        Tensor x = Nets.rows(Shape.of(2), -3, -0.0);
        assertThat(new Identity().value(x)).isEqualTo(x);
        assertThat(new Identity().derivative(x)).isEqualTo(Nets.rows(Shape.of(2), 1, 1));
        assertThat(new Identity().mistakes()).isEmpty();
    }

    @Test
    void a_gated_unit_without_the_product_rule_has_its_gate_for_a_slope() {
        Layer.Mistake mistake = new Silu().mistakes().get(2);
        Tensor x = Nets.rows(Shape.of(2), 0, 40);
        Tensor bar = Nets.rows(Shape.of(2), 2, 3);
        assertThat(mistake.fault()).isEqualTo("product rule forgotten");
        assertThat(mistake.layer().apply(Parameters.NONE, x).output()).isEqualTo(new Silu().value(x));
        assertThat(mistake.layer()
                        .apply(Parameters.NONE, x)
                        .backward()
                        .apply(bar)
                        .inputBar())
                .isEqualTo(Nets.rows(Shape.of(2), 1, 3));
    }

    @Test
    void units_have_names() {
        assertThat(List.of(new Elu(0.5), new Selu(), new Silu(), new Gelu(), new GeluTanh(), new Identity()))
                .extracting(Layer::name)
                .containsExactly("elu 0.5", "selu", "silu", "gelu", "gelu tanh", "identity");
    }
}

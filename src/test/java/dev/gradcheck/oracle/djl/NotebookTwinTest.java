package dev.gradcheck.oracle.djl;

import static dev.gradcheck.oracle.djl.Questions.bounds;
import static dev.gradcheck.oracle.djl.Questions.cpu;
import static dev.gradcheck.oracle.djl.Questions.scalar;
import static dev.gradcheck.oracle.djl.Questions.tensor;
import static dev.gradcheck.oracle.djl.Questions.values;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.assertj.core.data.Percentage.withPercentage;

import dev.gradcheck.function.Parameters;
import dev.gradcheck.oracle.Claim;
import dev.gradcheck.oracle.Estimate;
import dev.gradcheck.oracle.Question;
import dev.gradcheck.tensor.DType;
import dev.gradcheck.tensor.Shape;
import dev.gradcheck.tensor.Tensor;
import java.util.List;
import java.util.stream.DoubleStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class NotebookTwinTest {
    private static final Tensor X = tensor(Shape.of(2, 1), 1, 1);
    private static final Tensor ONE = Tensor.scalar(DType.FLOAT64, 1);
    private static final Tensor ZERO = Tensor.scalar(DType.FLOAT64, 0);
    /** Of the table's digits: its values are printed with 14. */
    private static final double PRINTED = 1e-13;

    @Test
    void as_written_it_gives_the_notebooks_true_values() {
        assertTrueValues(NotebookTwin.asWritten(X, ONE));
    }

    @Test
    void corrected_it_gives_the_notebooks_true_values() {
        assertTrueValues(NotebookTwin.corrected(X, ONE));
    }

    private static void assertTrueValues(Twin twin) {
        DjlAutograd autograd = cpu(twin, DType.FLOAT64);
        Question question = scalar(notebook(-3.5));
        List<Estimate> estimates = autograd.estimate(question);
        assertThat(autograd.value(question)).satisfies(loss -> {
            assertThat(loss.shape()).isEqualTo(Shape.SCALAR);
            // 1/(1+exp(-12.5)) keeps an absolute 2⁻⁵³ of ŷ, which is 3e-11 of its logarithm
            assertThat(loss.item()).isCloseTo(3.7266462281240e-06, within(0x1p-53));
        });
        assertClose(values(estimates, "Wo"), -1.4906557136746e-05, 0);
        assertClose(values(estimates, "bo"), -3.7266392841866e-06);
        assertClose(values(estimates, "Wh"), -1.4906557136746e-05, -1.4906557136746e-05, 0, 0);
        assertClose(values(estimates, "bh"), -1.4906557136746e-05, 0);
    }

    @Test
    void the_corrected_loss_is_true_to_its_last_digits() {
        double loss = cpu(NotebookTwin.corrected(X, ONE), DType.FLOAT64)
                .value(scalar(notebook(-3.5)))
                .item();
        assertThat(loss).isEqualTo(StrictMath.log1p(StrictMath.exp(-12.5)));
    }

    @Test
    void where_the_claim_is_contradicted_rounding_is_measured_again_and_the_bound_can_only_grow() {
        Question undisputed = scalar(notebook(-3.5));
        Question disputed = new Question(undisputed.function(), undisputed.point(), undisputed.cotangent(), Claim.NONE);
        DjlAutograd oracle = cpu(NotebookTwin.corrected(X, ONE), DType.FLOAT64);
        List<Estimate> first = oracle.estimate(undisputed);
        List<Estimate> careful = oracle.estimate(disputed);
        assertThat(bounds(careful, "bo")[0])
                .isGreaterThan(bounds(first, "bo")[0])
                .isLessThan(1e-11 * 3.7e-6);
        assertThat(bounds(careful, "Wh")[0]).isGreaterThanOrEqualTo(bounds(first, "Wh")[0]);
        assertThat(careful.get(0).slopes().get(0).value())
                .isEqualTo(first.get(0).slopes().get(0).value());
    }

    @Test
    void a_gradient_of_the_notebook_is_known_to_a_relative_1e_14() {
        List<Estimate> estimates =
                cpu(NotebookTwin.corrected(X, ONE), DType.FLOAT64).estimate(scalar(notebook(-3.5)));
        assertThat(bounds(estimates, "bo")[0]).isBetween(8 * 0x1p-53 * 3.7e-6, 1e-13 * 3.7e-6);
        assertThat(bounds(estimates, "Wh")[0]).isLessThan(1e-13 * 1.5e-5);
    }

    @ParameterizedTest
    @ValueSource(doubles = {17, 36, 40, 80, 87, -40, -184, -700})
    void corrected_it_agrees_with_the_closed_form_at_saturated_points(double zo) {
        List<Estimate> estimates =
                cpu(NotebookTwin.corrected(X, ONE), DType.FLOAT64).estimate(scalar(notebook(zo - 16)));
        double dzo = -sigmoid(-zo);
        assertThat(values(estimates, "bo")[0]).isCloseTo(dzo, withPercentage(1e-12));
        assertThat(values(estimates, "Wo")[0]).isCloseTo(4 * dzo, withPercentage(1e-12));
        double bound = bounds(estimates, "bo")[0];
        assertThat(Math.abs(values(estimates, "bo")[0] - dzo)).isLessThanOrEqualTo(bound);
        assertThat(bound).isLessThan(1e-9 * Math.abs(dzo));
    }

    @Test
    void as_written_it_is_right_where_the_hand_written_float32_pass_divides_zero_by_zero() {
        List<Estimate> estimates =
                cpu(NotebookTwin.asWritten(X, ONE), DType.FLOAT64).estimate(scalar(notebook(17 - 16)));
        assertThat(values(estimates, "bo")[0]).isCloseTo(-sigmoid(-17), withPercentage(1e-12));
        assertThat(Math.abs(values(estimates, "bo")[0] + sigmoid(-17))).isLessThan(bounds(estimates, "bo")[0]);
    }

    @Test
    void as_written_its_float32_gradient_is_not_a_number_where_exp_overflows_and_has_no_bound() {
        Question question = scalar(notebook(-184 - 16));
        DjlAutograd single = cpu(NotebookTwin.asWritten(X, ONE), DType.FLOAT32);
        assertThat(single.value(question).item()).isInfinite();
        assertThat(values(single.estimate(question), "bo")[0]).isNaN();
        assertThat(bounds(single.estimate(question), "bo")[0]).isNaN();
        List<Estimate> twofold =
                cpu(NotebookTwin.asWritten(X, ONE), DType.FLOAT64).estimate(question);
        assertThat(values(twofold, "bo")[0]).isCloseTo(-1, withPercentage(1e-13));
        assertThat(bounds(twofold, "bo")[0]).isNaN();
    }

    @Test
    void corrected_it_is_right_where_float32_underflows_and_says_that_it_cannot_tell() {
        List<Estimate> estimates =
                cpu(NotebookTwin.corrected(X, ONE), DType.FLOAT64).estimate(scalar(notebook(184 - 16)));
        assertThat(values(estimates, "bo")[0]).isCloseTo(-sigmoid(-184), withPercentage(1e-12));
        assertThat(bounds(estimates, "bo")[0]).isNaN();
    }

    @Test
    void as_written_it_lacks_the_term_of_a_target_of_zero() {
        Question question = scalar(notebook(-3.5));
        assertThat(values(cpu(NotebookTwin.asWritten(X, ZERO), DType.FLOAT64).estimate(question), "bo")[0])
                .isZero();
        assertThat(values(cpu(NotebookTwin.corrected(X, ZERO), DType.FLOAT64).estimate(question), "bo")[0])
                .isCloseTo(sigmoid(12.5), withPercentage(1e-13));
    }

    @Test
    void at_a_tie_each_has_its_own_convention() {
        Parameters tie = notebook(-3.5).with("bh", tensor(Shape.of(2, 1), -6, 1));
        double dzo = -sigmoid(3.5);
        assertThat(values(cpu(NotebookTwin.asWritten(X, ONE), DType.FLOAT64).estimate(scalar(tie)), "bh")[0])
                .isCloseTo(0.5 * 4 * dzo, withPercentage(1e-13));
        assertThat(values(cpu(NotebookTwin.corrected(X, ONE), DType.FLOAT64).estimate(scalar(tie)), "bh")[0])
                .isZero();
    }

    @Test
    void it_takes_several_samples() {
        Tensor two = tensor(Shape.of(2, 2), 1, 0.5, 1, -2);
        double[] whole =
                values(cpu(NotebookTwin.corrected(two, ONE), DType.FLOAT64).estimate(scalar(notebook(-3.5))), "Wh");
        double[] first =
                values(cpu(NotebookTwin.corrected(X, ONE), DType.FLOAT64).estimate(scalar(notebook(-3.5))), "Wh");
        double[] second = values(
                cpu(NotebookTwin.corrected(tensor(Shape.of(2, 1), 0.5, -2), ONE), DType.FLOAT64)
                        .estimate(scalar(notebook(-3.5))),
                "Wh");
        assertThat(second[3]).isNotZero();
        for (int i = 0; i < 4; i++) {
            assertThat(whole[i]).isCloseTo(first[i] + second[i], within(1e-14 * Math.abs(second[3])));
        }
    }

    @ParameterizedTest
    @MethodSource("arguments")
    void softplus_and_its_derivative_are_accurate_everywhere(double s) {
        DjlAutograd autograd = cpu(at -> StandardTwins.softplus(at.get("s")), DType.FLOAT64);
        Question question = Questions.of(Parameters.of("s", tensor(Shape.of(1), s)), tensor(Shape.of(1), 1));
        double value = Math.max(s, 0) + StrictMath.log1p(StrictMath.exp(-Math.abs(s)));
        assertThat(autograd.value(question).item()).isCloseTo(value, within(1e-14 * value + 2 * Double.MIN_VALUE));
        double slope = values(autograd.estimate(question), "s")[0];
        assertThat(slope).isCloseTo(sigmoid(s), within(1e-14 * sigmoid(s) + 2 * Double.MIN_VALUE));
    }

    static DoubleStream arguments() {
        DoubleStream fine = DoubleStream.iterate(-40, s -> s <= 40, s -> s + 0.37);
        DoubleStream special = DoubleStream.of(0, -0.0, 1e-300, -1e-300, 20, -20, 20.000001, 36.7, -745.1);
        return DoubleStream.concat(
                DoubleStream.concat(fine, special), DoubleStream.iterate(-800, s -> s <= 800, s -> s + 61.3));
    }

    private static double sigmoid(double s) {
        return s >= 0 ? 1 / (1 + StrictMath.exp(-s)) : StrictMath.exp(s) / (1 + StrictMath.exp(s));
    }

    /** The notebook's point with another output bias: zo is 16 more than that. */
    private static Parameters notebook(double bo) {
        return Parameters.of("Wh", tensor(Shape.of(2, 2), 2, 4, 3, -5))
                .with("bh", tensor(Shape.of(2, 1), -2, 1))
                .with("Wo", tensor(Shape.of(2), 4, 6))
                .with("bo", tensor(Shape.of(1), bo));
    }

    private static void assertClose(double[] actual, double... expected) {
        assertThat(actual).hasSameSizeAs(expected);
        for (int i = 0; i < expected.length; i++) {
            assertThat(actual[i]).isCloseTo(expected[i], within(PRINTED * Math.abs(expected[i])));
        }
    }
}

package dev.gradcheck.oracle.djl;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gradcheck.function.Parameters;
import dev.gradcheck.oracle.Estimate;
import dev.gradcheck.oracle.OracleException;
import dev.gradcheck.oracle.Question;
import dev.gradcheck.oracle.Slope;
import dev.gradcheck.oracle.djl.torch.TorchDevice;
import dev.gradcheck.oracle.record.RecordOracle;
import dev.gradcheck.oracle.record.Recorded;
import dev.gradcheck.oracle.record.Rules;
import dev.gradcheck.record.Record;
import dev.gradcheck.tensor.Arithmetic;
import dev.gradcheck.tensor.DType;
import dev.gradcheck.tensor.IndexMap;
import dev.gradcheck.tensor.Shape;
import dev.gradcheck.tensor.Tensor;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every primitive, replayed in PyTorch, has the value and the derivative that it has in the record. */
class ReplayedAutogradTest {
    /** Functions that are known by their values alone. */
    private static final Set<String> OPAQUE = Set.of("opaque", "exact and opaque");

    static List<String> rules() {
        return Rules.all().keySet().stream()
                .filter(name -> !OPAQUE.contains(name))
                .toList();
    }

    @ParameterizedTest
    @MethodSource("rules")
    void the_value_is_the_recorded_one(String rule) {
        for (DType dtype : List.of(DType.FLOAT32, DType.FLOAT64)) {
            Question question = question(Rules.all().get(rule), Rules.point());
            Record record = RecordOracle.record(question);
            Tensor replayed =
                    DjlAutograd.of(new Replay(record), dtype, TorchDevice.CPU).value(question);
            assertThat(replayed.shape()).isEqualTo(record.value().shape());
            for (int i = 0; i < replayed.size(); i++) {
                double digits = 64
                        * dtype.unitRoundoff()
                        * Math.max(1, Math.abs(record.value().at(i)));
                assertThat(replayed.at(i))
                        .as("%s in %s", rule, dtype)
                        .isCloseTo(record.value().at(i), Offset.offset(digits));
            }
        }
    }

    @ParameterizedTest
    @MethodSource("rules")
    void the_gradient_is_the_recorded_one_in_both_dtypes(String rule) {
        Question question = question(Rules.all().get(rule), Rules.point());
        for (DType dtype : List.of(DType.FLOAT32, DType.FLOAT64)) {
            List<Estimate> recorded = RecordOracle.unconfirmed(RecordOracle.record(question), question);
            List<Estimate> replayed =
                    ReplayedAutograd.of(dtype, TorchDevice.CPU).estimate(question);
            for (int k = 0; k < recorded.size(); k++) {
                for (int i = 0; i < recorded.get(k).slopes().size(); i++) {
                    Slope one = recorded.get(k).slopes().get(i);
                    Slope other = replayed.get(k).slopes().get(i);
                    double both = one.bound().orElseThrow() + other.bound().orElseThrow();
                    assertThat(Math.abs(one.value() - other.value()))
                            .as("%s in %s: element %d of %s", rule, dtype, i, other)
                            .isLessThanOrEqualTo(both);
                    assertThat(other.bound().orElseThrow())
                            .as("%s in %s: %s", rule, dtype, other)
                            .isLessThan(4096 * dtype.unitRoundoff() * Math.max(1, Math.abs(other.value())));
                }
            }
        }
    }

    @Test
    void functions_keep_their_digits_where_textbook_forms_cancel_or_saturate() {
        Tensor far = Questions.tensor(Shape.of(6), -40, -3e-9, 1e-12, 0.3, 2, 40);
        List<Function<Tensor, Tensor>> functions = List.of(
                Tensor::sigmoid,
                Tensor::tanh,
                Tensor::softplus,
                x -> x.expm1(),
                x -> x.square().log1p(),
                Tensor::erf);
        for (Function<Tensor, Tensor> f : functions) {
            Recorded function = new Recorded(p -> f.apply(p.get("x")), Parameters.of("x", far));
            List<Slope> recorded = function.byRecord().get(0).slopes();
            List<Slope> replayed = ReplayedAutograd.of(DType.FLOAT64, TorchDevice.CPU)
                    .estimate(function.question())
                    .get(0)
                    .slopes();
            for (int i = 0; i < recorded.size(); i++) {
                double size = Math.abs(recorded.get(i).value());
                assertThat(replayed.get(i).value())
                        .isCloseTo(recorded.get(i).value(), Offset.offset(1e-13 * size + Double.MIN_NORMAL));
            }
        }
    }

    /** relu'(0) = 0, |x|'(0) = 0, half to each of two equal operands; and all to one of several equal elements of a window. */
    @Test
    void at_kinks_and_ties_the_convention_is_pytorchs_and_the_bound_covers_all_others() {
        Parameters zero = Parameters.of("x", Questions.tensor(Shape.of(2), 0, 0));
        assertThat(slopes(p -> p.get("x").relu().sum(), zero)).allSatisfy(slope -> covers(slope, 0, 0, 1));
        assertThat(slopes(p -> p.get("x").abs().sum(), zero)).allSatisfy(slope -> covers(slope, 0, -1, 1));
        assertThat(slopes(p -> p.get("x").maximum(p.get("x").times(3)).sum(), zero))
                .allSatisfy(slope -> covers(slope, 2, 1, 3));
        List<Slope> window = slopes(p -> p.get("x").max(0), zero);
        assertThat(window.get(0).value() + window.get(1).value()).isEqualTo(1);
        assertThat(window).allSatisfy(slope -> covers(slope, slope.value(), 0, 1));
    }

    private static void covers(Slope slope, double value, double least, double most) {
        assertThat(slope.value()).isEqualTo(value);
        assertThat(slope.bound().orElse(Double.POSITIVE_INFINITY))
                .isGreaterThanOrEqualTo(Math.max(value - least, most - value));
    }

    @Test
    void a_function_that_is_known_by_its_values_alone_is_not_replayed_and_the_reason_is_said() {
        assertThatThrownBy(() -> slopes(p -> p.get("a").map(v -> v * v), Rules.point()))
                .isInstanceOfSatisfying(OracleException.class, e -> assertThat(e.isInapplicable())
                        .isTrue())
                .hasMessageContaining("was given to map at ReplayedAutogradTest.java:")
                .hasMessageContaining("is known by its values alone");
    }

    @Test
    void where_numbers_leave_tensor_nothing_is_replayed_and_the_place_is_said() {
        assertThatThrownBy(() -> slopes(p -> p.get("a").times(p.get("b").at(0)), Rules.point()))
                .isInstanceOfSatisfying(OracleException.class, e -> assertThat(e.isInapplicable())
                        .isTrue())
                .hasMessageContaining("numbers leave Tensor at ReplayedAutogradTest.java:");
    }

    @Test
    void a_pass_that_converts_to_another_dtype_itself_is_not_replayed() {
        assertThatThrownBy(() -> slopes(p -> p.get("a").in(Arithmetic.nearest(DType.FLOAT32)), Rules.point()))
                .isInstanceOf(OracleException.class)
                .hasMessageContaining("converts to float32 itself");
    }

    @Test
    void tensors_without_axes_and_without_some_sources_are_replayed() {
        Parameters scalar = Parameters.of("x", Tensor.scalar(DType.FLOAT64, 3));
        IndexMap none = IndexMap.of(Shape.of(1), Shape.of(2), i -> i[0] == 0 ? 0 : IndexMap.NONE);
        assertThat(slopes(
                        p -> none.gather(p.get("x")
                                        .sum()
                                        .max()
                                        .permute()
                                        .square()
                                        .reshape(Shape.of(1)))
                                .sum(),
                        scalar))
                .singleElement()
                .satisfies(slope -> assertThat(slope.value()).isEqualTo(6));
    }

    @Test
    void a_parameter_that_takes_no_part_has_the_gradient_zero() {
        Question question = question(p -> p.get("a").sum(), Rules.point());
        List<Estimate> estimates =
                ReplayedAutograd.of(DType.FLOAT64, TorchDevice.CPU).estimate(question);
        assertThat(Questions.values(estimates, "b")).containsOnly(0);
        assertThat(Questions.values(estimates, "a"))
                .containsOnly(question.cotangent().item());
    }

    private static List<Slope> slopes(Function<Parameters, Tensor> pass, Parameters point) {
        Question question = question(pass, point);
        Question ones =
                new Question(question.function(), point, question.cotangent().like(1), question.claim());
        return ReplayedAutograd.of(DType.FLOAT64, TorchDevice.CPU)
                .estimate(ones)
                .get(0)
                .slopes();
    }

    private static Question question(Function<Parameters, Tensor> pass, Parameters point) {
        return new Recorded(pass, point).question();
    }
}

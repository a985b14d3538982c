package dev.gradcheck.oracle.djl;

import static dev.gradcheck.oracle.djl.Questions.bounds;
import static dev.gradcheck.oracle.djl.Questions.cpu;
import static dev.gradcheck.oracle.djl.Questions.scalar;
import static dev.gradcheck.oracle.djl.Questions.tensor;
import static dev.gradcheck.oracle.djl.Questions.values;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gradcheck.function.Parameters;
import dev.gradcheck.oracle.Estimate;
import dev.gradcheck.oracle.OracleException;
import dev.gradcheck.oracle.Question;
import dev.gradcheck.oracle.Slope;
import dev.gradcheck.oracle.djl.torch.Failures;
import dev.gradcheck.oracle.djl.torch.TorchDevice;
import dev.gradcheck.tensor.DType;
import dev.gradcheck.tensor.Shape;
import dev.gradcheck.tensor.Tensor;
import java.util.Collections;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class DjlAutogradTest {
    private static final Tensor A = tensor(Shape.of(2, 3), 1, 2, 3, 4, 5, 6);
    private static final Twin PRODUCT = at -> at.get("W").matMul(at.constant(A));

    @Test
    void it_says_what_it_is() {
        DjlAutograd autograd = cpu(PRODUCT, DType.FLOAT32);
        assertThat(autograd.name()).isEqualTo("autograd");
        assertThat(autograd.dtype()).isEqualTo(DType.FLOAT32);
        assertThat(autograd.device()).isEqualTo("cpu");
        assertThat(DjlAutograd.of(PRODUCT, DType.FLOAT64, TorchDevice.cuda(1)).device())
                .isEqualTo("cuda:1");
    }

    @ParameterizedTest
    @EnumSource(
            value = DType.class,
            names = {"FLOAT32", "FLOAT64"})
    void the_output_is_contracted_with_the_cotangent(DType dtype) {
        Parameters point = Parameters.of("W", tensor(Shape.of(2, 2), 1, 2, 3, 4));
        Question question = Questions.of(point, tensor(Shape.of(2, 3), 1, 10, 100, -1, 0, 2));
        DjlAutograd autograd = cpu(PRODUCT, dtype);
        List<Estimate> estimates = autograd.estimate(question);
        assertThat(estimates).singleElement().satisfies(estimate -> {
            assertThat(estimate.parameter()).isEqualTo("W");
            assertThat(estimate.shape()).isEqualTo(Shape.of(2, 2));
        });
        assertThat(values(estimates, "W")).containsExactly(321, 654, 5, 8);
        assertThat(autograd.value(question)).isEqualTo(Tensor.of(dtype, Shape.of(2, 3), 9, 12, 15, 19, 26, 33));
    }

    @Test
    void an_output_and_a_gradient_that_lie_transposed_in_memory_are_read_row_by_row() {
        Twin transposed = at -> at.get("W").transpose();
        Question question = Questions.of(Parameters.of("W", A), tensor(Shape.of(3, 2), 1, 2, 3, 4, 5, 6));
        DjlAutograd autograd = cpu(transposed, DType.FLOAT64);
        assertThat(autograd.value(question)).isEqualTo(tensor(Shape.of(3, 2), 1, 4, 2, 5, 3, 6));
        assertThat(values(autograd.estimate(question), "W")).containsExactly(1, 3, 5, 2, 4, 6);
    }

    @Test
    void two_questions_do_not_add_up() {
        Question question = scalar(Parameters.of("x", Tensor.scalar(DType.FLOAT64, 3)));
        DjlAutograd autograd = cpu(at -> at.get("x").mul(at.get("x")), DType.FLOAT64);
        assertThat(values(autograd.estimate(question), "x")).containsExactly(6);
        assertThat(autograd.estimate(question)).isEqualTo(autograd.estimate(question));
    }

    @ParameterizedTest
    @EnumSource(
            value = DType.class,
            names = {"FLOAT32", "FLOAT64"})
    void a_parameter_without_axes_stays_in_its_dtype(DType dtype) {
        Question question = scalar(Parameters.of("x", Tensor.scalar(DType.FLOAT64, 3)));
        DjlAutograd autograd = cpu(at -> at.get("x").mul(at.constant(0.1)), dtype);
        assertThat(values(autograd.estimate(question), "x")).containsExactly(dtype.round(0.1));
        assertThat(autograd.value(question).dtype()).isEqualTo(dtype);
    }

    @ParameterizedTest
    @EnumSource(
            value = DType.class,
            names = {"FLOAT32", "FLOAT64"})
    void a_parameter_that_took_no_part_has_a_gradient_of_exact_zeros(DType dtype) {
        Parameters point = Parameters.of("idle", A).with("x", Tensor.scalar(DType.FLOAT64, 3));
        List<Estimate> estimates =
                cpu(at -> at.get("x").mul(at.get("x")), dtype).estimate(scalar(point));
        assertThat(values(estimates, "idle")).containsExactly(0, 0, 0, 0, 0, 0);
        assertThat(bounds(estimates, "idle")[5]).isLessThan(Float.MIN_NORMAL);
        assertThat(values(estimates, "x")).containsExactly(6);
    }

    @Test
    void a_constant_output_has_a_gradient_of_zeros() {
        Question question = scalar(Parameters.of("x", A));
        assertThat(values(cpu(at -> at.constant(7), DType.FLOAT64).estimate(question), "x"))
                .containsOnly(0)
                .hasSize(6);
    }

    @Test
    void an_integer_parameter_is_lifted() {
        Question question = scalar(Parameters.of("n", Tensor.of(DType.INT32, Shape.of(2), 3, 4)));
        assertThat(values(
                        cpu(at -> at.get("n").mul(at.get("n")).sum(), DType.FLOAT64)
                                .estimate(question),
                        "n"))
                .containsExactly(6, 8);
    }

    @Test
    void a_parameter_without_elements_has_no_slopes() {
        Parameters point = Parameters.of("none", Tensor.zeros(DType.FLOAT64, Shape.of(0, 3)))
                .with("x", Tensor.scalar(DType.FLOAT64, 3));
        List<Estimate> estimates =
                cpu(at -> at.get("x").add(at.get("none").sum()), DType.FLOAT64).estimate(scalar(point));
        assertThat(values(estimates, "none")).isEmpty();
        assertThat(values(estimates, "x")).containsExactly(1);
    }

    @Test
    void the_bound_grows_with_what_rounding_does() {
        // (1e4 + x)² − 1e8 loses eight of its digits: torch computes it in this order
        Twin cancelling = at -> {
            var far = at.get("x").add(at.constant(1e4));
            return far.mul(far).sub(at.constant(1e8)).mul(at.constant(1e4)).log();
        };
        Question question = scalar(Parameters.of("x", Tensor.scalar(DType.FLOAT64, 0.1)));
        double truth = (2 * (1e4 + 0.1)) / ((1e4 + 0.1) * (1e4 + 0.1) - 1e8);
        Slope slope = Questions.slopes(cpu(cancelling, DType.FLOAT64).estimate(question), "x")
                .get(0);
        assertThat(slope.bound().orElseThrow()).isBetween(Math.abs(slope.value() - truth) + 1e-15, 1e-4);
        Slope single = Questions.slopes(cpu(cancelling, DType.FLOAT32).estimate(question), "x")
                .get(0);
        assertThat(single.bound().orElseThrow()).isGreaterThan(Math.abs(single.value() - truth));
        assertThat(single.bound().orElseThrow())
                .isGreaterThan(1e4 * slope.bound().orElseThrow());
    }

    @Test
    void not_a_number_has_no_bound() {
        Question question = scalar(Parameters.of("x", Tensor.scalar(DType.FLOAT64, -1)));
        Slope slope = Questions.slopes(
                        cpu(at -> at.get("x").sqrt(), DType.FLOAT64).estimate(question), "x")
                .get(0);
        assertThat(slope.value()).isNaN();
        assertThat(slope.bound()).isEmpty();
    }

    @Test
    void a_second_run_that_differs_widens_the_bound() {
        Slope slope = Slope.of(1, 1e-9);
        assertThat(DjlAutograd.repeated(slope, 1)).isEqualTo(slope);
        assertThat(DjlAutograd.repeated(slope, 1 + 0x1p-20).bound()).hasValue(0x1p-19);
        assertThat(DjlAutograd.repeated(slope, 1 + 0x1p-40).bound()).hasValue(1e-9);
        assertThat(DjlAutograd.repeated(slope, Double.NaN).bound()).isEmpty();
    }

    @Test
    void several_threads_get_the_same_answer() throws Exception {
        Question question = scalar(Parameters.of("x", A));
        DjlAutograd autograd = cpu(at -> at.get("x").tanh().sum(), DType.FLOAT64);
        ExecutorService threads = Executors.newFixedThreadPool(4);
        try {
            Callable<List<Estimate>> ask = () -> autograd.estimate(question);
            List<Estimate> alone = ask.call();
            for (Future<List<Estimate>> answer : threads.invokeAll(Collections.nCopies(400, ask))) {
                assertThat(answer.get()).isEqualTo(alone);
            }
        } finally {
            threads.shutdown();
        }
    }

    @Test
    void an_output_of_another_dtype_is_refused_with_the_remedy() {
        Question question = scalar(Parameters.of("x", Tensor.scalar(DType.FLOAT64, 3)));
        assertThatThrownBy(() -> cpu(at -> at.get("x").mul(0.1), DType.FLOAT32).estimate(question))
                .isInstanceOf(OracleException.class)
                .hasMessage(
                        "the twin of stub returned float64 where float32 was asked for; make its constants with Leaves.constant");
    }

    @Test
    void an_output_of_another_shape_than_the_cotangents_is_refused() {
        Question question = scalar(Parameters.of("x", A));
        assertThatThrownBy(() -> cpu(at -> at.get("x"), DType.FLOAT64).estimate(question))
                .isInstanceOf(OracleException.class)
                .hasMessageContaining("the shape (2,3), the cotangent has ()");
    }

    @Test
    void what_torch_complains_of_is_told_in_one_line() {
        Question question = scalar(Parameters.of("x", A));
        assertThatThrownBy(() -> cpu(at -> at.get("x").matMul(at.get("x")).sum(), DType.FLOAT64)
                        .estimate(question))
                .isInstanceOf(OracleException.class)
                .hasMessageStartingWith(
                        "autograd of stub on cpu in float32 failed: mat1 and mat2 shapes cannot be multiplied")
                .hasMessageNotContaining("\n");
    }

    @Test
    void an_unknown_parameter_is_named() {
        Question question = scalar(Parameters.of("x", A));
        assertThatThrownBy(() -> cpu(at -> at.get("y"), DType.FLOAT64).estimate(question))
                .isInstanceOf(OracleException.class)
                .hasMessageContaining("the twin asks for y, the point has [x]")
                .hasCauseInstanceOf(NoSuchElementException.class);
    }

    @Test
    void after_a_failure_the_next_question_is_answered() {
        Question question = scalar(Parameters.of("x", A));
        assertThatThrownBy(() -> cpu(at -> at.get("y"), DType.FLOAT64).estimate(question))
                .isNotNull();
        assertThat(values(cpu(at -> at.get("x").sum(), DType.FLOAT64).estimate(question), "x"))
                .containsOnly(1);
    }

    @Test
    void out_of_memory_is_named_as_such() {
        OracleException failure = Failures.of(
                "autograd of net on cuda:0 in float32",
                new IllegalStateException("CUDA out of memory. Tried to allocate 9 GiB.\nException raised from malloc"),
                "see the twin");
        assertThat(failure)
                .hasMessage("autograd of net on cuda:0 in float32 failed: CUDA out of memory. Tried to allocate 9 GiB.;"
                        + " the device has too little free memory for this case: free it, or make the case smaller");
    }

    @Test
    void integers_cannot_be_the_dtype() {
        assertThatThrownBy(() -> cpu(PRODUCT, DType.INT32)).isInstanceOf(IllegalArgumentException.class);
    }
}

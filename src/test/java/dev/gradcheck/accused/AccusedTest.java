package dev.gradcheck.accused;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gradcheck.function.Convention;
import dev.gradcheck.function.Parameters;
import dev.gradcheck.function.Suspicion;
import dev.gradcheck.function.Vjp;
import dev.gradcheck.tensor.DType;
import dev.gradcheck.tensor.Tensor;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Every call of the accused, with everything it can do instead of answering. */
class AccusedTest {
    @ParameterizedTest
    @EnumSource
    void whatever_the_forward_pass_throws_is_its_failure(Mischief mischief) {
        Accused accused = Hostile.forward(v -> fail(mischief)).accused();
        assertThat(sentence(accused.value(Hostile.POINT))).startsWith("the forward pass " + mischief.clause());
    }

    @ParameterizedTest
    @EnumSource
    void whatever_the_backward_pass_throws_is_its_failure(Mischief mischief) {
        Accused accused = Hostile.backward(g -> fail(mischief)).accused();
        assertThat(accused.shadow().failures())
                .extracting(Failure::sentence)
                .singleElement()
                .asString()
                .startsWith("the backward pass " + mischief.clause());
    }

    @ParameterizedTest
    @EnumSource
    void what_suspicions_and_conventions_throw_leaves_none(Mischief mischief) {
        Accused accused = Hostile.none()
                .suspecting(s -> fail(mischief))
                .by(c -> fail(mischief))
                .accused();
        assertThat(sentence(accused.suspicions())).startsWith("the list of suspicions " + mischief.clause());
        assertThat(sentence(accused.conventions())).startsWith("the list of conventions " + mischief.clause());
    }

    @Test
    void a_broken_virtual_machine_is_nobodys_failure() {
        Accused accused = Hostile.forward(v -> {
                    throw new InternalError("broken");
                })
                .accused();
        assertThatThrownBy(() -> accused.value(Hostile.POINT)).isInstanceOf(InternalError.class);
    }

    @Test
    void an_interrupted_pass_leaves_the_thread_interrupted() {
        Accused accused = Hostile.forward(v -> {
                    throw AccusedTest.<RuntimeException>sneaky(new InterruptedException("enough"));
                })
                .accused();
        assertThat(sentence(accused.value(Hostile.POINT)))
                .startsWith("the forward pass throws InterruptedException: enough");
        assertThat(Thread.interrupted()).isTrue();
    }

    @Test
    void a_value_that_is_null_is_a_failure() {
        assertThat(sentence(Hostile.forward(v -> null).accused().value(Hostile.POINT)))
                .isEqualTo("the forward pass returns null");
        assertThat(sentence(Hostile.both(v -> null).accused().vjp(Hostile.POINT)))
                .isEqualTo("the forward pass returns null");
    }

    @Test
    void a_part_that_is_null_is_named() {
        assertThat(sentence(Hostile.both(v -> new Vjp(null, v.trace(), v.pullback()))
                        .accused()
                        .vjp(Hostile.POINT)))
                .isEqualTo("the forward pass returns null as its value");
        assertThat(sentence(Hostile.both(v -> new Vjp(v.primal(), v.trace(), null))
                        .accused()
                        .vjp(Hostile.POINT)))
                .isEqualTo("the forward pass returns null as its pullback");
    }

    @Test
    void a_tensor_that_is_null_does_not_hide_the_others() {
        Pass pass = Hostile.backward(g -> g.with("w", null)).accused().shadow();
        assertThat(pass.gradient().orElseThrow().names()).containsExactly("b");
        assertThat(pass.failures())
                .containsExactly(new Failure(Call.BACKWARD, Optional.of("w"), "returns null as the gradient for w"));
    }

    @Test
    void a_trace_that_is_null_is_none_and_the_pass_goes_on() {
        Pass pass = Hostile.both(v -> new Vjp(v.primal(), null, v.pullback()))
                .accused()
                .shadow();
        assertThat(pass.vjp().orElseThrow().trace()).isEqualTo(Parameters.NONE);
        assertThat(pass.isComplete()).isTrue();
        assertThat(pass.failures()).extracting(Failure::call).containsExactly(Call.TRACE);
    }

    @Test
    void an_integer_value_at_floating_parameters_is_a_failure() {
        Accused accused =
                Hostile.forward(v -> Tensor.zeros(DType.INT32, v.shape())).accused();
        assertThat(sentence(accused.value(Hostile.POINT)))
                .isEqualTo("the forward pass returns a value in int32, which cannot be differentiated");
    }

    @Test
    void lists_with_something_unusable_in_them_are_none() {
        Suspicion bare = new Suspicion("fault", "sentence", "remedy", null);
        Convention none = new Convention("relu'(0) = 0", null);
        assertThat(sentence(
                        Hostile.none().suspecting(s -> List.of(bare)).accused().suspicions()))
                .endsWith("lacks a gradient, or one has another form than the point");
        assertThat(sentence(Hostile.none()
                        .by(c -> new ArrayList<>(Arrays.asList(none)))
                        .accused()
                        .conventions()))
                .endsWith("lacks a gradient, or one has another form than the point");
        assertThat(sentence(Hostile.none()
                        .suspecting(s -> Collections.singletonList(null))
                        .accused()
                        .suspicions()))
                .endsWith("lacks a gradient, or one has another form than the point");
        assertThat(sentence(Hostile.none().by(c -> null).accused().conventions()))
                .isEqualTo("the list of conventions returns null");
    }

    @Test
    void a_point_cannot_be_written_to() {
        Accused accused = Hostile.backward(g -> {
                    g.tensors().clear();
                    return g;
                })
                .accused();
        assertThat(accused.shadow().failures())
                .extracting(Failure::sentence)
                .singleElement()
                .asString()
                .startsWith("the backward pass throws UnsupportedOperationException (at AccusedTest.java:");
    }

    @Test
    void value_and_noise_are_measured_once() {
        AtomicInteger calls = new AtomicInteger();
        Accused accused = Hostile.forward(v -> {
                    calls.incrementAndGet();
                    return v;
                })
                .accused();
        accused.measured(Hostile.POINT);
        int once = calls.get();
        accused.measured(Hostile.POINT.map(t -> t));
        assertThat(once).isPositive();
        assertThat(calls).hasValue(once);
    }

    @Test
    void samples_are_drawn_once_and_those_that_fail_are_none() {
        AtomicInteger calls = new AtomicInteger();
        Accused accused = Hostile.backward(g -> {
                    if (calls.incrementAndGet() == 3) {
                        throw new IllegalStateException("not this time");
                    }
                    return g;
                })
                .accused();
        assertThat(accused.shadow().isComplete()).isTrue();
        assertThat(accused.samples(8)).hasSize(7);
        assertThat(accused.samples(10)).hasSize(9);
        assertThat(calls).hasValue(11);
    }

    @Test
    void a_name_that_throws_is_none() {
        assertThat(new Accused(null, Hostile.POINT, DType.FLOAT64, 1).name()).isEqualTo("unnamed");
    }

    private static <T> T fail(Mischief mischief) {
        throw mischief.get();
    }

    private static String sentence(Outcome<?> outcome) {
        assertThat(outcome.value()).isEmpty();
        return outcome.failure().orElseThrow().sentence();
    }

    @SuppressWarnings("unchecked")
    private static <E extends Throwable> E sneaky(Throwable thrown) throws E {
        throw (E) thrown;
    }
}

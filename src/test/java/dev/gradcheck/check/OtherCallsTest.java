package dev.gradcheck.check;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gradcheck.function.Differentiable;
import dev.gradcheck.function.Parameters;
import dev.gradcheck.function.ScalarFunction;
import dev.gradcheck.function.Vjp;
import dev.gradcheck.oracle.FiniteDifferences;
import dev.gradcheck.tensor.DType;
import dev.gradcheck.tensor.Tensor;
import dev.gradcheck.verdict.Finding;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Gradients that are right in every single call, and wrong after, beside or instead of another one. */
class OtherCallsTest {
    private static final Parameters POINT = ScalarFunction.point(0.75, -1.5, 2);

    /** Σ w³, whose backward pass gets what the forward pass kept. */
    private record Cubes(
            Consumer<Tensor> keep, BiFunction<Tensor, Double, Tensor> gradient, boolean allowsSeveralThreads)
            implements Differentiable {
        Cubes(Consumer<Tensor> keep, BiFunction<Tensor, Double, Tensor> gradient) {
            this(keep, gradient, false);
        }

        @Override
        public String name() {
            return "cubes";
        }

        @Override
        public Tensor primal(Parameters point) {
            Tensor w = point.get("x");
            return w.times(w).times(w).sum();
        }

        @Override
        public Vjp vjp(Parameters point) {
            keep.accept(point.get("x"));
            return new Vjp(
                    primal(point), Parameters.NONE, v -> Parameters.of("x", gradient.apply(point.get("x"), v.item())));
        }

        static Tensor right(Tensor w, double v) {
            return w.times(w).times(3).times(v);
        }
    }

    @Test
    void what_keeps_nothing_holds() {
        assertThat(faults(new Cubes(w -> {}, Cubes::right))).isEmpty();
        assertThat(faults(new Cubes(w -> {}, Cubes::right, true))).isEmpty();
    }

    @Test
    void a_pullback_that_uses_what_a_later_call_stored_is_found() {
        Tensor[] field = new Tensor[1];
        List<Finding> found = failures(new Cubes(w -> field[0] = w, (w, v) -> Cubes.right(field[0], v)));
        assertThat(found).extracting(f -> f.diagnosis().orElseThrow().fault()).contains("state shared between calls");
        assertThat(found)
                .anyMatch(f -> f.reason().startsWith("the pullback of an earlier call uses what a later call stored"));
    }

    @Test
    void a_pullback_that_needs_the_thread_of_its_forward_pass_is_found() {
        ThreadLocal<Tensor> mine = new ThreadLocal<>();
        Consumer<Tensor> keep = w -> mine.set(mine.get() == null ? w : mine.get());
        assertThat(failures(new Cubes(keep, (w, v) -> mine.get() == null ? w.times(0) : Cubes.right(w, v))))
                .extracting(f -> f.diagnosis().orElseThrow().fault())
                .contains("bound to a thread");
        assertThat(failures(
                        new Cubes(keep, (w, v) -> Cubes.right(w, v * mine.get().size() / 3))))
                .anyMatch(f ->
                        f.reason().contains("on another thread") && f.reason().contains("NullPointerException"));
    }

    @ParameterizedTest
    @ValueSource(ints = {2, 3, 4, 5, 6, 7, 8})
    void what_is_wrong_in_every_nth_call_is_found(int n) {
        AtomicInteger calls = new AtomicInteger();
        assertThat(failures(new Cubes(w -> {}, (w, v) -> Cubes.right(w, calls.incrementAndGet() % n == 0 ? v / 2 : v))))
                .isNotEmpty();
        AtomicInteger blackBox = new AtomicInteger();
        ScalarFunction square = new ScalarFunction(
                "x²", x -> x[0] * x[0], x -> new double[] {blackBox.incrementAndGet() % n == 0 ? x[0] : 2 * x[0]});
        assertThat(new GradientCheck(
                                "x²",
                                square,
                                ScalarFunction.point(1.25),
                                DType.FLOAT64,
                                List.of(new FiniteDifferences()),
                                1)
                        .run()
                        .failures())
                .isNotEmpty();
    }

    @Test
    void clipping_is_found_wherever_the_gradient_is_far_from_the_limit() {
        for (double limit : new double[] {100, 1e4, 1e6}) {
            assertThat(faults(clamped(x -> Math.max(-limit, Math.min(limit, x)))))
                    .as("%s", limit)
                    .contains("clipped");
        }
    }

    @Test
    void flushing_is_found() {
        for (double least : new double[] {1e-3, 1e-5, 1e-6}) {
            assertThat(faults(clamped(x -> Math.abs(x) < least ? 0 : x)))
                    .as("%s", least)
                    .contains("flushed");
        }
    }

    @Test
    void two_threads_at_once_are_tried_where_the_function_allows_it() {
        Set<Thread> others = ConcurrentHashMap.newKeySet();
        BiFunction<Tensor, Double, Tensor> spoilt = (w, v) -> {
            if (Thread.currentThread().getName().startsWith("gradcheck")) {
                others.add(Thread.currentThread());
            }
            return Cubes.right(w, others.size() > 1 ? 2 * v : v);
        };
        assertThat(faults(new Cubes(w -> {}, spoilt, true))).contains("not safe for threads");
        others.clear();
        assertThat(faults(new Cubes(w -> {}, spoilt))).isEmpty();
    }

    private static Cubes clamped(UnaryOperator<Double> limit) {
        return new Cubes(w -> {}, (w, v) -> Cubes.right(w, v).mapExactly(limit::apply));
    }

    private static List<String> faults(Differentiable function) {
        return failures(function).stream()
                .map(f -> f.diagnosis().orElseThrow().fault())
                .toList();
    }

    private static List<Finding> failures(Differentiable function) {
        return new GradientCheck("cubes", function, POINT, DType.FLOAT64, List.of(new FiniteDifferences()), 1)
                .run()
                .failures();
    }
}

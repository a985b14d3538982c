package dev.gradcheck.check;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gradcheck.function.Differentiable;
import dev.gradcheck.function.Parameters;
import dev.gradcheck.function.Vjp;
import dev.gradcheck.oracle.FiniteDifferences;
import dev.gradcheck.oracle.record.RecordOracle;
import dev.gradcheck.tensor.DType;
import dev.gradcheck.tensor.Shape;
import dev.gradcheck.tensor.Tensor;
import dev.gradcheck.verdict.Finding;
import dev.gradcheck.verdict.Verdict;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.UnaryOperator;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Σ tanh(A·x) in a type of 16 bits: the formula is judged in float64, the type by what its rounding explains. */
class HalfPrecisionCheckTest {
    private static final int SIZE = 40;

    @ParameterizedTest
    @EnumSource(names = {"FLOAT16", "BFLOAT16"})
    void a_right_gradient_passes(DType dtype) {
        for (long seed = 1; seed <= 20; seed++) {
            assertThat(findings(dtype, seed, (g, in) -> g)).noneMatch(Finding::failsBuild);
        }
    }

    /** exp(−u²) of u = 4096·((1 + x/4096) − 1): the sum is 1 or its neighbour, at neither of which there is the slope at x. */
    @ParameterizedTest
    @EnumSource(names = {"FLOAT16", "BFLOAT16"})
    void what_rounding_moves_to_another_place_than_random_rounding_reaches_is_imprecise(DType dtype) {
        Differentiable lost =
                Differentiable.of("lost", p -> bell(lossy(p.get("x"))).sum(), (p, bar) -> {
                    Tensor u = lossy(p.get("x"));
                    return Parameters.of("x", u.times(-2).times(bell(u)).times(bar.broadcast(u.shape())));
                });
        Parameters point = Parameters.of("x", Tensor.of(dtype, Shape.of(2), 0.5, -0.25));
        assertThat(new GradientCheck("case", lost, point, dtype, List.of(new RecordOracle()), 1)
                        .run()
                        .findings())
                .noneMatch(Finding::failsBuild)
                .anyMatch(f -> f.verdict() == Verdict.IMPRECISE && f.gradient().equals("x"));
    }

    private static Tensor lossy(Tensor x) {
        return x.times(0x1p-12).plus(1).plus(-1).times(0x1p12);
    }

    private static Tensor bell(Tensor u) {
        return u.square().negate().exp();
    }

    @ParameterizedTest
    @EnumSource(names = {"FLOAT16", "BFLOAT16"})
    void a_formula_off_by_a_millionth_is_wrong_although_the_type_cannot_hold_the_difference(DType dtype) {
        assertThat(findings(dtype, 1, (g, in) -> g.times(1 + 1e-6)))
                .anyMatch(f -> f.verdict() == Verdict.DISAGREES && f.witness().isOracle());
    }

    @ParameterizedTest
    @EnumSource(names = {"FLOAT16", "BFLOAT16"})
    void a_fault_that_only_the_narrow_path_has_is_found(DType dtype) {
        assertThat(findings(dtype, 1, (g, in) -> in == dtype ? g.times(1.25) : g))
                .anyMatch(f -> f.verdict() == Verdict.DISAGREES
                        && f.reason().contains("the " + dtype + " path has a fault of its own"));
    }

    @ParameterizedTest
    @EnumSource(names = {"FLOAT16", "BFLOAT16"})
    void what_only_the_float64_shadow_has_wrong_is_found(DType dtype) {
        assertThat(findings(dtype, 1, (g, in) -> in == DType.FLOAT64 ? g.negate() : g))
                .anyMatch(f -> f.verdict() == Verdict.DISAGREES);
    }

    @ParameterizedTest
    @EnumSource(names = {"FLOAT16", "BFLOAT16"})
    void numbers_that_another_program_computed_in_the_type_agree(DType dtype) {
        for (long seed = 1; seed <= 20; seed++) {
            assertThat(claim(dtype, seed, g -> g)).noneMatch(Finding::failsBuild);
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"FLOAT16", "BFLOAT16"})
    void a_wrong_element_among_numbers_of_another_program_is_found(DType dtype) {
        assertThat(claim(dtype, 1, g -> g.with(7, dtype.round(1.5 * g.at(7)))))
                .anyMatch(f -> f.verdict() == Verdict.DISAGREES && f.gradient().equals("A"));
    }

    private static List<Finding> claim(DType dtype, long seed, UnaryOperator<Tensor> fault) {
        Parameters point = point(dtype, seed);
        Differentiable right = new Layer(g -> g);
        Parameters gradient = right.vjp(point).pullback().apply(Tensor.scalar(dtype, 1));
        Parameters claimed = gradient.with("A", fault.apply(gradient.get("A")));
        return new ClaimCheck(
                        "case",
                        right,
                        point,
                        claimed,
                        dtype,
                        List.of(new RecordOracle(), new FiniteDifferences()),
                        seed)
                .run()
                .findings();
    }

    private interface Fault {
        Tensor of(Tensor gradient, DType in);
    }

    private static List<Finding> findings(DType dtype, long seed, Fault fault) {
        return new GradientCheck(
                        "case",
                        new Layer(g -> fault.of(g, g.dtype())),
                        point(dtype, seed),
                        dtype,
                        List.of(new RecordOracle(), new FiniteDifferences()),
                        seed)
                .run()
                .findings();
    }

    private static Parameters point(DType dtype, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        return Parameters.of("A", drawn(random, dtype, Shape.of(3, SIZE)))
                .with("x", drawn(random, dtype, Shape.of(SIZE, 1)));
    }

    private static Tensor drawn(SplittableRandom random, DType dtype, Shape shape) {
        return Tensor.from(dtype, shape, random.doubles(shape.size(), -1, 1).toArray());
    }

    private record Layer(UnaryOperator<Tensor> fault) implements Differentiable {
        @Override
        public String name() {
            return "layer";
        }

        @Override
        public Tensor primal(Parameters point) {
            return point.get("A").matmul(point.get("x")).tanh().sum();
        }

        @Override
        public Vjp vjp(Parameters point) {
            Tensor a = point.get("A");
            Tensor x = point.get("x");
            Tensor y = a.matmul(x).tanh();
            Tensor slope = y.square().negate().plus(1);
            return new Vjp(y.sum(), Parameters.NONE, upstream -> {
                Tensor bar = slope.times(upstream.broadcast(Shape.of(1, 1)).broadcast(slope.shape()));
                return Parameters.of("A", fault.apply(bar.matmul(x.transpose())))
                        .with("x", a.transpose().matmul(bar));
            });
        }
    }
}

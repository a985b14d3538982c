package dev.gradcheck.check;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gradcheck.function.Differentiable;
import dev.gradcheck.function.Parameters;
import dev.gradcheck.function.Suspicion;
import dev.gradcheck.function.Vjp;
import dev.gradcheck.oracle.record.RecordOracle;
import dev.gradcheck.tensor.Arithmetic;
import dev.gradcheck.tensor.DType;
import dev.gradcheck.tensor.Shape;
import dev.gradcheck.tensor.Tensor;
import dev.gradcheck.verdict.Diagnosis;
import dev.gradcheck.verdict.Finding;
import dev.gradcheck.verdict.Verdict;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Gradients of Σ tanh(A·X)², claimed in one dtype and computed in a coarser arithmetic: told apart from a wrong formula. */
class CoarserArithmeticTest {
    /** So many terms have the sums in 16 bits: what they lose is more than the rest of the pass does. */
    private static final int LONG = 1024;

    private static final int SHORT = 64;
    private static final int CASES = 3;

    @ParameterizedTest
    @EnumSource(names = {"FLOAT16", "BFLOAT16"})
    void sums_that_are_kept_in_16_bits_are_named(DType dtype) {
        List<String> said = new ArrayList<>();
        for (long seed = 1; seed <= CASES; seed++) {
            claimed(dtype, seed, Arithmetic.nearest(dtype).accumulating(dtype), g -> g)
                    .forEach(finding -> said.add(sentence(finding)));
        }
        assertThat(said).isNotEmpty().allMatch(s -> s.startsWith("coarser arithmetic: sums are kept in " + dtype));
    }

    /** Of two gradients that are off, a mistake that explains one says less than sums that explain both. */
    @Test
    void sums_are_named_where_one_of_the_gradients_is_as_far_off_as_a_mistake_would_make_it() {
        assertThat(suspected(List.of("X")))
                .isNotEmpty()
                .allMatch(s -> s.startsWith("coarser arithmetic: sums are kept"));
    }

    @Test
    void a_mistake_that_explains_all_gradients_is_no_coarse_arithmetic() {
        assertThat(suspected(List.of("A", "X"))).isNotEmpty().allMatch(s -> s.startsWith("mistake: "));
    }

    /** What is said of sums in 16 bits where the function knows a mistake that gives the same numbers in some gradients. */
    private static List<String> suspected(List<String> explained) {
        Arithmetic narrow = Arithmetic.nearest(DType.BFLOAT16).accumulating(DType.BFLOAT16);
        List<String> said = new ArrayList<>();
        for (long seed = 1; seed <= CASES; seed++) {
            UnaryOperator<Parameters> some = gradient -> {
                Parameters left = Parameters.NONE;
                for (String name : explained) {
                    left = left.with(name, gradient.get(name).as(DType.FLOAT64));
                }
                return left;
            };
            claimed(DType.BFLOAT16, seed, narrow, g -> g, gradient -> new Suspected(some.apply(gradient)))
                    .forEach(finding -> said.add(sentence(finding)));
        }
        return said;
    }

    /** The layer, with a mistake that it knows. */
    private record Suspected(Parameters mistaken) implements Differentiable {
        @Override
        public String name() {
            return "layer";
        }

        @Override
        public Tensor primal(Parameters point) {
            return new Layer().primal(point);
        }

        @Override
        public Vjp vjp(Parameters point) {
            return new Layer().vjp(point);
        }

        @Override
        public List<Suspicion> suspicions(Parameters point, Tensor cotangent) {
            return List.of(new Suspicion("mistake", "a formula is wrong", "mend it", mistaken));
        }
    }

    @Test
    void products_in_tf32_are_named() {
        for (long seed = 1; seed <= CASES; seed++) {
            assertThat(claimed(
                            DType.FLOAT32,
                            seed,
                            Arithmetic.nearest(DType.FLOAT32).multiplying(11),
                            g -> g))
                    .as("seed %s", seed)
                    .isNotEmpty()
                    .extracting(CoarserArithmeticTest::sentence)
                    .allMatch(s -> s.contains("read their factors in TF32"));
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"FLOAT32", "FLOAT16", "BFLOAT16"})
    void another_dtype_than_the_one_that_is_said_is_named(DType coarser) {
        for (long seed = 1; seed <= CASES; seed++) {
            assertThat(claimed(DType.FLOAT64, seed, Arithmetic.nearest(coarser), g -> g))
                    .as("seed %s", seed)
                    .isNotEmpty()
                    .extracting(CoarserArithmeticTest::sentence)
                    .allMatch(s -> s.contains("computed in " + coarser + ", not in float64"));
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"FLOAT32", "FLOAT16", "BFLOAT16"})
    void a_wrong_formula_is_not_taken_for_a_coarse_arithmetic(DType dtype) {
        List<UnaryOperator<Tensor>> faults =
                List.of(g -> g.times(1.25), g -> g.with(7, dtype.round(1.5 * g.at(7) + 0.1)), g -> g.transpose()
                        .reshape(g.shape()));
        for (long seed = 1; seed <= CASES; seed++) {
            for (UnaryOperator<Tensor> fault : faults) {
                assertThat(claimed(dtype, seed, Arithmetic.nearest(dtype), fault))
                        .as("seed %s", seed)
                        .isNotEmpty()
                        .noneSatisfy(finding -> assertThat(sentence(finding)).startsWith("coarser arithmetic"));
            }
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"FLOAT32", "FLOAT16", "BFLOAT16"})
    void what_the_dtype_explains_is_no_coarser_arithmetic(DType dtype) {
        for (long seed = 1; seed <= CASES; seed++) {
            assertThat(claimed(dtype, seed, Arithmetic.nearest(dtype), g -> g)).isEmpty();
        }
    }

    private static String sentence(Finding finding) {
        Diagnosis diagnosis = finding.diagnosis().orElseThrow();
        return diagnosis.fault() + ": " + diagnosis.sentence();
    }

    /** What disagrees where the gradient of A was spoilt after it was computed. */
    private static List<Finding> claimed(DType dtype, long seed, Arithmetic arithmetic, UnaryOperator<Tensor> fault) {
        return claimed(dtype, seed, arithmetic, fault, claim -> new Layer());
    }

    private static List<Finding> claimed(
            DType dtype,
            long seed,
            Arithmetic arithmetic,
            UnaryOperator<Tensor> fault,
            Function<Parameters, Differentiable> layer) {
        SplittableRandom random = new SplittableRandom(seed);
        Parameters point = Parameters.of("A", drawn(random, dtype, Shape.of(2, 8)))
                .with(
                        "X",
                        drawn(
                                random,
                                dtype,
                                Shape.of(
                                        8,
                                        arithmetic.accumulator() == arithmetic.dtype() && dtype.isHalf()
                                                ? LONG
                                                : SHORT)));
        Parameters gradient = new Layer()
                .vjp(point.in(arithmetic))
                .pullback()
                .apply(Tensor.scalar(arithmetic.dtype(), 1).in(arithmetic))
                .in(Arithmetic.nearest(dtype));
        Parameters claimed = gradient.with("A", fault.apply(gradient.get("A")).as(dtype));
        return new ClaimCheck("case", layer.apply(claimed), point, claimed, dtype, List.of(new RecordOracle()), seed)
                .run().findings().stream()
                        .filter(f ->
                                f.verdict() == Verdict.DISAGREES && f.witness().isOracle())
                        .toList();
    }

    private static Tensor drawn(SplittableRandom random, DType dtype, Shape shape) {
        double[] values = random.doubles(shape.size(), -0.5, 0.5).toArray();
        return Tensor.from(dtype, shape, values);
    }

    private record Layer() implements Differentiable {
        @Override
        public String name() {
            return "layer";
        }

        @Override
        public Tensor primal(Parameters point) {
            return point.get("A").matmul(point.get("X")).tanh().square().sum();
        }

        @Override
        public Vjp vjp(Parameters point) {
            Tensor a = point.get("A");
            Tensor x = point.get("X");
            Tensor y = a.matmul(x).tanh();
            Tensor slope = y.square().negate().plus(1).times(y).times(2);
            return new Vjp(y.square().sum(), Parameters.NONE, upstream -> {
                Tensor bar = slope.times(upstream.broadcast(Shape.of(1, 1)).broadcast(slope.shape()));
                return Parameters.of("A", bar.matmul(x.transpose()))
                        .with("X", a.transpose().matmul(bar));
            });
        }
    }
}

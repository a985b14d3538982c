package dev.gradcheck.oracle.record;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gradcheck.accused.Accused;
import dev.gradcheck.check.ClaimCheck;
import dev.gradcheck.function.Differentiable;
import dev.gradcheck.function.Parameters;
import dev.gradcheck.function.Vjp;
import dev.gradcheck.tensor.DType;
import dev.gradcheck.tensor.Shape;
import dev.gradcheck.tensor.Tensor;
import dev.gradcheck.verdict.Finding;
import dev.gradcheck.verdict.Verdict;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * f(x) = Σ ((x + c)² − x²), c = ⅓, differentiated by hand as 2c, without a subtraction. A reverse sweep subtracts 2x from 2(x + c), and for x
 * near 10 it loses a digit and a half: as right as the other, and judged as such.
 */
class OtherOrdersTest {
    @ParameterizedTest
    @EnumSource(names = {"BFLOAT16", "FLOAT16", "FLOAT32"})
    void a_reverse_sweep_in_the_dtype_loses_what_it_subtracts(DType dtype) {
        Accused own = new Accused(new Difference(), point(dtype), dtype, 1);
        OtherOrders orders = OtherOrders.of(own, dtype, 8).orElseThrow();
        assertThat(orders.samples()).hasSize(8).allSatisfy(sample -> {
            assertThat(sample.get("x").dtype()).isEqualTo(dtype);
            assertThat(off(sample, orders)).isLessThan(200 * dtype.unitRoundoff());
        });
        assertThat(orders.samples()).anyMatch(sample -> off(sample, orders) > 8 * dtype.unitRoundoff());
        assertThat(orders.samples().get(0)).isNotEqualTo(orders.samples().get(1));
    }

    @ParameterizedTest
    @EnumSource(names = {"BFLOAT16", "FLOAT16", "FLOAT32"})
    void a_claim_that_loses_as_much_is_right(DType dtype) {
        assertThat(claimed(dtype, 20)).noneMatch(f -> f.verdict() == Verdict.DISAGREES);
    }

    @ParameterizedTest
    @EnumSource(names = {"BFLOAT16", "FLOAT16", "FLOAT32"})
    void a_claim_that_loses_more_than_either_order_is_wrong(DType dtype) {
        assertThat(claimed(dtype, 400)).anyMatch(f -> f.verdict() == Verdict.DISAGREES);
    }

    private static double off(Parameters sample, OtherOrders orders) {
        return sample.get("x").as(DType.FLOAT64).minus(orders.exact().get("x")).maxAbs();
    }

    /** Each element is off by so many units of roundoff, up and down in turn. */
    private static List<Finding> claimed(DType dtype, int units) {
        double off = units * dtype.unitRoundoff();
        Parameters claim = Parameters.of(
                "x", Tensor.from(dtype, Shape.of(4), 2 / 3.0 + off, 2 / 3.0 - off, 2 / 3.0 + off, 2 / 3.0 - off));
        return new ClaimCheck("case", new Difference(), point(dtype), claim, dtype, List.of(new RecordOracle()), 1)
                .run()
                .findings();
    }

    private static Parameters point(DType dtype) {
        return Parameters.of("x", Tensor.from(dtype, Shape.of(4), 7.3, 8.7, 9.1, 11.9));
    }

    private record Difference() implements Differentiable {
        @Override
        public String name() {
            return "difference of squares";
        }

        @Override
        public Tensor primal(Parameters point) {
            Tensor x = point.get("x");
            return x.plus(third(x)).square().minus(x.square()).sum();
        }

        @Override
        public Vjp vjp(Parameters point) {
            return new Vjp(
                    primal(point),
                    Parameters.NONE,
                    bar -> Parameters.of("x", third(bar.broadcast(Shape.of(4))).times(2)));
        }

        private static Tensor third(Tensor like) {
            return like.like(1).dividedBy(like.like(3));
        }
    }
}

package dev.gradcheck.tensor;

import static dev.gradcheck.tensor.DType.BFLOAT16;
import static dev.gradcheck.tensor.DType.FLOAT16;
import static dev.gradcheck.tensor.DType.FLOAT32;
import static dev.gradcheck.tensor.DType.FLOAT64;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.SplittableRandom;
import java.util.function.UnaryOperator;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.domains.Domain;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class HalfPrecisionTest {
    @Test
    void float16_rounds_as_ieee_754_has_it() {
        assertThat(FLOAT16.round(0.1)).isEqualTo(0.0999755859375);
        assertThat(FLOAT16.round(65519.99)).isEqualTo(65504);
        assertThat(FLOAT16.round(65520)).isEqualTo(Double.POSITIVE_INFINITY);
        assertThat(FLOAT16.round(-0x1p-24)).isEqualTo(-0x1p-24);
        assertThat(FLOAT16.round(0x1.8p-25)).isEqualTo(0x1p-24);
        assertThat(FLOAT16.round(-0x1p-25)).isEqualTo(-0.0);
        assertThat(FLOAT16.round(2049)).isEqualTo(2048);
        assertThat(FLOAT16.round(2051)).isEqualTo(2052);
    }

    @Property
    void bfloat16_is_the_upper_half_of_float32(@ForAll short upper) {
        float value = Float.intBitsToFloat(upper << 16);
        assertThat(Double.compare(BFLOAT16.round(value), value)).isZero();
    }

    @Property
    @Domain(Numbers.class)
    void rounding_takes_the_nearest_and_of_two_the_even_one(@ForAll float value) {
        for (DType dtype : new DType[] {FLOAT16, BFLOAT16}) {
            double rounded = dtype.round(value);
            if (Double.isFinite(rounded)) {
                double other = dtype.neighbour(rounded, value > rounded);
                double nearer = Math.abs(value - rounded);
                double farther = Math.abs(value - other);
                assertThat(nearer).isLessThanOrEqualTo(farther);
                assertThat(nearer == farther && dtype.rank(rounded) % 2 != 0).isFalse();
            }
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"FLOAT16", "BFLOAT16"})
    void neighbours_are_one_apart_from_the_least_number_to_infinity(DType dtype) {
        double value = Double.NEGATIVE_INFINITY;
        for (long rank = dtype.rank(value); value < Double.POSITIVE_INFINITY; rank++) {
            assertThat(dtype.rank(value)).isEqualTo(rank);
            double next = dtype.neighbour(value, true);
            assertThat(next).isGreaterThan(value);
            assertThat(dtype.neighbour(next, false)).isEqualTo(value);
            value = next;
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"FLOAT16", "BFLOAT16"})
    void a_text_is_the_shortest_that_reads_back(DType dtype) {
        assertThat(dtype.format(dtype.round(0.1))).isEqualTo("0.1");
        assertThat(dtype.format(dtype.round(1.0 / 3))).isEqualTo(dtype == FLOAT16 ? "0.3333" : "0.334");
        assertThat(dtype.format(-0.0)).isEqualTo("-0.0");
        assertThat(dtype.format(Double.NaN)).isEqualTo("NaN");
    }

    @Test
    void a_sum_is_kept_in_float32_and_rounded_once() {
        Tensor ones = Tensor.ones(BFLOAT16, Shape.of(1, 1000));

        assertThat(ones.sum().item()).isEqualTo(1000);
        assertThat(ones.matmul(ones.transpose()).item()).isEqualTo(1000);
        assertThat(ones.broadcast(Shape.of(1, 1000)).sum(1).at(0)).isEqualTo(1000);
    }

    @Test
    void a_sum_that_is_kept_in_its_own_type_stops_where_a_summand_is_less_than_half_a_place() {
        Arithmetic narrow = Arithmetic.nearest(BFLOAT16).accumulating(BFLOAT16);
        Tensor ones = Tensor.ones(BFLOAT16, Shape.of(1, 1000)).in(narrow);

        assertThat(ones.sum().item()).isEqualTo(256);
        assertThat(ones.matmul(ones.transpose()).item()).isEqualTo(256);
    }

    @Test
    void random_rounding_takes_a_neighbour_of_the_type_that_the_sum_is_kept_in_and_then_of_its_own() {
        Tensor tenths = Tensor.fill(FLOAT16, Shape.of(1000), 0.1);
        double nearest = tenths.sum().item();

        for (int seed = 1; seed <= 20; seed++) {
            double random =
                    tenths.in(Arithmetic.randomised(FLOAT16, seed)).sum().item();
            assertThat(FLOAT16.holds(random)).isTrue();
            assertThat(Math.abs(Ulps.between(FLOAT16, nearest, random).getAsLong()))
                    .isLessThanOrEqualTo(1);
        }
    }

    @Test
    void a_value_is_stored_in_a_narrower_type_but_for_that_of_a_float64_shadow() {
        Tensor third = Tensor.from(FLOAT64, Shape.SCALAR, 1.0 / 3);
        assertThat(third.storedIn(BFLOAT16)).isSameAs(third);
        assertThat(third.as(FLOAT32).storedIn(BFLOAT16))
                .isEqualTo(third.as(FLOAT32).as(BFLOAT16));
        Tensor emulated = third.in(Arithmetic.emulated(FLOAT32)).storedIn(BFLOAT16);
        assertThat(emulated.dtype()).isEqualTo(FLOAT64);
        assertThat(emulated.item()).isEqualTo(BFLOAT16.round(1.0 / 3));
    }

    @ParameterizedTest
    @EnumSource(names = {"FLOAT32", "FLOAT16", "BFLOAT16"})
    void the_rounding_of_a_type_can_be_emulated_in_float64(DType dtype) {
        double[] numbers = new SplittableRandom(1).doubles(96, -2, 2).toArray();
        Tensor x = Tensor.from(dtype, Shape.of(4, 24), numbers);
        UnaryOperator<Tensor> pass = t -> t.matmul(t.transpose())
                .plus(0.1)
                .times(1.0 / 3)
                .exp()
                .dividedBy(t.square().mean(1).reshape(Shape.of(4, 1)).broadcast(Shape.of(4, 4)))
                .sum(0);
        Tensor emulated = pass.apply(x.in(Arithmetic.emulated(dtype)));
        assertThat(emulated.dtype()).isEqualTo(FLOAT64);
        assertThat(emulated.values()).isEqualTo(pass.apply(x).values());
    }

    @Test
    void the_wider_types_keep_sums_in_themselves() {
        assertThat(Arithmetic.nearest(FLOAT32).accumulator()).isEqualTo(FLOAT32);
    }
}

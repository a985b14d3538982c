package dev.gradcheck.verdict;

import dev.gradcheck.function.Parameters;
import dev.gradcheck.oracle.Estimate;
import dev.gradcheck.oracle.Slope;
import dev.gradcheck.tensor.DType;
import dev.gradcheck.tensor.Shape;
import dev.gradcheck.tensor.Tensor;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.Set;

/** Small gradients, slopes and findings, all of a parameter {@code w}. */
final class Cases {
    static final Witness FINITE = new Witness("finite differences", DType.FLOAT64, "cpu");
    static final Witness AUTOGRAD = new Witness("autograd", DType.FLOAT64, "cuda:0");

    private Cases() {}

    static Slope kink(double left, double right, double bound) {
        double middle = left + (right - left) / 2;
        return new Slope(middle, OptionalDouble.of(bound), Slope.Kind.KINK, left, right, 0x1p-20, 8);
    }

    static Slope unbounded(double value) {
        return new Slope(value, OptionalDouble.empty(), Slope.Kind.SMOOTH, value, value, 0x1p-20, 8);
    }

    static Slope jump() {
        return new Slope(1, OptionalDouble.of(0), Slope.Kind.DISCONTINUOUS, 1, 1, 0x1p-20, 8);
    }

    static Tensor vector(double... values) {
        return Tensor.of(DType.FLOAT64, Shape.of(values.length), values);
    }

    static Estimate estimate(Slope... slopes) {
        return new Estimate("w", Shape.of(slopes.length), List.of(slopes));
    }

    /** Allowances of at least these sizes; exact where they are six times a power of two; most must be 0. */
    static RoundingError rounding(Tensor gradient, double... allowances) {
        Tensor sample = gradient;
        for (int i = 0; i < allowances.length; i++) {
            sample = sample.with(i, gradient.at(i) + allowances[i] / 6);
        }
        return RoundingError.of(Parameters.of("w", gradient), List.of(Parameters.of("w", sample)));
    }

    static KinkEvidence kinks(int element, Slope slope) {
        return new KinkEvidence(Map.of(element, slope), List.of());
    }

    static Comparison comparison(double... analytic) {
        Tensor gradient = vector(analytic);
        return new Comparison(gradient, rounding(gradient), Scale.of(0), KinkEvidence.NONE, Set.of());
    }

    static ElementVerdict element(int i, double analytic, double expected, double bound, Verdict verdict) {
        return new ElementVerdict(i, analytic, Slope.of(expected, bound), 0, verdict);
    }
}

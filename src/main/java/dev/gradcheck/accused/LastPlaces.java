package dev.gradcheck.accused;

import dev.gradcheck.function.Parameters;
import dev.gradcheck.tensor.DType;
import dev.gradcheck.tensor.Tensor;

/**
 * What rounding of intermediate values may be worth inside a function that shows none of them: a jump that is no higher is no jump of the
 * function, and what changes it by less is not seen.
 */
public final class LastPlaces {
    /** Roundings that may add up. */
    private static final double ROUNDINGS = 8;

    private final double largest;

    /**
     * At a point.
     *
     * @param point all float64
     */
    public LastPlaces(Parameters point) {
        this.largest = point.tensors().values().stream()
                .mapToDouble(Tensor::maxAbs)
                .filter(Double::isFinite)
                .reduce(1, Math::max);
    }

    /** {@return a few roundings of the largest of the point's numbers, or of 1; absolute} */
    public double ofNumbers() {
        return ROUNDINGS * DType.FLOAT64.unitRoundoff() * largest;
    }

    /** {@return the same of its square} */
    double ofProducts() {
        return ofNumbers() * largest;
    }
}

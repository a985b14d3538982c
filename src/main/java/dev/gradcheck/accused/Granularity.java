package dev.gradcheck.accused;

/**
 * The grid that the values of one output lie on. A difference of numbers that are nearly alike is a small multiple of their last place: its many
 * zero bits tell how coarse it is, wherever it stands still and shows no noise.
 */
final class Granularity {
    /** 20 of 53 bits that are zero in every one of many values are no chance: the others are all that was not lost. */
    private static final double FEW_DIGITS = 0x1p33;

    /** Half as many as float32 has. */
    private static final double FEW_FOR_FLOAT32 = 0x1p12;

    private static final long MANTISSA = (1L << 52) - 1;

    private final LastPlaces lastPlaces;
    private double grid = Double.POSITIVE_INFINITY;
    private double largest;
    private double first = Double.NaN;
    private boolean moves;

    /**
     * Without values yet.
     *
     * @param lastPlaces at the point
     */
    Granularity(LastPlaces lastPlaces) {
        this.lastPlaces = lastPlaces;
    }

    /** Takes one more finite value into account. */
    void add(double value) {
        first = Double.isNaN(first) ? value : first;
        moves |= value != first;
        largest = Math.max(largest, Math.abs(value));
        grid = Math.min(grid, lastBit(value));
    }

    /**
     * {@return how far rounding moves the values, as their grid tells; 0 where it does not. It is one of rounding where it is as fine as the last
     *     places of the point's numbers, or of their products if the value moves on it}
     */
    double noise() {
        return isCoarse(FEW_DIGITS, moves ? lastPlaces.ofProducts() : lastPlaces.ofNumbers()) ? grid : 0;
    }

    /** {@return whether most digits of float64 were lost: then these are float32 numbers, too, and do not tell in which dtype they were computed} */
    boolean isCancelled() {
        return isCoarse(FEW_FOR_FLOAT32, lastPlaces.ofProducts());
    }

    private boolean isCoarse(double few, double coarsest) {
        return largest > 0 && largest < few * grid && grid <= coarsest;
    }

    private static double lastBit(double value) {
        long digits = Double.doubleToRawLongBits(value) & MANTISSA;
        return value == 0
                ? Double.POSITIVE_INFINITY
                : Math.ulp(value) * Math.scalb(1.0, Math.min(52, Long.numberOfTrailingZeros(digits)));
    }
}

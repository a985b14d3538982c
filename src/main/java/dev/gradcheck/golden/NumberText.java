package dev.gradcheck.golden;

import dev.gradcheck.tensor.DType;
import java.math.BigDecimal;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A number as a golden file writes it: decimal (2, -0.0, 3.69e-06), hexadecimal (0x1.8p3), NaN (.nan, NaN) or an
 * infinity (.inf, -Infinity). Its value depends on the dtype it is read in, because the text is rounded once, to that
 * dtype.
 */
record NumberText(String text) {
    private static final Pattern DECIMAL = Pattern.compile("[+-]?([0-9]+\\.?[0-9]*|\\.[0-9]+)([eE][+-]?[0-9]+)?");
    private static final Pattern HEXADECIMAL =
            Pattern.compile("[+-]?0[xX]([0-9a-fA-F]+\\.?[0-9a-fA-F]*|\\.[0-9a-fA-F]+)[pP][+-]?[0-9]+");
    private static final Pattern NAN = Pattern.compile("\\.?[nN][aA][nN]");
    private static final Pattern INFINITY = Pattern.compile("[+-]?(\\.?[iI][nN][fF]|[iI]nfinity)");

    boolean isNumber() {
        return isFinite()
                || NAN.matcher(text).matches()
                || INFINITY.matcher(text).matches();
    }

    boolean isDecimal() {
        return DECIMAL.matcher(text).matches();
    }

    boolean isFinite() {
        return isDecimal() || HEXADECIMAL.matcher(text).matches();
    }

    /** The number this text denotes, exactly; empty for a hexadecimal one and for absurd exponents. */
    Optional<BigDecimal> decimal() {
        try {
            return isDecimal() ? Optional.of(new BigDecimal(text)) : Optional.empty();
        } catch (NumberFormatException tooLongAnExponent) {
            return Optional.empty();
        }
    }

    double float64() {
        if (isFinite()) {
            return Double.parseDouble(text);
        }
        if (NAN.matcher(text).matches()) {
            return Double.NaN;
        }
        return text.startsWith("-") ? Double.NEGATIVE_INFINITY : Double.POSITIVE_INFINITY;
    }

    /** The number of this dtype that is nearest to what the text denotes; from text to float32 in one rounding. */
    double in(DType dtype) {
        return dtype == DType.FLOAT32 && isFinite() ? Float.parseFloat(text) : float64();
    }

    /** Whether the dtype has a number for this text: a finite text must not overflow, an int32 must be an integer. */
    boolean fits(DType dtype) {
        double value = in(dtype);
        if (dtype != DType.INT32) {
            return Double.isFinite(value) == isFinite();
        }
        return dtype.holds(value) && isExact(value);
    }

    /** Whether reading this text in the dtype rounds nothing away. */
    boolean isExactIn(DType dtype) {
        return !isFinite() || isExact(in(dtype));
    }

    private boolean isExact(double value) {
        if (isDecimal()) {
            return decimal()
                    .filter(d -> d.compareTo(new BigDecimal(value)) == 0)
                    .isPresent();
        }
        return value == float64();
    }
}

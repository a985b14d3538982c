package dev.gradcheck.golden;

import dev.gradcheck.tensor.DType;
import java.math.BigDecimal;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A number as a golden file writes it: decimal (2, -0.0, 3.69e-06), hexadecimal (0x1.8p3), NaN (.nan, NaN) or an
 * infinity (.inf, -Infinity). Its value depends on the dtype it is read in, because the text is rounded once, to that
 * dtype. As a number given to some digits it stands for all that round to it: 1.5 for every number from 1.45 to 1.55.
 *
 * @param text any text
 */
public record NumberText(String text) {
    /** Beyond the exponents of float64, with room; a larger one would only make the arithmetic below slow. */
    private static final int LARGEST_SCALE = 1100;

    // Possessive: what does not match is left after one pass, not after one for each digit.
    private static final Pattern DECIMAL =
            Pattern.compile("[+-]?+(?:[0-9]++\\.?+[0-9]*+|\\.[0-9]++)(?:[eE][+-]?+[0-9]++)?+");
    private static final Pattern HEXADECIMAL =
            Pattern.compile("[+-]?+0[xX](?:[0-9a-fA-F]++\\.?+[0-9a-fA-F]*+|\\.[0-9a-fA-F]++)[pP][+-]?+[0-9]++");
    private static final Pattern NAN = Pattern.compile("\\.?[nN][aA][nN]");
    private static final Pattern INFINITY = Pattern.compile("[+-]?(\\.?[iI][nN][fF]|[iI]nfinity)");

    /** {@return the form of every text that is a number, NaN or an infinity, as a regular expression of ECMA 262, which has nothing possessive} */
    public static String form() {
        return Stream.of(DECIMAL, HEXADECIMAL, NAN, INFINITY)
                .map(pattern -> pattern.pattern().replaceAll("([+*?])\\+", "$1"))
                .collect(Collectors.joining("|", "^(", ")$"));
    }

    /** {@return whether this is a number, NaN or an infinity} */
    public boolean isNumber() {
        return isFinite()
                || NAN.matcher(text).matches()
                || INFINITY.matcher(text).matches();
    }

    /** {@return whether this is a number in decimal digits} */
    public boolean isDecimal() {
        return DECIMAL.matcher(text).matches();
    }

    /** {@return whether this is a finite number, decimal or hexadecimal} */
    public boolean isFinite() {
        return isDecimal() || HEXADECIMAL.matcher(text).matches();
    }

    /** {@return the number this text denotes, exactly; empty for a hexadecimal one and for absurd exponents} */
    public Optional<BigDecimal> decimal() {
        try {
            return isDecimal() ? Optional.of(new BigDecimal(text)) : Optional.empty();
        } catch (NumberFormatException tooLongAnExponent) {
            return Optional.empty();
        }
    }

    /** {@return the nearest float64} */
    public double float64() {
        if (isFinite()) {
            return Double.parseDouble(text);
        }
        if (NAN.matcher(text).matches()) {
            return Double.NaN;
        }
        return text.startsWith("-") ? Double.NEGATIVE_INFINITY : Double.POSITIVE_INFINITY;
    }

    /**
     * {@return the number of this dtype that is nearest to what the text denotes, in one rounding}
     *
     * @param dtype to round to
     */
    public double in(DType dtype) {
        if (dtype == DType.FLOAT32 && isFinite()) {
            return Float.parseFloat(text);
        }
        return dtype.isHalf() ? dtype.round(toOdd()) : float64();
    }

    /**
     * Rounded to odd: of the two numbers around an inexact one that with the odd last bit, which lies between no two of a narrower type, so that
     * a second rounding does no harm. Source: S. Boldo, G. Melquiond, Emulation of a FMA and correctly rounded sums, IEEE Trans. Comput. 57 (2008).
     */
    private double toOdd() {
        double nearest = float64();
        int side = decimal().isPresent() && Double.isFinite(nearest)
                ? decimal().get().compareTo(new BigDecimal(nearest))
                : 0;
        boolean isOdd = (Double.doubleToRawLongBits(nearest) & 1) == 1;
        return side == 0 || isOdd ? nearest : side > 0 ? Math.nextUp(nearest) : Math.nextDown(nearest);
    }

    /**
     * {@return whether the dtype has a number for this text: a finite text must not overflow, an int32 must be an integer}
     *
     * @param dtype to read it in
     */
    public boolean fits(DType dtype) {
        double value = in(dtype);
        if (dtype != DType.INT32) {
            return Double.isFinite(value) == isFinite();
        }
        return dtype.holds(value) && isExact(value);
    }

    /**
     * {@return whether reading this text in the dtype rounds nothing away}
     *
     * @param dtype to read it in
     */
    public boolean isExactIn(DType dtype) {
        return !isFinite() || isExact(in(dtype));
    }

    /** {@return whether it can stand for all numbers that round to it: decimal, NaN for NaN, an infinity for itself} */
    public boolean isGivenToDigits() {
        return isNumber() && !isFinite()
                || decimal()
                        .filter(d -> Math.abs((long) d.scale()) <= LARGEST_SCALE)
                        .isPresent();
    }

    /**
     * {@return whether a number is this one, to the digits given: half a unit of the last digit away at most; the sign of zero does not
     * matter}
     *
     * @param value any number
     */
    public boolean matches(double value) {
        if (!isFinite() || !Double.isFinite(value)) {
            return Double.compare(float64(), value) == 0;
        }
        BigDecimal given = decimal().orElseThrow();
        BigDecimal twice = new BigDecimal(value).subtract(given).abs().multiply(BigDecimal.valueOf(2));
        return twice.compareTo(given.ulp()) <= 0;
    }

    @Override
    public String toString() {
        return text;
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

package dev.gradcheck.golden;

import java.math.BigDecimal;

/**
 * A number given to some digits: 1.5 stands for every number that rounds to it, from 1.45 to 1.55. NaN stands for NaN,
 * an infinity for itself. The sign of zero does not matter.
 *
 * @param text a number as golden files write it, decimal, or NaN or an infinity
 */
public record Digits(String text) {
    /** Beyond the exponents of float64, with room; a larger one would only make the arithmetic below slow. */
    private static final int LARGEST_SCALE = 1100;

    /**
     * Checks.
     *
     * @param text a number
     * @throws IllegalArgumentException if the text is no such number
     */
    public Digits {
        if (!isDigits(text)) {
            throw new IllegalArgumentException("'" + text + "' is no decimal number, NaN or infinity");
        }
    }

    /**
     * {@return whether a text can be one}
     *
     * @param text any text
     */
    public static boolean isDigits(String text) {
        NumberText number = new NumberText(text);
        if (number.isNumber() && !number.isFinite()) {
            return true;
        }
        return number.isDecimal()
                && number.decimal()
                        .filter(d -> Math.abs((long) d.scale()) <= LARGEST_SCALE)
                        .isPresent();
    }

    /**
     * Whether a number is this one, to the digits given: half a unit of the last digit away at most.
     *
     * @param value any number
     * @return true if it is
     */
    public boolean matches(double value) {
        NumberText number = new NumberText(text);
        if (!number.isFinite() || !Double.isFinite(value)) {
            return Double.compare(number.float64(), value) == 0;
        }
        BigDecimal given = number.decimal().orElseThrow();
        BigDecimal twice = new BigDecimal(value).subtract(given).abs().multiply(BigDecimal.valueOf(2));
        return twice.compareTo(given.ulp()) <= 0;
    }

    @Override
    public String toString() {
        return text;
    }
}

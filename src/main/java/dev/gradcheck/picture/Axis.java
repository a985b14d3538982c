package dev.gradcheck.picture;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Numbers from low to high along a line from {@code from} to {@code to}. Where the numbers are alike in their first digits the ticks say
 * only how they differ from {@link #origin}.
 *
 * @param low the smallest number
 * @param high the largest number
 * @param from where the smallest is
 * @param to where the largest is
 */
record Axis(double low, double high, double from, double to) {
    /** Ticks have three digits. */
    private static final double DIGITS = 1e3;

    private static final int TICKS = 3;

    private static final int FEW_DIGITS = 3;

    private static final int LEAST_EXPONENT = -4;

    private static final int LARGEST_EXPONENT = 5;

    /** So that the width of an axis is a number, too. */
    private static final double LARGEST = 1e300;

    /** With a little room on both sides, and never empty. */
    static Axis around(double least, double largest, double from, double to) {
        double low = Math.max(least, -LARGEST);
        double high = Math.min(largest, LARGEST);
        double width = high - low;
        double room = width > 0 ? 0.08 * width : low == 0 ? 1 : 1e-3 * Math.abs(low);
        return new Axis(low - room, high + room, from, to);
    }

    double at(double number) {
        return from + (Math.max(low, Math.min(high, number)) - low) / (high - low) * (to - from);
    }

    boolean shows(double number) {
        return low <= number && number <= high;
    }

    /** What the ticks count from: 0, or the middle rounded to the width of the axis. */
    double origin() {
        double middle = (low + high) / 2;
        if (Math.abs(middle) < DIGITS * (high - low)) {
            return 0;
        }
        double unit = Math.pow(10, Math.ceil(Math.log10(high - low)));
        double rounded = Math.rint(middle / unit) * unit;
        return Double.isFinite(rounded) ? rounded : middle;
    }

    /** Round numbers on the axis, as differences from its origin. */
    List<Double> ticks() {
        double origin = origin();
        double step = step((high - low) / TICKS);
        List<Double> ticks = new ArrayList<>();
        for (double k = Math.ceil((low - origin) / step); k * step <= high - origin && ticks.size() <= 2 * TICKS; k++) {
            ticks.add(k * step);
        }
        return ticks;
    }

    /** A tick, with the digits that tell it from the next. */
    String text(double tick) {
        double step = step((high - low) / TICKS);
        double digits = tick == 0 ? 1 : Math.floor(Math.log10(Math.abs(tick))) - Math.floor(Math.log10(step)) + 1;
        return label(tick, (int) Math.max(FEW_DIGITS, digits));
    }

    static String label(double number) {
        return label(number, FEW_DIGITS);
    }

    /** Without zeros at the end; with an exponent where there would be many of them. */
    static String label(double number, int digits) {
        if (number == 0 || !Double.isFinite(number)) {
            return number == 0 ? "0" : Double.toString(number);
        }
        BigDecimal rounded =
                new BigDecimal(number).round(new MathContext(digits)).stripTrailingZeros();
        int exponent = rounded.precision() - rounded.scale() - 1;
        return LEAST_EXPONENT <= exponent && exponent <= LARGEST_EXPONENT
                ? rounded.toPlainString()
                : String.format(Locale.ROOT, "%." + (rounded.precision() - 1) + "e", rounded);
    }

    /** 1, 2 or 5 times a power of ten, not smaller than asked for. */
    private static double step(double least) {
        double power = Math.pow(10, Math.floor(Math.log10(least)));
        for (double factor : new double[] {1, 2, 5}) {
            if (factor * power >= least) {
                return factor * power;
            }
        }
        return 10 * power;
    }
}

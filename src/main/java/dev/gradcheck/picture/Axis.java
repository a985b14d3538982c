package dev.gradcheck.picture;

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

    static String label(double tick) {
        return tick == 0
                ? "0"
                : String.format(Locale.ROOT, "%.3g", tick)
                        .replaceAll("(\\.\\d*?)0+(e|$)", "$1$2")
                        .replaceAll("\\.(e|$)", "$1");
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

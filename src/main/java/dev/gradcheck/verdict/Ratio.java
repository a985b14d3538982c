package dev.gradcheck.verdict;

import java.util.Locale;

/** A ratio of two numbers as text. */
public final class Ratio {
    /** Six digits of what is nearer to 1 than this show little or nothing of the difference. */
    private static final double NEAR = 1e-4;

    private Ratio() {}

    /**
     * {@return six significant digits; where it is nearly 1, by how much it is not, such as "1 + 1.0e-07"}
     *
     * @param ratio any number
     */
    public static String text(double ratio) {
        double off = ratio - 1;
        return off != 0 && Math.abs(off) < NEAR
                ? String.format(Locale.ROOT, "1 %s %.1e", off > 0 ? "+" : "−", Math.abs(off))
                : String.format(Locale.ROOT, "%.6g", ratio);
    }
}

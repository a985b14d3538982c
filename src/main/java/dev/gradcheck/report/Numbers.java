package dev.gradcheck.report;

import dev.gradcheck.tensor.DType;
import dev.gradcheck.verdict.Ratio;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/** How numbers and places are written. */
final class Numbers {
    private Numbers() {}

    /** Enough digits to denote the number: 17 in float64, 9 in float32. */
    static String full(double value, DType dtype) {
        if (!Double.isFinite(value) || value == 0) {
            return Double.toString(value);
        }
        return String.format(Locale.ROOT, dtype == DType.FLOAT32 ? "%.8e" : "%.16e", value);
    }

    /** Two digits, for bounds and differences. */
    static String brief(double value) {
        return value == 0 ? "0" : String.format(Locale.ROOT, "%.2g", value);
    }

    /** Four digits, for a sentence. */
    static String few(double value) {
        return few(value, 4);
    }

    /** As in "1.5 instead of 1.25": with so many digits that they differ in two, four at least. */
    static String instead(double analytic, double truth) {
        double apart = Math.abs(analytic - truth) / Math.max(Math.abs(analytic), Math.abs(truth));
        int digits = apart > 0 ? (int) Math.max(4, Math.min(17, Math.ceil(-Math.log10(apart)) + 2)) : 4;
        return few(analytic, digits) + " instead of " + few(truth, digits);
    }

    private static String few(double value, int digits) {
        return value == 0 ? "0" : String.format(Locale.ROOT, "%." + digits + "g", value);
    }

    /** How many times the truth; empty where that is zero or the ratio no number. */
    static Optional<String> ratio(double analytic, double truth) {
        double ratio = analytic / truth;
        return truth == 0 || !Double.isFinite(ratio)
                ? Optional.empty()
                : Optional.of(analytic == 0 ? "0" : Ratio.text(ratio));
    }

    /** As in {@code [0][1]}; nothing for a scalar. */
    static String index(List<Integer> index) {
        return index.stream().map(i -> "[" + i + "]").collect(Collectors.joining());
    }
}

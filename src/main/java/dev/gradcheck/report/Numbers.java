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
        return value == 0 ? "0" : String.format(Locale.ROOT, "%.4g", value);
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

package dev.gradcheck.golden;

import dev.gradcheck.tensor.DType;
import dev.gradcheck.tensor.Tensor;
import dev.gradcheck.tensor.Ulps;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.IntToDoubleFunction;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * How a value found must match the value that a file gives. NaN matches NaN and an infinity itself, in every rule;
 * otherwise neither matches anything.
 */
public sealed interface MatchRule {
    /** How each rule is written in a file. */
    List<String> FORMS = List.of("bitwise", "as printed", "to the digits given", "ulps N", "within budget");

    /**
     * Whether one element matches.
     *
     * @param dtype of both numbers
     * @param expected the number the file denotes
     * @param actual the number found
     * @param budget the absolute difference allowed by the error budget; only {@link WithinBudget} looks at it
     * @return true if it matches
     */
    boolean accepts(DType dtype, double expected, double actual, double budget);

    /**
     * The elements that do not match, all of them.
     *
     * @param expected the numbers wanted
     * @param actual the numbers found, of the same shape and dtype
     * @param budget for each element, by its offset, the absolute difference allowed; only {@link WithinBudget} looks
     *     at it
     * @return each element that does not match, in row-major order
     */
    default List<Mismatch> mismatches(Tensor expected, Tensor actual, IntToDoubleFunction budget) {
        DType dtype = expected.dtype();
        List<Mismatch> mismatches = new ArrayList<>();
        for (int i = 0; i < expected.size(); i++) {
            double wanted = expected.at(i);
            double found = actual.at(i);
            if (!accepts(dtype, wanted, found, budget.applyAsDouble(i))) {
                mismatches.add(
                        new Mismatch(expected.shape().index(i), wanted, found, Ulps.between(dtype, wanted, found)));
            }
        }
        return List.copyOf(mismatches);
    }

    /**
     * {@return the rule that a text names, in one of the {@link #FORMS}; empty if it names none}
     *
     * @param text from a golden file
     */
    static Optional<MatchRule> from(String text) {
        return switch (text) {
            case "bitwise" -> Optional.of(new Bitwise());
            case "as printed" -> Optional.of(new AsPrinted());
            case "to the digits given" -> Optional.of(new ToTheDigitsGiven());
            case "within budget" -> Optional.of(new WithinBudget());
            default -> WithinUlps.from(text);
        };
    }

    /** The same bits, the sign of zero included; the file's text must denote the number without rounding. */
    record Bitwise() implements MatchRule {
        @Override
        public boolean accepts(DType dtype, double expected, double actual, double budget) {
            return Double.compare(expected, actual) == 0;
        }

        @Override
        public String toString() {
            return "bitwise";
        }
    }

    /** The number that the text denotes, rounded once to the dtype: the same bits, the sign of zero included. */
    record AsPrinted() implements MatchRule {
        @Override
        public boolean accepts(DType dtype, double expected, double actual, double budget) {
            return Double.compare(expected, actual) == 0;
        }

        @Override
        public String toString() {
            return "as printed";
        }
    }

    /**
     * At most so many representable numbers away; the sign of zero is free.
     *
     * @param ulps the largest distance accepted
     */
    record WithinUlps(int ulps) implements MatchRule {
        private static final Pattern FORM = Pattern.compile("ulps ([0-9]{1,9})");

        private static Optional<MatchRule> from(String text) {
            Matcher matcher = FORM.matcher(text);
            return matcher.matches()
                    ? Optional.of(new WithinUlps(Integer.parseInt(matcher.group(1))))
                    : Optional.empty();
        }

        @Override
        public boolean accepts(DType dtype, double expected, double actual, double budget) {
            if (!Double.isFinite(expected) || !Double.isFinite(actual)) {
                return Double.compare(expected, actual) == 0;
            }
            return Math.abs(Ulps.between(dtype, expected, actual).orElseThrow()) <= ulps;
        }

        @Override
        public String toString() {
            return "ulps " + ulps;
        }
    }

    /**
     * Any number that rounds to the text: at most half a unit of its last digit away, the sign of zero being free. What the text is only
     * {@link ExpectedValue} knows; where there is none, the number itself.
     */
    record ToTheDigitsGiven() implements MatchRule {
        @Override
        public boolean accepts(DType dtype, double expected, double actual, double budget) {
            return Double.compare(expected, actual) == 0;
        }

        @Override
        public String toString() {
            return "to the digits given";
        }
    }

    /** Within the error budget that the verdict computes for the element. */
    record WithinBudget() implements MatchRule {
        @Override
        public boolean accepts(DType dtype, double expected, double actual, double budget) {
            // Equal numbers first: ∞ − ∞ is NaN, and NaN must not pass any other way.
            return Double.compare(expected, actual) == 0 || Math.abs(actual - expected) <= budget;
        }

        @Override
        public String toString() {
            return "within budget";
        }
    }
}

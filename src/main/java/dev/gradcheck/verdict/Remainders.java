package dev.gradcheck.verdict;

import dev.gradcheck.tensor.DType;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Remainders along one direction, and the order that they settle at.
 *
 * @param ladder from the widest step to the smallest
 * @param last the smallest step whose remainder stands out of the noise
 */
record Remainders(List<Remainder> ladder, int last) {
    /** As in pyadjoint: between 16-fold steps a linear part of a quarter of the remainder lowers the order this far. */
    private static final double SECOND = 1.9;

    /** Between the orders 1 and 2. */
    private static final double BETWEEN = 1.5;

    boolean isSecondOrder() {
        boolean below = last + 1 < ladder.size() && ladder.get(last).leastOrder(ladder.get(last + 1)) >= SECOND;
        boolean above = last > 0 && ladder.get(last - 1).order(ladder.get(last)) >= SECOND;
        return below || above;
    }

    /**
     * Twice in a row, at the smallest steps, and as far into the noise as can be followed. A remainder that did not shrink at wider steps is
     * noise that was not measured: below it a value that rounds to a staircase looks like a slope of its own. And where the function does not
     * change, its steps are shorter than its own rounding, or the differences say that it does not depend on them.
     */
    boolean isFirstOrder() {
        if (last < 2 || ladder.get(last).stands() || ladder.get(last - 1).stands()) {
            return false;
        }
        for (int j = 1; j <= last; j++) {
            if (!(ladder.get(j - 1).order(ladder.get(j)) > 2 - BETWEEN)) {
                return false;
            }
        }
        for (int j = last - 1; j <= last; j++) {
            if (!(ladder.get(j - 1).order(ladder.get(j)) < BETWEEN)) {
                return false;
            }
        }
        return last + 1 == ladder.size() || ladder.get(last).isProportionalTo(ladder.get(last + 1));
    }

    String holds() {
        Remainder smallest = ladder.get(last);
        return String.format(
                Locale.ROOT,
                "order %s, down to h = %.2g; a slope off by %.2g would be seen, where the terms of ⟨g, d⟩ add up to %.2g",
                orders(),
                smallest.h(),
                smallest.size() / smallest.h(),
                smallest.claimed() / smallest.h());
    }

    String broken() {
        Remainder smallest = ladder.get(last);
        return String.format(
                Locale.ROOT,
                "order %s, down to h = %.2g: the slope is off by %s where the terms of ⟨g, d⟩ add up to %s",
                orders(),
                smallest.h(),
                DType.FLOAT64.format(smallest.value() / smallest.h()),
                DType.FLOAT64.format(smallest.claimed() / smallest.h()));
    }

    /** Between the steps that stand out of the noise. */
    String orders() {
        List<String> orders = new ArrayList<>();
        for (int j = 1; j < ladder.size() && ladder.get(j).isDistinct(); j++) {
            orders.add(String.format(Locale.ROOT, "%.2f", ladder.get(j - 1).order(ladder.get(j))));
        }
        return orders.isEmpty() ? "none" : String.join(", ", orders);
    }
}

package dev.gradcheck.report;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What a property of random functions came to.
 *
 * @param name of the property
 * @param file the test that states it
 * @param holds whether it held for all that was drawn
 * @param checked how many functions were checked
 * @param verdicts how many of them had which verdict, by its label
 */
public record PropertyResult(String name, String file, boolean holds, int checked, Map<String, Integer> verdicts) {
    private static final double MOST_UNDECIDED = 0.01;

    /**
     * Copies.
     *
     * @param name of the property
     * @param file the test
     * @param holds for all that was drawn
     * @param checked functions
     * @param verdicts by label
     */
    public PropertyResult {
        verdicts = Collections.unmodifiableMap(new LinkedHashMap<>(verdicts));
    }

    /**
     * {@return whether a property says anything: at most one function in a hundred may be undecided}
     *
     * @param undecided functions
     * @param checked functions, those included
     */
    public static boolean isDecided(int undecided, int checked) {
        return !(undecided > MOST_UNDECIDED * checked);
    }
}

package dev.gradcheck.report;

import dev.gradcheck.verdict.Verdict;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Properties of which several JVMs have each tried a share of the random functions. */
final class MergedProperties {
    private static final String HOLDS = "holds";
    private static final String CHECKED = "checked";
    private static final String VERDICTS = "verdicts";

    private MergedProperties() {}

    /**
     * {@return each property once, with all that was tried}
     *
     * @param entries as {@link Summary#part} makes them
     */
    static List<Map<String, Object>> of(List<Map<String, Object>> entries) {
        Map<Object, Map<String, Object>> merged = new LinkedHashMap<>();
        entries.forEach(
                entry -> merged.merge(List.of(entry.get("file"), entry.get("property")), entry, MergedProperties::sum));
        return merged.values().stream().map(MergedProperties::decided).toList();
    }

    private static Map<String, Object> sum(Map<String, Object> one, Map<String, Object> other) {
        Map<String, Integer> verdicts = new TreeMap<>(verdicts(one));
        verdicts(other).forEach((verdict, count) -> verdicts.merge(verdict, count, Integer::sum));
        Map<String, Object> sum = new LinkedHashMap<>(one);
        sum.put(HOLDS, holds(one) && holds(other));
        sum.put(CHECKED, checked(one) + checked(other));
        sum.put(VERDICTS, verdicts);
        return sum;
    }

    /** What one share may leave undecided, all together may not. */
    private static Map<String, Object> decided(Map<String, Object> entry) {
        int undecided = verdicts(entry).getOrDefault(Verdict.UNDECIDED.label(), 0);
        Map<String, Object> decided = new LinkedHashMap<>(entry);
        decided.put(HOLDS, holds(entry) && PropertyResult.isDecided(undecided, checked(entry)));
        return decided;
    }

    private static boolean holds(Map<String, Object> entry) {
        return Boolean.TRUE.equals(entry.get(HOLDS));
    }

    private static int checked(Map<String, Object> entry) {
        return (Integer) entry.get(CHECKED);
    }

    @SuppressWarnings("unchecked") // as Summary writes it
    private static Map<String, Integer> verdicts(Map<String, Object> entry) {
        return (Map<String, Integer>) entry.get(VERDICTS);
    }
}

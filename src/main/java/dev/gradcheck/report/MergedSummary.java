package dev.gradcheck.report;

import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** One summary of what several JVMs found. */
final class MergedSummary {
    private MergedSummary() {}

    /**
     * {@return the summary of what several JVMs found, the same whichever of them found what and when}
     *
     * @param parts as {@link Summary#part} makes them, at least one
     * @param complete whether the whole run has ended; the summary is complete if each part is, too
     * @param ending why it will never be complete; empty if it may be
     */
    static Map<String, Object> of(List<Map<String, Object>> parts, boolean complete, String ending) {
        List<Map<String, Object>> cases = all(parts, Summary.CASES, "file", "case");
        Map<String, Object> summary = new LinkedHashMap<>();
        summary.put("format", Summary.FORMAT);
        summary.put(
                Summary.COMPLETE,
                complete && parts.stream().allMatch(part -> Boolean.TRUE.equals(part.get(Summary.COMPLETE))));
        summary.put("ending", ending);
        summary.put(Summary.COUNTS, added(parts));
        summary.put(Summary.CASES, cases.stream().map(MergedSummary::alone).toList());
        summary.put(
                Summary.FINDINGS,
                cases.stream().flatMap(c -> entries(c, Summary.FINDINGS)).toList());
        summary.put(
                Summary.NOT_RUN_LIST,
                cases.stream().flatMap(c -> entries(c, Summary.NOT_RUN_LIST)).toList());
        summary.put(
                Summary.BLIND_SPOTS,
                cases.stream().flatMap(c -> entries(c, Summary.BLIND_SPOTS)).toList());
        summary.put(Summary.PROPERTIES, all(parts, Summary.PROPERTIES, "file", "property"));
        summary.put(Summary.DEVICES, devices(parts));
        summary.put(Summary.VERSIONS, parts.get(0).get(Summary.VERSIONS));
        summary.put(Summary.SEED, parts.get(0).get(Summary.SEED));
        return summary;
    }

    /** In an order that does not depend on who ran what. */
    private static List<Map<String, Object>> all(
            List<Map<String, Object>> parts, String list, String first, String second) {
        return parts.stream()
                .flatMap(part -> entries(part, list))
                .sorted(Comparator.comparing((Map<String, Object> e) -> (String) e.get(first))
                        .thenComparing(e -> (String) e.get(second)))
                .toList();
    }

    private static Map<String, Object> added(List<Map<String, Object>> parts) {
        Map<String, Object> sums = new LinkedHashMap<>();
        parts.forEach(part -> map(part.get(Summary.COUNTS))
                .forEach((key, count) ->
                        sums.merge(key, count, (a, b) -> ((Number) a).longValue() + ((Number) b).longValue())));
        return sums;
    }

    /** A device that ran anywhere ran. */
    private static List<Map<String, Object>> devices(List<Map<String, Object>> parts) {
        Map<Object, Map<String, Object>> devices = new LinkedHashMap<>();
        parts.stream()
                .flatMap(part -> entries(part, Summary.DEVICES))
                .forEach(device -> devices.merge(
                        device.get("device"), device, (a, b) -> Boolean.TRUE.equals(a.get("ran")) ? a : b));
        return List.copyOf(devices.values());
    }

    private static Map<String, Object> alone(Map<String, Object> whole) {
        Map<String, Object> entry = new LinkedHashMap<>(whole);
        entry.remove(Summary.FINDINGS);
        entry.remove(Summary.NOT_RUN_LIST);
        entry.remove(Summary.BLIND_SPOTS);
        return entry;
    }

    private static Stream<Map<String, Object>> entries(Map<String, Object> holder, String list) {
        return ((List<?>) holder.get(list)).stream().map(MergedSummary::map);
    }

    @SuppressWarnings("unchecked") // the reader of JSON makes maps with text keys only
    private static Map<String, Object> map(Object value) {
        return (Map<String, Object>) value;
    }
}

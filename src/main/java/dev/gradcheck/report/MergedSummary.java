package dev.gradcheck.report;

import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
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
        List<Map<String, Object>> findings = within(cases, Summary.FINDINGS);
        Map<String, Object> summary = new LinkedHashMap<>();
        summary.put("format", Summary.FORMAT);
        summary.put(
                Summary.COMPLETE,
                complete && parts.stream().allMatch(part -> Boolean.TRUE.equals(part.get(Summary.COMPLETE))));
        summary.put("ending", ending);
        summary.put(Summary.COUNTS, Counts.of(cases, findings));
        summary.put(Summary.CASES, cases.stream().map(MergedSummary::alone).toList());
        summary.put(Summary.FINDINGS, findings);
        summary.put(Summary.NOT_RUN_LIST, within(cases, Summary.NOT_RUN_LIST));
        summary.put(Summary.BLIND_SPOTS, within(cases, Summary.BLIND_SPOTS));
        summary.put(Summary.PROPERTIES, MergedProperties.of(all(parts, Summary.PROPERTIES, "file", "property")));
        summary.put(Unchecked.KEY, Unchecked.merged(parts));
        summary.put(Summary.DEVICES, devices(parts));
        summary.put(Summary.VERSIONS, parts.get(0).get(Summary.VERSIONS));
        summary.put(Summary.SEED, parts.get(0).get(Summary.SEED));
        summary.put(Summary.SHARD, shard(parts).toString());
        return summary;
    }

    /** In an order that does not depend on who ran what. What shards found alike, because it cannot be shared out, is there once. */
    private static List<Map<String, Object>> all(
            List<Map<String, Object>> parts, String list, String first, String second) {
        return parts.stream()
                .flatMap(part -> entries(part, list).map(entry -> new Entry(shard(List.of(part)), entry)))
                .filter(list.equals(Summary.CASES) ? isFirst() : any -> true)
                .map(Entry::value)
                .sorted(Comparator.comparing((Map<String, Object> e) -> (String) e.get(first))
                        .thenComparing(e -> (String) e.get(second)))
                .toList();
    }

    /** An entry and the shard that it is of: within one shard nothing is left out. */
    private record Entry(Shard shard, Map<String, Object> value) {}

    private static Predicate<Entry> isFirst() {
        Map<Map<String, Object>, Shard> seen = new HashMap<>();
        return entry -> entry.shard.equals(seen.computeIfAbsent(entry.value, value -> entry.shard));
    }

    private static List<Map<String, Object>> within(List<Map<String, Object>> cases, String list) {
        return cases.stream().flatMap(c -> entries(c, list)).toList();
    }

    /** That of all parts; parts of several are the whole. */
    static Shard shard(List<Map<String, Object>> parts) {
        List<Object> shards =
                parts.stream().map(part -> part.get(Summary.SHARD)).distinct().toList();
        return shards.size() == 1 ? Shard.from((String) shards.get(0)) : Shard.WHOLE;
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

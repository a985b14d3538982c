package dev.gradcheck.report;

import dev.gradcheck.verdict.Verdict;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * A run as people ask about it, made of {@code summary.json}: what is wrong, worst first; what is excused; what was not looked at.
 *
 * @param summary as it was read
 * @param history what failed before
 */
record Digest(Map<String, Object> summary, History history) {
    /** Without a run before. */
    Digest(Map<String, Object> summary) {
        this(summary, History.NONE);
    }

    /**
     * One gradient or value of one case, by all its witnesses.
     *
     * @param findings of the summary, at least one
     */
    record Row(List<Map<String, Object>> findings) {
        String name() {
            return text(findings.get(0).get("case"));
        }

        /** As in "dL/dWh". */
        String subject() {
            String gradient = text(findings.get(0).get("gradient"));
            return "gradient".equals(findings.get(0).get("subject")) ? "dL/d" + gradient : gradient;
        }

        /** What fails before what is excused, then by verdict. */
        Map<String, Object> worst() {
            return findings.stream()
                    .max(Comparator.comparing((Map<String, Object> f) -> Digest.fails(f))
                            .thenComparing(f -> Digest.isKnown(f))
                            .thenComparing(f -> gravity(f)))
                    .orElseThrow();
        }

        boolean fails() {
            return findings.stream().anyMatch(Digest::fails);
        }

        boolean isKnown() {
            return !fails() && findings.stream().anyMatch(Digest::isKnown);
        }

        String verdict() {
            return isKnown() ? Summary.KNOWN : text(worst().get("verdict"));
        }

        /** As in "Wh[0][1]"; nothing where no element stands for all. */
        String place() {
            boolean isOfElement = worst().get("element") instanceof List<?> index && !index.isEmpty() && !agrees();
            return isOfElement
                    ? text(worst().get("gradient"))
                            + ((List<?>) worst().get("element"))
                                    .stream().map(i -> "[" + i + "]").collect(Collectors.joining())
                    : "";
        }

        boolean agrees() {
            return Verdict.AGREES.label().equals(worst().get("verdict"));
        }

        /** How many times what is true. */
        String ratio() {
            return agrees() ? "" : Numbers.ratio(analytic(), expected()).orElse("");
        }

        /** As in "-2.236e-05 instead of -1.491e-05"; nothing where no element stands for all. */
        String size() {
            boolean isOfNumbers = !agrees() && !Double.isNaN(expected());
            return isOfNumbers ? Numbers.instead(analytic(), expected()) : "";
        }

        /** As in "dL/dWh disagrees at Wh[0][1]: 3.0 instead of 2.0, ratio 1.5, 1 of 4 elements; single element". */
        String sentence() {
            String at = place().isEmpty() ? "" : " at " + place();
            String ratio = ratio().isEmpty() ? "" : ", ratio " + ratio();
            String elements = concerned().isEmpty() ? "" : ", " + concerned() + " elements";
            String why = fault().isEmpty() ? reason() : fault();
            String numbers = size().isEmpty() ? "" : ": " + size() + ratio + elements;
            return subject() + " " + verdict() + at + numbers + (numbers.isEmpty() ? ": " : "; ") + why;
        }

        /** As in "1 of 60000"; nothing where no elements were compared. */
        String concerned() {
            boolean isOfElements = !agrees() && number(worst().get("elements")) > 0;
            return isOfElements ? worst().get("affected") + " of " + worst().get("elements") : "";
        }

        /** By how much, in units of the larger of both; a number that is none is worst. */
        double error() {
            double scale = Math.max(Math.abs(analytic()), Math.abs(expected()));
            return scale == 0 ? 0 : Math.abs(analytic() - expected()) / scale;
        }

        private double analytic() {
            return number(worst().get("analytic"));
        }

        private double expected() {
            return number(worst().get("expected"));
        }

        String fault() {
            return findings.stream()
                    .map(f -> text(f.get("diagnosis")))
                    .filter(fault -> !fault.isEmpty())
                    .findFirst()
                    .orElse("");
        }

        String reason() {
            return text(worst().get("reason"));
        }

        Optional<String> page() {
            return findings.stream()
                    .map(f -> text(f.get("page")))
                    .filter(page -> !page.isEmpty())
                    .findFirst();
        }

        /** The finest look that any witness took. */
        double resolution() {
            return findings.stream()
                    .mapToDouble(f -> number(f.get("resolution")))
                    .filter(r -> r > 0)
                    .min()
                    .orElse(Double.NaN);
        }

        /** What a witness says, by its column. */
        Optional<Map<String, Object>> by(String witness) {
            return findings.stream().filter(f -> witness(f).equals(witness)).findFirst();
        }
    }

    /** As in "shard 1/4"; nothing where the whole suite was run. */
    Optional<String> share() {
        String shard = text(summary.get(Summary.SHARD));
        return Optional.of("shard " + shard).filter(text -> !shard.isEmpty() && !shard.equals(Shard.WHOLE.toString()));
    }

    /** As in "2 of them new since the last run"; nothing where nothing fails or nothing is known of a last run. */
    Optional<String> news() {
        if (!history.isKnown() || isGood()) {
            return Optional.empty();
        }
        long count = history.countNew(this);
        return Optional.of((count == 0 ? "nothing" : count) + " new since the last run");
    }

    boolean isComplete() {
        return Boolean.TRUE.equals(summary.get("complete"));
    }

    /** Worst first: by gravity, then by the size of the error; of the same size as in the summary. */
    List<Row> rows() {
        Map<List<Object>, List<Map<String, Object>>> rows = new LinkedHashMap<>();
        for (Map<String, Object> finding : list("findings")) {
            List<Object> key =
                    List.of(text(finding.get("case")), text(finding.get("subject")), text(finding.get("gradient")));
            rows.computeIfAbsent(key, k -> new ArrayList<>()).add(finding);
        }
        return rows.values().stream()
                .map(Row::new)
                .sorted(Comparator.comparing((Row row) -> row.fails())
                        .thenComparing(Row::isKnown)
                        .thenComparing(row -> gravity(row.worst()))
                        .thenComparing(Row::error)
                        .reversed())
                .toList();
    }

    /** Cases without a check: files that cannot be read, checks that broke. */
    List<Map<String, Object>> unchecked() {
        return list("cases").stream()
                .filter(c -> Set.of(Summary.UNREADABLE, Summary.BROKEN).contains(text(c.get("verdict"))))
                .toList();
    }

    /** Properties that do not hold. */
    List<Map<String, Object>> falsified() {
        return list("properties").stream()
                .filter(p -> !Boolean.TRUE.equals(p.get("holds")))
                .toList();
    }

    /** Why something was not run, each reason once, with all that it kept from running. */
    Map<String, Set<String>> notRun() {
        Map<String, Set<String>> reasons = new LinkedHashMap<>();
        for (Map<String, Object> device : list("devices")) {
            if (!Boolean.TRUE.equals(device.get("ran"))) {
                reasons.computeIfAbsent(text(device.get("reason")), r -> new LinkedHashSet<>())
                        .add(text(device.get("device")));
            }
        }
        for (Map<String, Object> one : list("notRun")) {
            reasons.computeIfAbsent(text(one.get("reason")), r -> new LinkedHashSet<>())
                    .add(text(one.get("what")));
        }
        return reasons;
    }

    /** In the order in which they first speak: oracles first. */
    List<String> witnesses() {
        return list("findings").stream().map(Digest::witness).distinct().toList();
    }

    /** The run in one sentence. */
    String sentence() {
        List<Row> rows = rows();
        long wrong = rows.stream().filter(Row::fails).count();
        List<String> bad = new ArrayList<>();
        if (wrong > 0) {
            bad.add(wrong + " of " + rows.size() + " gradients and values " + (wrong == 1 ? "fails" : "fail"));
        }
        if (!unchecked().isEmpty()) {
            bad.add(unchecked().size() + " could not be checked");
        }
        if (!falsified().isEmpty()) {
            bad.add(falsified().size() + (falsified().size() == 1 ? " property is" : " properties are") + " falsified");
        }
        if (!isComplete()) {
            bad.add("the run is INCOMPLETE: its JVM ended before the suite did");
        }
        return bad.isEmpty()
                ? rows.isEmpty() && list("properties").isEmpty()
                        ? "Nothing was checked"
                        : "No gradient is wrong: " + rows.size() + " gradients and values of "
                                + list("cases").size() + " cases"
                : String.join("; ", bad);
    }

    boolean isGood() {
        boolean isEmpty = rows().isEmpty() && list("properties").isEmpty();
        return isComplete()
                && !isEmpty
                && rows().stream().noneMatch(Row::fails)
                && unchecked().isEmpty()
                && falsified().isEmpty();
    }

    List<Map<String, Object>> list(String key) {
        return summary.get(key) instanceof List<?> list
                ? list.stream().map(Digest::map).toList()
                : List.of();
    }

    @SuppressWarnings("unchecked") // the reader of JSON makes maps with text keys only
    private static Map<String, Object> map(Object value) {
        return (Map<String, Object>) value;
    }

    static String witness(Map<String, Object> finding) {
        return text(finding.get("oracle")) + ", " + text(finding.get("dtype")) + ", " + text(finding.get("device"));
    }

    static boolean isKnown(Map<String, Object> finding) {
        return Boolean.TRUE.equals(finding.get("known"));
    }

    static boolean fails(Map<String, Object> finding) {
        return gravity(finding).failsBuild() && !isKnown(finding) && finding.get("settledBy") == null;
    }

    private static Verdict gravity(Map<String, Object> finding) {
        for (Verdict verdict : Verdict.values()) {
            if (verdict.label().equals(finding.get("verdict"))) {
                return verdict;
            }
        }
        throw new IllegalArgumentException(finding.get("verdict") + " is no verdict");
    }

    static String text(Object value) {
        return Objects.toString(value, "");
    }

    private static double number(Object value) {
        return value instanceof Number number ? number.doubleValue() : Double.NaN;
    }
}

package dev.gradcheck.report;

import dev.gradcheck.verdict.Verdict;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** How often a run said what: the {@code counts} of {@code summary.json}. */
final class Counts {
    private static final String SETTLED = "settled by another oracle";
    private static final String FAILING = "failing";

    private Counts() {}

    /**
     * {@return findings by verdict, without what is settled or declared, which are counted apart; and cases without a check}
     *
     * @param cases of the summary
     * @param findings of the summary
     */
    static Map<String, Object> of(List<Map<String, Object>> cases, List<Map<String, Object>> findings) {
        Map<String, Object> counts = new LinkedHashMap<>();
        Stream<String> verdicts = Stream.of(Verdict.values()).map(Verdict::label);
        Stream.concat(verdicts, Stream.of(SETTLED, Summary.KNOWN, FAILING, Summary.UNREADABLE, Summary.BROKEN))
                .forEach(kind -> counts.put(kind, 0));
        findings.stream().flatMap(Counts::kinds).forEach(kind -> counts.merge(kind, 1, Counts::sum));
        cases.stream()
                .map(c -> Digest.text(c.get("verdict")))
                .filter(verdict -> verdict.equals(Summary.UNREADABLE) || verdict.equals(Summary.BROKEN))
                .forEach(verdict -> counts.merge(verdict, 1, Counts::sum));
        return counts;
    }

    private static Stream<String> kinds(Map<String, Object> finding) {
        boolean isSettled = finding.get("settledBy") != null;
        Stream<String> excused = Stream.concat(
                isSettled ? Stream.of(SETTLED) : Stream.of(),
                Digest.isKnown(finding) ? Stream.of(Summary.KNOWN) : Stream.of());
        Stream<String> verdict =
                isSettled || Digest.isKnown(finding) ? Stream.of() : Stream.of(Digest.text(finding.get("verdict")));
        Stream<String> failing = Digest.fails(finding) ? Stream.of(FAILING) : Stream.of();
        return Stream.of(excused, verdict, failing).flatMap(kind -> kind);
    }

    private static Object sum(Object a, Object b) {
        return (Integer) a + (Integer) b;
    }
}

package dev.gradcheck.report;

import dev.gradcheck.check.CheckReport;
import dev.gradcheck.verdict.Diagnosis;
import dev.gradcheck.verdict.ElementVerdict;
import dev.gradcheck.verdict.Finding;
import dev.gradcheck.verdict.Surveyed;
import dev.gradcheck.verdict.Witness;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The content of {@code summary.json}: a documented and stable interface for machines. Keys are only ever added; {@code format} counts
 * changes that are not additions.
 */
final class Summary {
    /** The label of declared findings in the counts. */
    static final String KNOWN = "known discrepancy";

    /** Instead of a verdict: the golden file has mistakes. */
    static final String UNREADABLE = "unreadable";

    /** Instead of a verdict: the check itself threw. */
    static final String BROKEN = "broken";

    /** Instead of a verdict: nothing of the case could run. */
    static final String NOT_RUN = "not run";

    static final int FORMAT = 1;

    static final String COMPLETE = "complete";
    static final String COUNTS = "counts";
    static final String CASES = "cases";
    static final String FINDINGS = "findings";
    static final String NOT_RUN_LIST = "notRun";
    static final String BLIND_SPOTS = "blindSpots";
    static final String PROPERTIES = "properties";
    static final String DEVICES = "devices";
    static final String VERSIONS = "versions";
    static final String SEED = "seed";
    static final String SHARD = "shard";

    private Summary() {}

    /**
     * {@return what one JVM found, for {@link MergedSummary}: the summary's entries, those of a case within the case}
     *
     * @param info what it ran with
     * @param cases in the order in which they ended
     * @param properties of random functions
     * @param unchecked as {@link Unchecked#part} makes it
     * @param complete whether it came to its end
     */
    static Map<String, Object> part(
            RunInfo info,
            List<CaseResult> cases,
            List<PropertyResult> properties,
            Map<String, Object> unchecked,
            boolean complete) {
        Map<String, Object> part = new LinkedHashMap<>();
        part.put(COMPLETE, complete);
        part.put(CASES, cases.stream().map(Summary::whole).toList());
        part.put(PROPERTIES, properties.stream().map(Summary::property).toList());
        part.put(Unchecked.KEY, unchecked);
        part.put(DEVICES, info.devices().stream().map(Summary::device).toList());
        part.put(VERSIONS, info.versions());
        part.put(SEED, info.seed());
        part.put(SHARD, info.shard().toString());
        return part;
    }

    private static Map<String, Object> whole(CaseResult result) {
        Map<String, Object> entry = caseEntry(result);
        entry.put(FINDINGS, result.report().stream().flatMap(Summary::findings).toList());
        entry.put(
                NOT_RUN_LIST, result.report().stream().flatMap(Summary::notRun).toList());
        entry.put(
                BLIND_SPOTS,
                result.report().stream().flatMap(Summary::blindSpots).toList());
        return entry;
    }

    private static Map<String, Object> caseEntry(CaseResult result) {
        Map<String, Object> entry = new LinkedHashMap<>();
        entry.put("case", result.name());
        entry.put("file", result.file());
        entry.put("verdict", result.verdict());
        entry.put("failing", result.report().map(r -> r.failures().size()).orElse(1));
        entry.put("problems", result.problems());
        return entry;
    }

    private static Stream<Map<String, Object>> findings(CheckReport report) {
        Map<String, String> pages = GradientPage.of(report).stream()
                .filter(GradientPage::isMismatch)
                .collect(Collectors.toMap(GradientPage::key, MismatchFolder::of));
        return report.findings().stream().map(f -> {
            Map<String, Object> entry = finding(report.name(), f);
            entry.put("page", pages.get(GradientPage.key(f.subject())));
            return entry;
        });
    }

    private static Map<String, Object> finding(String name, Finding finding) {
        Map<String, Object> entry = new LinkedHashMap<>();
        entry.put("case", name);
        entry.put("gradient", finding.gradient());
        entry.put("subject", finding.subject().kind());
        entry.put("verdict", finding.verdict().label());
        entry.put("oracle", finding.witness().oracle());
        entry.put("dtype", finding.witness().dtype().toString());
        entry.put("device", finding.witness().device());
        entry.put("known", finding.known().isPresent());
        Optional<ElementVerdict> worst = finding.worstElement();
        entry.put("element", worst.map(e -> finding.shape().index(e.element())).orElse(null));
        entry.put("shape", finding.shape().dimensions());
        entry.put("analytic", worst.map(ElementVerdict::analytic).orElse(null));
        entry.put("expected", worst.map(e -> e.slope().value()).orElse(null));
        entry.put("bound", worst.map(e -> bound(e)).orElse(null));
        entry.put("allowed", worst.map(ElementVerdict::allowed).orElse(null));
        entry.put("affected", finding.affected());
        entry.put("elements", finding.elements().size());
        entry.put(
                "resolution",
                finding.resolution().isPresent() ? finding.resolution().getAsDouble() : null);
        entry.put("survey", finding.survey().map(Summary::survey).orElse(null));
        entry.put("diagnosis", finding.diagnosis().map(Diagnosis::fault).orElse(null));
        entry.put("settledBy", finding.settledBy().map(Witness::toString).orElse(null));
        entry.put("reason", finding.known().orElse(finding.reason()));
        return entry;
    }

    private static Map<String, Object> survey(Surveyed survey) {
        Map<String, Object> entry = new LinkedHashMap<>();
        entry.put("directions", survey.directions());
        entry.put("contradicted", survey.contradicted());
        entry.put("elements", survey.elements());
        entry.put("seed", survey.seed());
        return entry;
    }

    private static Double bound(ElementVerdict element) {
        return element.slope().bound().isPresent() ? element.slope().bound().getAsDouble() : null;
    }

    private static Stream<Map<String, Object>> notRun(CheckReport report) {
        return report.notRun().stream().map(n -> {
            Map<String, Object> entry = new LinkedHashMap<>();
            entry.put("case", report.name());
            entry.put("what", n.what());
            entry.put("reason", n.reason());
            return entry;
        });
    }

    private static Stream<Map<String, Object>> blindSpots(CheckReport report) {
        return report.blind().spots().stream().map(spot -> {
            Map<String, Object> entry = new LinkedHashMap<>();
            entry.put("case", report.name());
            entry.put("gradient", spot.subject().name());
            entry.put("subject", spot.subject().kind());
            entry.put("fault", spot.fault());
            entry.put("because", spot.because());
            return entry;
        });
    }

    private static Map<String, Object> property(PropertyResult result) {
        Map<String, Object> entry = new LinkedHashMap<>();
        entry.put("property", result.name());
        entry.put("holds", result.holds());
        entry.put("checked", result.checked());
        entry.put("verdicts", result.verdicts());
        entry.put("file", result.file());
        return entry;
    }

    private static Map<String, Object> device(RunInfo.Device device) {
        Map<String, Object> entry = new LinkedHashMap<>();
        entry.put("device", device.name());
        entry.put("ran", device.ran());
        entry.put("reason", device.reason());
        return entry;
    }

    /**
     * One case of the run.
     *
     * @param name its name
     * @param file where it is written; a test for a user's own
     * @param verdict of the whole case
     * @param report what was found; empty if there was no check
     * @param problems why there was none
     */
    record CaseResult(String name, String file, String verdict, Optional<CheckReport> report, List<String> problems) {
        CaseResult {
            problems = List.copyOf(problems);
        }

        static CaseResult of(CheckReport report, String file) {
            return new CaseResult(report.name(), file, verdict(report), Optional.of(report), List.of());
        }

        static CaseResult without(String verdict, String name, String file, List<String> problems) {
            return new CaseResult(name, file, verdict, Optional.empty(), problems);
        }

        /** What fails comes first, then what is declared: a case that passes by its declarations does not agree. */
        private static String verdict(CheckReport report) {
            if (report.findings().isEmpty() && !report.notRun().isEmpty()) {
                return NOT_RUN;
            }
            boolean known = report.findings().stream().anyMatch(f -> f.known().isPresent());
            return known && report.failures().isEmpty()
                    ? KNOWN
                    : report.verdict().label();
        }
    }
}

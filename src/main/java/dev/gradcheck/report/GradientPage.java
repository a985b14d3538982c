package dev.gradcheck.report;

import dev.gradcheck.check.CheckReport;
import dev.gradcheck.check.CheckReport.NotRun;
import dev.gradcheck.oracle.Slope;
import dev.gradcheck.verdict.Diagnosis;
import dev.gradcheck.verdict.ElementVerdict;
import dev.gradcheck.verdict.Finding;
import dev.gradcheck.verdict.Subject;
import dev.gradcheck.verdict.Verdict;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * All that is known of one gradient, or one forward value, of one check.
 *
 * @param report the check's
 * @param subject the gradient of a parameter, or a value
 * @param findings what every witness says of it
 */
public record GradientPage(CheckReport report, Subject subject, List<Finding> findings) {
    /**
     * Copies.
     *
     * @param report the check's
     * @param subject the gradient or value
     * @param findings of every witness
     */
    public GradientPage {
        findings = List.copyOf(findings);
    }

    /**
     * {@return a page for each gradient and value of a check, in the order of the findings}
     *
     * @param report the check's
     */
    public static List<GradientPage> of(CheckReport report) {
        Map<Subject, List<Finding>> bySubject = report.findings().stream()
                .collect(Collectors.groupingBy(Finding::subject, LinkedHashMap::new, Collectors.toList()));
        return bySubject.entrySet().stream()
                .map(e -> new GradientPage(report, e.getKey(), e.getValue()))
                .toList();
    }

    /** {@return "dL/dWh" for a parameter, else the name of the value or pass} */
    public String name() {
        return subject.text();
    }

    /** {@return what was not run and concerns this page: the whole check, or this gradient} */
    List<NotRun> notRun() {
        return report.notRun().stream().filter(n -> n.concerns(subject)).toList();
    }

    /** {@return the findings that fail the build} */
    public List<Finding> failures() {
        return findings.stream().filter(Finding::failsBuild).toList();
    }

    /**
     * {@return the graver findings first: those that fail, then those that are declared, then the rest; what is seen in the gradient
     *     before what a golden file says of it}
     */
    public List<Finding> byGravity() {
        return findings.stream()
                .sorted(Comparator.comparing(Finding::failsBuild)
                        .thenComparing(f -> !f.witness().isOfTheCase())
                        .thenComparing(Finding::verdict)
                        .reversed())
                .toList();
    }

    /** {@return one line: the gradient, its gravest verdict, where, and whether that is known} */
    public String headline() {
        Finding gravest = byGravity().get(0);
        String where = gravest.verdict() == Verdict.AGREES
                ? ""
                : gravest.worstElement()
                        .map(e -> " at " + place(gravest, e))
                        .filter(at -> gravest.shape().rank() > 0)
                        .orElse("");
        String known = gravest.known().isPresent() ? " (known discrepancy)" : "";
        return ReportText.line(name()) + " " + gravest.verdict() + ReportText.line(where) + known;
    }

    /** {@return one sentence for people: what is so, where, and by how much} */
    public String sentence() {
        Finding gravest = byGravity().get(0);
        boolean isOfElement = gravest.verdict() != Verdict.AGREES
                && gravest.verdict() != Verdict.MALFORMED
                && gravest.worst().isPresent();
        if (!isOfElement) {
            return name() + " " + gravest.verdict() + ": " + gravest.reason();
        }
        ElementVerdict worst = gravest.worstElement().orElseThrow();
        String where = gravest.shape().rank() == 0 ? "" : " at " + place(gravest, worst);
        if (gravest.verdict() == Verdict.AGREES_AT_A_KINK) {
            return name() + " " + gravest.verdict() + where + ": " + Numbers.few(worst.analytic())
                    + " is between the slopes "
                    + Numbers.few(worst.slope().left()) + " and "
                    + Numbers.few(worst.slope().right());
        }
        String size = Numbers.instead(worst.analytic(), worst.slope().value());
        String ratio = Evidence.ratio(worst).map(r -> ", ratio " + r).orElse("");
        return name() + " " + gravest.verdict() + where + ": " + size + ratio;
    }

    /** What tells this page from the others of its check. */
    String key() {
        return key(subject);
    }

    static String key(Subject subject) {
        return subject.kind() + " " + subject.name();
    }

    /** {@return the likely fault: of the gravest finding that has one} */
    Optional<Diagnosis> diagnosis() {
        return byGravity().stream().flatMap(f -> f.diagnosis().stream()).findFirst();
    }

    /** {@return whether this gradient has a page of its own: a witness does not simply agree, and no other settled that} */
    public boolean isMismatch() {
        return findings.stream()
                .anyMatch(f -> f.verdict() != Verdict.AGREES && f.settledBy().isEmpty());
    }

    /** {@return the findings by gravity, those that say the same of the same element together} */
    public List<FindingGroup> groups() {
        return FindingGroup.of(byGravity());
    }

    /**
     * {@return the evidence of findings that say the same, in a fixed order}
     *
     * @param group of this page
     */
    public List<Fact> facts(FindingGroup group) {
        Finding finding = group.first();
        List<Fact> facts = new ArrayList<>();
        facts.add(new Fact("verdict", name() + " " + finding.verdict() + ", " + group.says()));
        if (finding.verdict() == Verdict.AGREES) {
            group.findings().forEach(f -> facts.add(new Fact(f.witness().toString(), agreement(f))));
            addBlindSpots(facts);
            return facts;
        }
        finding.worstElement().ifPresent(e -> elementFacts(facts, finding, e));
        facts.add(new Fact("because", finding.reason()));
        if (!finding.elements().isEmpty() && finding.verdict() != Verdict.MALFORMED) {
            facts.add(new Fact("concerned", Affected.of(finding)));
        }
        finding.diagnosis().ifPresent(d -> {
            facts.add(new Fact(
                    "likely fault", d.fault() + " (residual " + Numbers.brief(d.residual()) + "): " + d.sentence()));
            facts.add(new Fact("remedy", d.remedy()));
        });
        finding.settledBy().ifPresent(w -> facts.add(new Fact("settled by", w.toString())));
        finding.known().ifPresent(why -> facts.add(new Fact("known", why)));
        if (finding.verdict() == Verdict.AGREES_AT_A_KINK) {
            addBlindSpots(facts);
        }
        return facts;
    }

    private void addBlindSpots(List<Fact> facts) {
        report.blind().sentences(subject).forEach(sentence -> facts.add(new Fact("blind spot", sentence)));
    }

    private static String agreement(Finding finding) {
        String resolution = finding.resolution().isPresent()
                ? "; relative errors above "
                        + Numbers.brief(finding.resolution().getAsDouble()) + " would surely be seen"
                : "";
        return finding.reason() + (finding.witness().isOracle() ? resolution : "");
    }

    private void elementFacts(List<Fact> facts, Finding finding, ElementVerdict element) {
        facts.add(new Fact(
                "element",
                place(finding, element) + " of shape " + finding.shape() + ", "
                        + finding.witness().dtype()));
        facts.add(new Fact(
                "analytic", Numbers.full(element.analytic(), finding.witness().dtype())));
        if (finding.verdict() == Verdict.MALFORMED) {
            return;
        }
        findings.stream()
                .filter(other -> other == finding
                        || other.witness().isOracle() && !finding.witness().isContract())
                .forEach(other -> at(other, element.element())
                        .ifPresent(e -> facts.add(new Fact(other.witness().toString(), oracle(other, e)))));
        double truth = element.slope().value();
        String ratio = Numbers.ratio(element.analytic(), truth)
                .map(r -> ", ratio " + r)
                .orElse("");
        facts.add(new Fact("difference", Numbers.brief(element.error()) + ratio));
        if (finding.witness().isOfTheCase()) {
            return; // what is allowed there is a rule of the file, which the reason names
        }
        if (finding.witness().isContract()) {
            facts.add(new Fact("allowed", Numbers.brief(element.rounding()) + " for rounding"));
            return;
        }
        String bound = element.slope().bound().isPresent()
                ? Numbers.brief(element.slope().bound().getAsDouble())
                : "unknown";
        facts.add(new Fact(
                "allowed", bound + " by the oracle's bound + " + Numbers.brief(element.rounding()) + " for rounding"));
    }

    private static Optional<ElementVerdict> at(Finding finding, int element) {
        return finding.elements().stream().filter(e -> e.element() == element).findFirst();
    }

    private static String oracle(Finding finding, ElementVerdict element) {
        Slope slope = element.slope();
        String bound =
                slope.bound().isPresent() ? " ± " + Numbers.brief(slope.bound().getAsDouble()) : ", no bound";
        String steps = slope.evaluations() == 0
                ? ""
                : ", h = " + Numbers.brief(slope.step()) + ", " + slope.evaluations() + " evaluations";
        String kink = slope.kind() == Slope.Kind.SMOOTH
                ? ""
                : ", " + slope.kind().name().toLowerCase(Locale.ROOT);
        return Numbers.full(slope.value(), finding.witness().dtype()) + bound + steps + kink;
    }

    private String place(Finding finding, ElementVerdict element) {
        return subject.name() + Numbers.index(finding.shape().index(element.element()));
    }
}

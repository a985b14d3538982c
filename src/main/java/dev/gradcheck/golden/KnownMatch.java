package dev.gradcheck.golden;

import dev.gradcheck.verdict.ElementVerdict;
import dev.gradcheck.verdict.Finding;
import dev.gradcheck.verdict.Source;
import dev.gradcheck.verdict.Verdict;
import java.util.List;

/** Whether a finding is what a known discrepancy declares: in all that is declared. */
final class KnownMatch {
    private KnownMatch() {}

    static boolean of(KnownDiscrepancy known, Finding finding) {
        return isAbout(known, finding)
                && known.verdict() == finding.verdict()
                && elements(known, finding)
                && numbers(known, finding)
                && shape(known, finding)
                && texts(known, finding);
    }

    /**
     * The same gradient or value, in the declared dtype and by the declared oracle, where these are declared. What the file itself fixes,
     * a golden value or a limit, is excused only by name: a declaration for the oracles must not swallow a changed digit, nor a contract that
     * is broken, which is another defect than a wrong value.
     */
    static boolean isAbout(KnownDiscrepancy known, Finding finding) {
        return known.subject().equals(finding.subject())
                && known.dtype().map(finding.witness().dtype()::equals).orElse(true)
                && known.oracle()
                        .map(finding.witness().oracle()::equals)
                        .orElse(!finding.witness().isOfTheCase()
                                && !finding.witness().isContract());
    }

    /**
     * Taylor's test sees a wrong gradient without its elements: where the gradient is declared to disagree, that is the same discrepancy
     * seen again. It excuses the test's word, and never stands for the discrepancy itself.
     */
    static boolean isSeenAgain(KnownDiscrepancy known, Finding finding) {
        return finding.witness().source() == Source.TAYLOR
                && known.oracle().isEmpty()
                && known.subject().equals(finding.subject())
                && known.verdict() == Verdict.DISAGREES
                && finding.verdict() == Verdict.DISAGREES
                && known.dtype().map(finding.witness().dtype()::equals).orElse(true);
    }

    private static boolean elements(KnownDiscrepancy known, Finding finding) {
        List<List<Integer>> found = concerned(finding).stream()
                .map(e -> finding.shape().index(e.element()))
                .toList();
        return known.elements().map(found::equals).orElse(true);
    }

    private static boolean numbers(KnownDiscrepancy known, Finding finding) {
        if (known.ratio().isEmpty() && known.analytic().isEmpty()) {
            return true;
        }
        List<ElementVerdict> concerned = concerned(finding);
        return !concerned.isEmpty()
                && concerned.stream().allMatch(e -> known.analytic()
                        .map(d -> d.matches(e.analytic()))
                        .orElse(true))
                && concerned.stream()
                        .allMatch(
                                e -> known.ratio().map(d -> d.matches(ratio(e))).orElse(true));
    }

    /** A truth of −0.0 is zero all the same: its sign must not turn the infinity. */
    private static double ratio(ElementVerdict element) {
        return element.analytic() / (element.slope().value() + 0.0);
    }

    /** A declared shape is one that should be another: a finding about form, not about elements. */
    private static boolean shape(KnownDiscrepancy known, Finding finding) {
        return known.shape()
                .map(s -> finding.elements().isEmpty() && s.equals(finding.shape()))
                .orElse(true);
    }

    private static boolean texts(KnownDiscrepancy known, Finding finding) {
        boolean error = known.error().map(finding.reason()::contains).orElse(true);
        boolean diagnosis = known.diagnosis()
                .map(piece -> finding.diagnosis()
                        .map(d -> (d.fault() + ": " + d.sentence()).contains(piece))
                        .orElse(false))
                .orElse(true);
        return error && diagnosis;
    }

    private static List<ElementVerdict> concerned(Finding finding) {
        return finding.elements().stream()
                .filter(e -> e.verdict() == finding.verdict())
                .toList();
    }
}

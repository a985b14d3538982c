package dev.gradcheck.golden;

import dev.gradcheck.check.CheckReport;
import dev.gradcheck.tensor.Shape;
import dev.gradcheck.verdict.Finding;
import dev.gradcheck.verdict.Source;
import dev.gradcheck.verdict.Verdict;
import dev.gradcheck.verdict.Witness;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Lays a case's known discrepancies over what was found: a finding that is declared, and is as declared, passes; a declaration that no
 * finding meets, or that an oracle contradicts, is itself a finding.
 */
final class Declarations {
    private Declarations() {}

    static CheckReport apply(GoldenCase golden, CheckReport report) {
        CheckReport marked = report.map(finding -> declaration(golden, finding)
                .map(known -> finding.declared(reason(known)))
                .orElse(finding));
        List<Finding> stale = new ArrayList<>();
        for (KnownDiscrepancy known : golden.known()) {
            stale(known, golden, report).ifPresent(stale::add);
        }
        return marked.plus(stale);
    }

    private static Optional<KnownDiscrepancy> declaration(GoldenCase golden, Finding finding) {
        return finding.verdict() == Verdict.AGREES
                ? Optional.empty()
                : golden.known().stream()
                        .filter(known -> KnownMatch.of(known, finding) || KnownMatch.isSeenAgain(known, finding))
                        .findFirst();
    }

    private static String reason(KnownDiscrepancy known) {
        String defect = known.defect().isPresent() ? "defect " + known.defect().getAsInt() + ": " : "";
        return defect + known.reason();
    }

    private static Optional<Finding> stale(KnownDiscrepancy known, GoldenCase golden, CheckReport report) {
        List<Finding> about = report.findings().stream()
                .filter(f -> KnownMatch.isAbout(known, f))
                .toList();
        boolean occurs = about.stream().anyMatch(f -> KnownMatch.of(known, f));
        List<Finding> against =
                about.stream().filter(f -> contradicts(known, f)).toList();
        if (occurs && against.isEmpty()) {
            return Optional.empty();
        }
        List<Finding> left =
                about.stream().filter(f -> declaration(golden, f).isEmpty()).toList();
        Witness witness = Source.KNOWN_DISCREPANCY.in(known.dtype().orElse(golden.dtype()));
        String declared = "the known discrepancy declared at " + known.location() + " (" + reason(known) + ") ";
        String what = occurs || left.stream().anyMatch(f -> f.verdict() == known.verdict())
                ? "occurs differently: " + found(occurs ? against : left)
                : "no longer occurs: " + found(left) + ". If it is mended, delete the declaration";
        return Optional.of(Finding.of(known.subject(), Verdict.DISAGREES, witness, Shape.SCALAR, declared + what));
    }

    /** An oracle that compared values, and comes to another verdict than the one declared for every oracle. */
    private static boolean contradicts(KnownDiscrepancy known, Finding finding) {
        return known.verdict() == Verdict.DISAGREES
                && finding.witness().isOracle()
                && finding.verdict() != Verdict.UNDECIDED
                && !KnownMatch.of(known, finding);
    }

    /** What stands against a declaration: everything wrong, and who of the oracles agrees. */
    private static String found(List<Finding> findings) {
        String texts = findings.stream()
                .filter(f -> f.verdict() != Verdict.AGREES || f.witness().isOracle())
                .map(f -> f.verdict() + " by " + f.witness()
                        + (f.verdict() == Verdict.AGREES ? "" : " (" + f.reason() + ")"))
                .collect(Collectors.joining("; "));
        return texts.isEmpty() ? "nothing is found" : "found: " + texts;
    }
}

package dev.gradcheck.golden;

import dev.gradcheck.check.CheckReport;
import dev.gradcheck.oracle.Slope;
import dev.gradcheck.tensor.Shape;
import dev.gradcheck.tensor.Tensor;
import dev.gradcheck.verdict.ElementVerdict;
import dev.gradcheck.verdict.Finding;
import dev.gradcheck.verdict.Source;
import dev.gradcheck.verdict.Subject;
import dev.gradcheck.verdict.Verdict;
import dev.gradcheck.verdict.Witness;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.stream.Collectors;

/** One expected value of a golden file against the value that the pass gave. */
final class ExpectedComparison {
    private ExpectedComparison() {}

    static Finding of(
            GoldenCase golden, Subject subject, ExpectedValue expected, Optional<Tensor> actual, CheckReport report) {
        Witness witness = Source.GOLDEN_VALUE.in(golden.dtype());
        if (actual.isEmpty()) {
            return Finding.of(
                    subject,
                    Verdict.MALFORMED,
                    witness,
                    expected.shape().orElse(Shape.SCALAR),
                    "expected at " + expected.location() + ", but the pass gives no such value");
        }
        Tensor found = actual.get();
        Optional<String> structure = expected.structureMismatch(found);
        if (structure.isPresent()) {
            return Finding.of(
                    subject,
                    Verdict.DISAGREES,
                    witness,
                    found.shape(),
                    structure.get() + ", expected at " + expected.location());
        }
        List<Mismatch> mismatches = expected.mismatches(found, offset -> budget(report, subject, offset));
        return compared(subject, expected, found, witness, mismatches);
    }

    private static Finding compared(
            Subject subject, ExpectedValue expected, Tensor found, Witness witness, List<Mismatch> mismatches) {
        Set<Integer> wrong =
                mismatches.stream().map(mismatch -> offset(found, mismatch)).collect(Collectors.toSet());
        List<ElementVerdict> elements = new ArrayList<>();
        for (int i = 0; i < found.size(); i++) {
            Verdict verdict = wrong.contains(i) ? Verdict.DISAGREES : Verdict.AGREES;
            elements.add(new ElementVerdict(
                    i, found.at(i), Slope.of(expected.tensor().at(i), 0), 0, verdict));
        }
        OptionalInt worst = wrong.stream().mapToInt(i -> i).min();
        if (worst.isEmpty() && !elements.isEmpty()) {
            worst = OptionalInt.of(0);
        }
        Verdict whole = mismatches.isEmpty() ? Verdict.AGREES : Verdict.DISAGREES;
        return Finding.of(subject, whole, witness, found.shape(), elements, worst, reason(expected, found, mismatches));
    }

    /** The number wanted as the file writes it, so that it can be found there. */
    private static String reason(ExpectedValue expected, Tensor found, List<Mismatch> mismatches) {
        if (mismatches.isEmpty()) {
            return "matches " + expected.location() + " " + expected.rule();
        }
        Mismatch first = mismatches.get(0);
        String wanted = expected.texts().get(offset(found, first));
        String ulps = first.ulps().isPresent() ? ", " + first.ulps().getAsLong() + " ulps away" : "";
        return "expected at " + expected.location() + " (" + expected.rule() + "): " + wanted + ", found "
                + found.dtype().format(first.actual()) + ulps;
    }

    private static int offset(Tensor found, Mismatch mismatch) {
        return found.shape().offset(mismatch.index().stream().mapToInt(i -> i).toArray());
    }

    /** What the oracles allowed this element, the widest. */
    private static double budget(CheckReport report, Subject subject, int offset) {
        return report.findings().stream()
                .filter(f -> f.subject().equals(subject) && !f.witness().isContract())
                .flatMap(f -> f.elements().stream())
                .filter(e -> e.element() == offset)
                .mapToDouble(ElementVerdict::allowed)
                .filter(Double::isFinite)
                .max()
                .orElse(0);
    }
}

package dev.gradcheck.check;

import dev.gradcheck.accused.Accused;
import dev.gradcheck.oracle.Claim;
import dev.gradcheck.oracle.OracleException;
import dev.gradcheck.oracle.Question;
import dev.gradcheck.oracle.StepCurve;
import dev.gradcheck.verdict.Finding;
import dev.gradcheck.verdict.Subject;
import dev.gradcheck.verdict.Verdict;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * How the differences of the worst element of each gradient depend on the step, where oracles do not agree with it: evidence for people,
 * on which no verdict rests.
 *
 * @param accused the function at its point
 */
record Curves(Accused accused) {
    Map<String, StepCurve> of(List<Finding> findings) {
        Map<String, Finding> gravest = new LinkedHashMap<>();
        for (Finding finding : findings) {
            if (isSeenByOracles(finding)) {
                gravest.merge(
                        finding.gradient(),
                        finding,
                        (one, other) -> other.verdict().compareTo(one.verdict()) > 0 ? other : one);
            }
        }
        Map<String, StepCurve> curves = new LinkedHashMap<>();
        gravest.forEach((name, finding) -> curve(name, finding).ifPresent(curve -> curves.put(name, curve)));
        return curves;
    }

    private static boolean isSeenByOracles(Finding finding) {
        return finding.verdict() != Verdict.AGREES
                && finding.witness().isOracle()
                && finding.subject() instanceof Subject.Gradient
                && finding.worst().isPresent();
    }

    private Optional<StepCurve> curve(String name, Finding finding) {
        int element = finding.worstElement().orElseThrow().element();
        Question question = new Question(accused, accused.shadow().point(), accused.shadowCotangent(), Claim.NONE);
        try {
            return Optional.of(StepCurve.of(question, name, element))
                    .filter(curve -> !curve.points().isEmpty());
        } catch (OracleException e) {
            return Optional.empty(); // the differences have said so themselves, in a finding
        }
    }
}

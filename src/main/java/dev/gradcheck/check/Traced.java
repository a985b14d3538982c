package dev.gradcheck.check;

import dev.gradcheck.accused.Accused;
import dev.gradcheck.accused.History;
import dev.gradcheck.accused.LostDigits;
import dev.gradcheck.accused.NotFinite;
import dev.gradcheck.accused.Overflow;
import dev.gradcheck.accused.Pass;
import dev.gradcheck.tensor.Tensor;
import dev.gradcheck.verdict.Diagnosis;
import dev.gradcheck.verdict.Finding;
import dev.gradcheck.verdict.Subject;
import dev.gradcheck.verdict.Verdict;
import java.util.Optional;

/**
 * What the recorded passes tell of a finding: the operation that makes numbers too large for the dtype, that makes what is not finite, or
 * that loses the digits. They are run once more where something is asked of them.
 *
 * @param accused whose passes they are
 * @param pass which was judged
 */
record Traced(Accused accused, Pass pass) {
    /** {@return the finding with the operation that it comes from, where one is known} */
    Finding explained(Finding finding) {
        return switch (finding.verdict()) {
            case MALFORMED, DISAGREES, IMPRECISE -> explained(finding, History.of(accused, pass.point()));
            default -> finding;
        };
    }

    private static Finding explained(Finding finding, History history) {
        Optional<Tensor> result =
                finding.subject() instanceof Subject.Value ? history.value() : history.gradient(finding.gradient());
        Finding begun = result.flatMap(tensor -> clause(finding, history, tensor))
                .map(finding::because)
                .orElse(finding);
        return finding.verdict() == Verdict.IMPRECISE
                ? begun
                : result.flatMap(tensor -> Overflow.of(history, tensor))
                        .map(seen -> begun.diagnosed(Diagnosis.overflow(seen.sentence(), seen.isForward())))
                        .orElse(begun);
    }

    private static Optional<String> clause(Finding finding, History history, Tensor result) {
        return switch (finding.verdict()) {
            case MALFORMED -> new NotFinite(history).of(result);
            case IMPRECISE -> new LostDigits(history).of(result);
            default -> Optional.empty();
        };
    }
}

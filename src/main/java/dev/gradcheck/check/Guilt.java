package dev.gradcheck.check;

import dev.gradcheck.function.Parameters;
import dev.gradcheck.function.Stage;
import dev.gradcheck.oracle.FiniteDifferences;
import dev.gradcheck.tensor.DType;
import dev.gradcheck.tensor.Tensor;
import dev.gradcheck.verdict.Diagnosis;
import dev.gradcheck.verdict.Finding;
import dev.gradcheck.verdict.Verdict;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * The stages of a function whose own backward pass does not belong to their own forward pass, at the values that reach them: judged by
 * differences and contracts like any function, without a listed mistake.
 *
 * @param stages the guilty ones, in the order of the backward pass, each with what is wrong there
 */
record Guilt(List<Culprit> stages) {
    /** Differences of every element of a larger stage would cost more than the check itself. */
    private static final int LARGEST = 4_096;

    /**
     * A guilty stage.
     *
     * @param stage which
     * @param findings that are wrong there, at least one
     */
    record Culprit(Stage stage, List<Finding> findings) {
        /** What is wrong with this gradient, if it is the stage's own parameter, else with what the stage passes on. */
        Finding of(String gradient) {
            return findings.stream()
                    .filter(f -> f.gradient().equals(gradient))
                    .findFirst()
                    .or(() -> findings.stream().filter(Culprit::isExplained).findFirst())
                    .orElse(findings.get(0));
        }

        private static boolean isExplained(Finding finding) {
            return finding.diagnosis()
                    .filter(d -> !d.fault().equals(Diagnosis.UNEXPLAINED))
                    .isPresent();
        }
    }

    static Guilt of(List<Stage> stages, long seed) {
        return new Guilt(stages.stream()
                .filter(stage -> size(stage.point()) <= LARGEST)
                .map(stage -> new Culprit(stage, wrong(stage, seed)))
                .filter(culprit -> !culprit.findings().isEmpty())
                .toList());
    }

    private static List<Finding> wrong(Stage stage, long seed) {
        return new GradientCheck(
                        stage.name(),
                        stage.function(),
                        stage.point(),
                        DType.FLOAT64,
                        List.of(new FiniteDifferences()),
                        seed)
                .run().failures().stream()
                        .filter(f -> f.verdict() == Verdict.DISAGREES
                                && f.diagnosis().isPresent())
                        .toList();
    }

    private static int size(Parameters point) {
        return point.tensors().values().stream().mapToInt(Tensor::size).sum();
    }

    /** The first guilty stage on the way back is where the fault begins; empty if all are innocent. */
    Optional<Diagnosis> diagnosis(String gradient) {
        return stages.stream()
                .filter(culprit -> culprit.stage().point().has(gradient))
                .findFirst()
                .or(() -> stages.stream().findFirst())
                .map(culprit -> diagnosis(culprit, culprit.of(gradient)));
    }

    private Diagnosis diagnosis(Culprit culprit, Finding finding) {
        Diagnosis own = finding.diagnosis().orElseThrow();
        String others = stages.stream()
                .filter(other -> other != culprit)
                .map(other -> other.stage().name())
                .collect(Collectors.joining(", "));
        return new Diagnosis(
                own.fault(),
                culprit.stage().name()
                        + ": its backward pass does not belong to its forward pass, seen by itself at the values that"
                        + " reach it: " + own.sentence()
                        + (others.isEmpty() ? "" : "; wrong by themselves, too: " + others),
                own.remedy(),
                own.residual());
    }
}

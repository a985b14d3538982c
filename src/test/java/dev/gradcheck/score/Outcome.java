package dev.gradcheck.score;

import dev.gradcheck.check.CheckReport;
import dev.gradcheck.check.GradientCheck;
import dev.gradcheck.verdict.Diagnosis;
import dev.gradcheck.verdict.Finding;
import dev.gradcheck.verdict.Verdict;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * How one record was judged in one mode.
 *
 * @param record the record
 * @param mode the oracles
 * @param report what the check found
 */
public record Outcome(PlantedRecord record, Mode mode, CheckReport report) {
    private static final Set<Verdict> FLAGS = Set.of(Verdict.DISAGREES, Verdict.MALFORMED, Verdict.ORACLE_CONFLICT);

    /**
     * {@return the outcome for a record}
     *
     * @param record the record
     * @param mode the oracles
     * @param seed of the check
     */
    public static Outcome of(PlantedRecord record, Mode mode, long seed) {
        GradientCheck check = new GradientCheck(
                record.id(),
                new RecordedClaim(record),
                record.parameters(),
                record.dtype(),
                mode.oracles(record),
                seed);
        return new Outcome(record, mode, check.run());
    }

    /** {@return whether the gradient was said to be wrong: a detection, or a false alarm} */
    public boolean isFlagged() {
        return report.findings().stream().anyMatch(f -> FLAGS.contains(f.verdict()));
    }

    /** {@return whether nothing was said to be wrong, and something could not be decided} */
    public boolean isUndecided() {
        return !isFlagged() && report.verdict() == Verdict.UNDECIDED;
    }

    /** {@return whether just the wrong tensors were flagged, and in them the wrong element if there is only one} */
    public boolean isLocated() {
        List<Finding> disagreeing = disagreeing();
        Set<String> names = new TreeSet<>();
        disagreeing.forEach(f -> names.add(f.gradient()));
        if (!names.equals(new TreeSet<>(record.wrong()))) {
            return false;
        }
        return record.element().isEmpty()
                || disagreeing.stream()
                        .allMatch(f -> f.affected() == 1
                                && f.worstElement().orElseThrow().element()
                                        == record.element().getAsInt());
    }

    /** {@return whether an element that is wrong was said to agree with a resolution finer than its fault} */
    public boolean isOverclaimed() {
        if (isFlagged() || record.element().isEmpty() || record.change().isEmpty()) {
            return false;
        }
        return report.findings().stream()
                .filter(f -> f.witness().isOracle() && record.wrong().contains(f.gradient()))
                .flatMap(f -> f.elements().stream())
                .filter(e -> e.element() == record.element().getAsInt() && e.verdict() == Verdict.AGREES)
                .anyMatch(e ->
                        e.resolution(Math.abs(e.analytic())) < record.change().getAsDouble());
    }

    /** {@return the name of the first diagnosis of a wrong tensor; empty if there is none} */
    public Optional<String> named() {
        return diagnoses().stream().map(Diagnosis::fault).findFirst();
    }

    /** {@return the diagnoses of the tensors that are wrong} */
    public List<Diagnosis> diagnoses() {
        return disagreeing().stream().flatMap(f -> f.diagnosis().stream()).toList();
    }

    private List<Finding> disagreeing() {
        return report.findings().stream()
                .filter(f -> f.verdict() == Verdict.DISAGREES && f.witness().isOracle())
                .toList();
    }
}

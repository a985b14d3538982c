package dev.gradcheck.verdict;

import dev.gradcheck.tensor.DType;
import dev.gradcheck.tensor.Shape;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Lays what is accepted in code over what was found: a finding all of whose elements are accepted is a known discrepancy; what is accepted
 * and does not occur is itself a finding.
 *
 * @param accepted in the order in which it was said
 */
public record Acceptances(List<Acceptance> accepted) {
    /**
     * Copies.
     *
     * @param accepted findings
     */
    public Acceptances {
        accepted = List.copyOf(accepted);
    }

    /**
     * {@return the findings of one check, those that are accepted marked as known}
     *
     * @param findings of every witness
     */
    public List<Finding> over(List<Finding> findings) {
        List<Finding> own =
                findings.stream().map(f -> reason(f).map(f::declared).orElse(f)).toList();
        return own.stream()
                .map(f -> seenAgain(f, own).map(f::declared).orElse(f))
                .toList();
    }

    /**
     * {@return a finding for all that is accepted and occurs at none of the points of a check}
     *
     * @param findings of all points
     */
    public List<Finding> stale(List<Finding> findings) {
        return accepted.stream()
                .flatMap(a -> missing(a, findings).stream()
                        .map(what -> Finding.of(
                                a.subject(),
                                Verdict.DISAGREES,
                                Source.KNOWN_DISCREPANCY.in(DType.FLOAT64),
                                Shape.SCALAR,
                                a.sentence() + ", does not occur" + what
                                        + ". If it is mended, do not accept it any longer")))
                .toList();
    }

    /** Where elements are named each has to be concerned. */
    private static Optional<String> missing(Acceptance acceptance, List<Finding> findings) {
        List<Finding> about = findings.stream().filter(acceptance::isAbout).toList();
        if (acceptance.kind() == Acceptance.Kind.BLINDNESS) {
            return about.isEmpty() ? Optional.of("") : Optional.empty();
        }
        List<List<Integer>> covered = about.stream()
                .flatMap(f -> f.elements().stream()
                        .filter(e -> acceptance.covers(f, e))
                        .map(e -> f.shape().index(e.element())))
                .distinct()
                .toList();
        List<List<Integer>> left = new ArrayList<>(acceptance.elements());
        left.removeAll(covered);
        if (left.isEmpty() && !covered.isEmpty()) {
            return Optional.empty();
        }
        boolean isOther = about.stream().anyMatch(Finding::failsBuild);
        String where = covered.isEmpty() ? "" : " at " + left;
        return Optional.of(isOther ? where + " as it is accepted: its place, its size or its ratio is another" : where);
    }

    private Optional<String> reason(Finding finding) {
        if (finding.verdict() == Verdict.AGREES) {
            return Optional.empty();
        }
        List<Acceptance> about =
                accepted.stream().filter(a -> a.isAbout(finding)).toList();
        if (finding.witness().source() == Source.BLIND_SPOTS) {
            return reasons(about);
        }
        List<ElementVerdict> concerned = finding.elements().stream()
                .filter(e -> e.verdict().failsBuild() || e.verdict() == finding.verdict())
                .toList();
        boolean isCovered = !concerned.isEmpty()
                && concerned.stream().allMatch(e -> about.stream().anyMatch(a -> a.covers(finding, e)));
        return isCovered
                ? reasons(about.stream()
                        .filter(a -> concerned.stream().anyMatch(e -> a.covers(finding, e)))
                        .toList())
                : Optional.empty();
    }

    /** Taylor's test and joint directions see an accepted gradient without its elements: the same discrepancy seen again. */
    private static Optional<String> seenAgain(Finding finding, List<Finding> all) {
        boolean isAlong =
                finding.witness().source() == Source.TAYLOR || finding.witness().source() == Source.JOINT;
        if (!isAlong || finding.verdict() != Verdict.DISAGREES) {
            return Optional.empty();
        }
        List<Finding> oracles = all.stream()
                .filter(f -> f.witness().isOracle() && f.subject().equals(finding.subject()))
                .toList();
        return oracles.stream().anyMatch(Finding::failsBuild)
                ? Optional.empty()
                : oracles.stream().flatMap(f -> f.known().stream()).findFirst();
    }

    private static Optional<String> reasons(List<Acceptance> about) {
        return about.isEmpty()
                ? Optional.empty()
                : Optional.of(about.stream().map(Acceptance::because).distinct().collect(Collectors.joining("; ")));
    }
}

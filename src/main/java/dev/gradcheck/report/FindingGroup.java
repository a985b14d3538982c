package dev.gradcheck.report;

import dev.gradcheck.verdict.Finding;
import dev.gradcheck.verdict.Verdict;
import dev.gradcheck.verdict.Witness;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Findings of several witnesses that say the same: told once. Oracles that name the same element say the same; another witness has
 * evidence of its own, such as the place of a golden value, which must not be lost behind theirs.
 *
 * @param findings at least one, of the same verdict and, unless they agree, about the same element
 */
public record FindingGroup(List<Finding> findings) {
    /**
     * Copies.
     *
     * @param findings that say the same
     */
    public FindingGroup {
        findings = List.copyOf(findings);
    }

    static List<FindingGroup> of(List<Finding> findings) {
        Map<List<Object>, List<Finding>> groups = new LinkedHashMap<>();
        for (Finding finding : findings) {
            groups.computeIfAbsent(key(finding), k -> new ArrayList<>()).add(finding);
        }
        return groups.values().stream().map(FindingGroup::new).toList();
    }

    /** {@return the finding whose evidence stands for all} */
    public Finding first() {
        return findings.get(0);
    }

    /** {@return "says A", or "say A, B and C"} */
    String says() {
        List<String> names =
                findings.stream().map(Finding::witness).map(Witness::toString).toList();
        String last = names.get(names.size() - 1);
        return names.size() == 1
                ? "says " + last
                : "say " + names.stream().limit(names.size() - 1L).collect(Collectors.joining(", ")) + " and " + last;
    }

    private static List<Object> key(Finding finding) {
        if (finding.verdict() == Verdict.AGREES) {
            return List.of(finding.verdict());
        }
        boolean oracle = !finding.elements().isEmpty() && finding.witness().isOracle();
        return List.of(
                finding.verdict(),
                finding.failsBuild(),
                finding.known(),
                finding.worstElement().map(e -> e.element()),
                oracle ? "" : finding.reason());
    }
}

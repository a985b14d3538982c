package dev.gradcheck.check;

import dev.gradcheck.check.CheckReport.NotRun;
import dev.gradcheck.verdict.Finding;
import dev.gradcheck.verdict.Source;
import dev.gradcheck.verdict.Subject;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** What an examination of contracts has seen so far: what is broken, what holds for which gradient, what could not be examined. */
final class Examined {
    private final List<Finding> broken = new ArrayList<>();
    private final Map<String, List<String>> held = new LinkedHashMap<>();
    private final List<NotRun> notRun = new ArrayList<>();
    private final Set<String> unsteady = new TreeSet<>();
    private final List<Finding> along = new ArrayList<>();
    private boolean reusable;

    void broken(Finding finding) {
        broken.add(finding);
    }

    void holds(String gradient, String contract) {
        List<String> contracts = held.computeIfAbsent(gradient, name -> new ArrayList<>());
        if (!contracts.contains(contract)) {
            contracts.add(contract);
        }
    }

    void notRun(Source witness, String reason) {
        notRun.add(new NotRun(witness.label(), reason));
    }

    /** Contracts of one gradient or value. */
    void notRun(Subject subject, String reason) {
        notRun.add(new NotRun(ContractCheck.WHAT, subject, reason));
    }

    /** What is seen along whole directions. */
    void along(List<Finding> findings) {
        along.addAll(findings);
    }

    List<Finding> along() {
        return List.copyOf(along);
    }

    /** One pullback gives the same for the same cotangent every time. */
    void reusable(boolean is) {
        reusable = is;
    }

    boolean isReusable() {
        return reusable;
    }

    /** Two calls of this gradient differ by more than rounding. */
    void unsteady(String gradient) {
        unsteady.add(gradient);
    }

    boolean isUnsteady(String gradient) {
        return unsteady.contains(gradient);
    }

    void addAll(Examined other) {
        other.held.forEach((name, contracts) -> contracts.forEach(contract -> holds(name, contract)));
        broken.addAll(other.broken);
        notRun.addAll(other.notRun);
        unsteady.addAll(other.unsteady);
    }

    boolean isBroken(Subject subject) {
        return broken.stream().anyMatch(f -> f.subject().equals(subject));
    }

    List<Finding> broken() {
        return List.copyOf(broken);
    }

    /** By gradient, the contracts that hold. */
    Map<String, List<String>> held() {
        return held;
    }

    /** The gradients that depend on the upstream gradient as they have to. */
    Set<String> linear() {
        Set<String> linear = new TreeSet<>();
        held.forEach((name, contracts) -> {
            if (contracts.contains(CotangentContracts.LINEAR)) {
                linear.add(name);
            }
        });
        return linear;
    }

    List<NotRun> notRun() {
        return List.copyOf(notRun);
    }
}

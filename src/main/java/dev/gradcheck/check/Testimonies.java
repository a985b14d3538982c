package dev.gradcheck.check;

import dev.gradcheck.accused.Accused;
import dev.gradcheck.accused.Fatal;
import dev.gradcheck.check.CheckReport.NotRun;
import dev.gradcheck.oracle.Claim;
import dev.gradcheck.oracle.Estimate;
import dev.gradcheck.oracle.GradientOracle;
import dev.gradcheck.oracle.OracleException;
import dev.gradcheck.oracle.Question;
import dev.gradcheck.tensor.Shape;
import dev.gradcheck.verdict.Conflicts.Testimony;
import dev.gradcheck.verdict.Finding;
import dev.gradcheck.verdict.Subject;
import dev.gradcheck.verdict.Verdict;
import dev.gradcheck.verdict.Witness;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What the oracles say of every gradient; one that cannot answer leaves a finding instead, which another may settle. One that breaks
 * leaves a finding that nobody settles: it is no fault of the accused, and must not go unseen.
 */
final class Testimonies {
    private final Accused accused;
    private final Map<String, List<Testimony>> byGradient = new LinkedHashMap<>();
    private final List<Finding> unanswered = new ArrayList<>();
    private final List<Finding> broken = new ArrayList<>();
    private final List<NotRun> notRun = new ArrayList<>();

    Testimonies(Accused accused, Claim claim, List<GradientOracle> oracles) {
        this.accused = accused;
        oracles.forEach(oracle -> hear(oracle, question(claim)));
    }

    Map<String, List<Testimony>> byGradient() {
        return byGradient;
    }

    List<Finding> unanswered() {
        return unanswered;
    }

    List<Finding> broken() {
        return broken;
    }

    List<NotRun> notRun() {
        return notRun;
    }

    private Question question(Claim claim) {
        List<Estimate> known = byGradient.values().stream()
                .flatMap(List::stream)
                .map(Testimony::estimate)
                .toList();
        return new Question(accused, accused.shadow().point(), accused.shadowCotangent(), claim, known);
    }

    private void hear(GradientOracle oracle, Question question) {
        Witness witness = Witness.of(oracle);
        try {
            take(witness, oracle.estimate(question));
        } catch (OracleException e) {
            if (e.isInapplicable()) {
                notRun.add(new NotRun(witness.toString(), e.getMessage()));
                return;
            }
            unanswered.addAll(undecided(witness, e.getMessage()));
        } catch (Throwable e) { // a twin is code of the user's, too
            Fatal.rethrow(e);
            broken.addAll(
                    undecided(witness, "the oracle is broken, which says nothing of the gradient: it throws " + e));
        }
    }

    private void take(Witness witness, List<Estimate> estimates) {
        for (String name : accused.shadow().point().names()) {
            Shape shape = shape(name);
            List<Estimate> own =
                    estimates.stream().filter(e -> e.parameter().equals(name)).toList();
            if (own.isEmpty()) {
                notRun.add(new NotRun(witness.toString(), Subject.gradient(name), "the oracle gave no estimate of it"));
            }
            for (Estimate estimate : own) {
                if (estimate.shape().size() == shape.size()) {
                    byGradient.computeIfAbsent(name, n -> new ArrayList<>()).add(new Testimony(witness, estimate));
                } else {
                    String reason = "the oracle is broken, which says nothing of the gradient: its estimate has shape "
                            + estimate.shape() + ", the parameter has " + shape;
                    broken.add(Finding.of(name, Verdict.UNDECIDED, witness, shape, reason));
                }
            }
        }
    }

    private List<Finding> undecided(Witness witness, String reason) {
        return accused.shadow().point().names().stream()
                .map(name -> Finding.of(name, Verdict.UNDECIDED, witness, shape(name), reason))
                .toList();
    }

    private Shape shape(String name) {
        return accused.shadow().point().get(name).shape();
    }
}

package dev.gradcheck.command;

import dev.gradcheck.check.CheckReport;
import dev.gradcheck.golden.yaml.TensorText;
import dev.gradcheck.tensor.DType;
import dev.gradcheck.tensor.Tensor;
import dev.gradcheck.verdict.ElementVerdict;
import dev.gradcheck.verdict.Finding;
import dev.gradcheck.verdict.Subject;
import dev.gradcheck.verdict.Verdict;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What the oracles say of a case: for each element the word of the one with the smallest bound.
 *
 * @param loss the value of the pass that was judged
 * @param gradients by name
 * @param refusals the gradients that the oracles do not confirm
 */
record Recorded(Tensor loss, Map<String, Tensor> gradients, List<String> refusals) {
    static Recorded of(CheckReport report) {
        Map<String, Tensor> gradients = new LinkedHashMap<>();
        List<String> refusals = new ArrayList<>();
        for (String name : report.point().names()) {
            List<Finding> about = report.findings().stream()
                    .filter(f -> f.subject().equals(Subject.gradient(name))
                            && !f.witness().isOfTheCase())
                    .toList();
            List<Finding> oracles = about.stream()
                    .filter(f -> f.witness().isOracle()
                            && f.witness().dtype() == DType.FLOAT64
                            && !f.elements().isEmpty())
                    .toList();
            boolean isConfirmed = oracles.stream().anyMatch(f -> f.verdict() == Verdict.AGREES)
                    && about.stream().noneMatch(Finding::failsBuild);
            if (isConfirmed) {
                gradients.put(name, closest(oracles));
            } else {
                refusals.add(Subject.gradient(name).text());
            }
        }
        Tensor loss = report.declared().map(CheckReport.Declared::primal).orElse(null);
        if (loss == null || loss.size() != 1) {
            refusals.add(
                    loss == null ? "the value" : "gradients of several outputs, which depend on a random cotangent");
        }
        return new Recorded(loss, gradients, refusals);
    }

    private static Tensor closest(List<Finding> oracles) {
        int size = oracles.get(0).elements().size();
        double[] values = new double[size];
        double[] bounds = new double[size];
        java.util.Arrays.fill(bounds, Double.POSITIVE_INFINITY);
        for (Finding finding : oracles) {
            for (ElementVerdict element : finding.elements()) {
                double bound = element.slope().bound().orElse(Double.POSITIVE_INFINITY);
                if (bound < bounds[element.element()]) {
                    bounds[element.element()] = bound;
                    values[element.element()] = element.slope().value();
                }
            }
        }
        return Tensor.of(DType.FLOAT64, oracles.get(0).shape(), values);
    }

    /** The block of a golden file. */
    String yaml() {
        StringBuilder text = new StringBuilder("expected:\n  match: within budget\n  loss: {match: ulps 16, value: ")
                .append(TensorText.of(loss.reshape(dev.gradcheck.tensor.Shape.SCALAR), 4))
                .append("}\n  gradients:\n");
        gradients.forEach((name, tensor) -> text.append("    ")
                .append(TensorText.name(name))
                .append(":\n      ")
                .append(TensorText.of(tensor, 6))
                .append('\n'));
        return text.toString();
    }
}

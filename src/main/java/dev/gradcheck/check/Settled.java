package dev.gradcheck.check;

import dev.gradcheck.function.Parameters;
import dev.gradcheck.oracle.Slope;
import dev.gradcheck.tensor.Tensor;
import dev.gradcheck.verdict.ElementVerdict;
import dev.gradcheck.verdict.Finding;
import dev.gradcheck.verdict.Verdict;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The elements that differences could measure: along the others, at a kink or hidden in the function's rounding, a remainder of first order
 * is the function's and not the gradient's fault.
 *
 * @param open row-major offsets of the others, by the gradient's name
 * @param isBlamed whether differences say of a gradient that it is wrong
 */
record Settled(Map<String, Set<Integer>> open, boolean isBlamed) {
    static Settled by(List<Finding> judged) {
        Map<String, Set<Integer>> open = new HashMap<>();
        for (Finding finding : judged) {
            for (ElementVerdict element : finding.elements()) {
                if (element.slope().step() > 0 && isOpen(element)) {
                    open.computeIfAbsent(finding.gradient(), n -> new HashSet<>())
                            .add(element.element());
                }
            }
        }
        return new Settled(open, judged.stream().anyMatch(f -> f.verdict() == Verdict.DISAGREES));
    }

    private static boolean isOpen(ElementVerdict element) {
        Verdict verdict = element.verdict();
        return verdict == Verdict.AGREES_AT_A_KINK
                || verdict == Verdict.UNDECIDED
                || element.slope().kind() != Slope.Kind.SMOOTH;
    }

    /** A direction without a part in the others. */
    Parameters within(Parameters direction) {
        Parameters within = Parameters.NONE;
        for (String name : direction.names()) {
            Tensor tensor = direction.get(name);
            for (int element : open.getOrDefault(name, Set.of())) {
                tensor = tensor.with(element, 0);
            }
            within = within.with(name, tensor);
        }
        return within;
    }

    /** Whether a direction moves nothing. */
    static boolean isZero(Parameters direction) {
        return direction.tensors().values().stream().allMatch(tensor -> tensor.maxAbs() == 0);
    }
}

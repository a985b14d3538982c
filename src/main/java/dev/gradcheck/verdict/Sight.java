package dev.gradcheck.verdict;

import dev.gradcheck.oracle.Slope;
import dev.gradcheck.tensor.DType;
import dev.gradcheck.tensor.Shape;
import dev.gradcheck.tensor.Tensor;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What the oracles would have said of another gradient at the same point: how far each element may be moved before one of them surely
 * sees it.
 *
 * @param subject the gradient
 * @param gradient as it is, and as it agrees
 * @param elements of each finding that agrees, at least one
 */
record Sight(Subject subject, Tensor gradient, List<List<ElementVerdict>> elements) {
    /** The oracle's error and the rounding may both point in the direction of a fault, as in a resolution. */
    private static final double SURELY = 2;

    private static final Set<Verdict> AGREEMENT = Set.of(Verdict.AGREES, Verdict.AGREES_AT_A_KINK, Verdict.IMPRECISE);

    /** {@return what was seen of each gradient that agrees, element by element; nothing can be said of the others} */
    static List<Sight> of(List<Finding> findings) {
        List<Sight> all = new ArrayList<>();
        findings.stream()
                .filter(f -> f.witness().isOracle() && f.subject() instanceof Subject.Gradient)
                .map(Finding::subject)
                .distinct()
                .forEach(subject -> of(subject, findings).ifPresent(all::add));
        return all;
    }

    private static Optional<Sight> of(Subject subject, List<Finding> findings) {
        List<Finding> agreeing = findings.stream()
                .filter(f -> f.subject().equals(subject) && f.witness().isOracle())
                .filter(f -> f.witness().dtype() == DType.FLOAT64 && AGREEMENT.contains(f.verdict()))
                .filter(f -> !f.elements().isEmpty() && f.survey().isEmpty())
                .toList();
        if (agreeing.isEmpty()) {
            return Optional.empty();
        }
        Shape shape = agreeing.get(0).shape();
        double[] values = agreeing.get(0).elements().stream()
                .mapToDouble(ElementVerdict::analytic)
                .toArray();
        return Optional.of(new Sight(
                subject,
                Tensor.of(DType.FLOAT64, shape, values),
                agreeing.stream().map(Finding::elements).toList()));
    }

    /** Whether another gradient would surely have been told from the right one, in some element and by some oracle. */
    boolean sees(Tensor planted) {
        if (planted.size() != gradient.size()) {
            return true;
        }
        for (int i = 0; i < planted.size(); i++) {
            if (planted.at(i) != gradient.at(i) && sees(i, planted.at(i))) {
                return true;
            }
        }
        return false;
    }

    private boolean sees(int i, double value) {
        return elements.stream().map(all -> all.get(i)).anyMatch(element -> sees(element, value));
    }

    /** At a kink every subgradient is as good as another. */
    private static boolean sees(ElementVerdict element, double value) {
        double allowed = SURELY * element.allowed();
        Slope slope = element.slope();
        boolean isAtKink = element.verdict() == Verdict.AGREES_AT_A_KINK;
        double least = isAtKink ? Math.min(slope.left(), slope.right()) : element.analytic();
        double largest = isAtKink ? Math.max(slope.left(), slope.right()) : element.analytic();
        return value < least - allowed || value > largest + allowed || Double.isNaN(value);
    }

    /** Whether some element agrees at a kink with a value that is not zero. */
    boolean isAtKinks() {
        return elements.stream()
                .flatMap(List::stream)
                .anyMatch(e -> e.verdict() == Verdict.AGREES_AT_A_KINK && e.analytic() != 0);
    }

    /** Whether a vanishing gradient would not be told from this one. */
    boolean isZero() {
        return !sees(gradient.times(0));
    }
}

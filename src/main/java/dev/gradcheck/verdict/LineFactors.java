package dev.gradcheck.verdict;

import dev.gradcheck.tensor.Tensor;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.Collectors;

/**
 * A factor of its own for each element, row or column, which is another tensor of the case: a scale, a mask or a standard deviation that
 * was forgotten or applied twice, an upstream gradient that was ignored.
 */
final class LineFactors {
    private static final int SHOWN = 4;

    private LineFactors() {}

    /** The upstream gradient itself is the factor, or what it was mistaken for. */
    static Optional<Diagnosis> upstream(Truth truth) {
        return truth.clues().has(Diagnostician.COTANGENT)
                        && truth.clues().get(Diagnostician.COTANGENT).size() == truth.size()
                        && truth.size() > 1
                ? upstream(truth, truth.clues().get(Diagnostician.COTANGENT))
                : Optional.empty();
    }

    private static Optional<Diagnosis> upstream(Truth truth, Tensor v) {
        List<Power> powers = List.of(
                new Power("upstream ignored", "without", "multiply by the upstream gradient", -1),
                new Power("divided by upstream", "divided by", "multiply by the upstream gradient instead", -2),
                new Power("upstream squared", "twice times", "multiply by the upstream gradient once", 1));
        return powers.stream()
                .filter(p -> isFactor(truth, i -> StrictMath.pow(v.at(i), p.exponent())))
                .findFirst()
                .map(p -> new Diagnosis(
                        p.name(),
                        "dL/d" + truth.gradient() + " is the truth " + p.how() + " the upstream gradient",
                        p.remedy(),
                        0));
    }

    /** A tensor of the same shape, or one number for each row or column, or any other axis. */
    static Optional<Diagnosis> clue(Truth truth) {
        return truth.clues().names().stream()
                .filter(name -> !name.equals(Diagnostician.COTANGENT))
                .flatMap(name -> clue(truth, name).stream())
                .findFirst();
    }

    private static Optional<Diagnosis> clue(Truth truth, String name) {
        Tensor tensor = truth.clues().get(name);
        if (truth.size() < 2 || isConstant(tensor)) {
            return Optional.empty();
        }
        List<Indexed> ways = new ArrayList<>();
        if (tensor.size() == truth.size()) {
            ways.add(new Indexed("element by element", tensor::at));
        }
        for (int axis = 0; axis < truth.shape().rank() && Region.hasLines(truth.shape()); axis++) {
            int along = axis;
            if (tensor.size() == truth.shape().dimension(axis)) {
                ways.add(new Indexed(
                        "along axis " + axis,
                        i -> tensor.at(truth.shape().index(i).get(along))));
            }
        }
        return ways.stream().flatMap(way -> clue(truth, name, way).stream()).findFirst();
    }

    private static Optional<Diagnosis> clue(Truth truth, String name, Indexed way) {
        if (isFactor(truth, i -> 1 / way.factor().at(i))) {
            return Optional.of(new Diagnosis(
                    "factor missing",
                    "dL/d" + truth.gradient() + " lacks the factor " + name + ", " + way.text(),
                    "multiply by " + name + ": the chain rule goes through the product with it",
                    0));
        }
        return isFactor(truth, i -> way.factor().at(i))
                ? Optional.of(new Diagnosis(
                        "factor too many",
                        "dL/d" + truth.gradient() + " is " + name + " times the truth, " + way.text(),
                        "leave out the factor " + name + ": it is there twice, or does not belong there",
                        0))
                : Optional.empty();
    }

    /** A factor for each row or column that no tensor explains. */
    static Optional<Diagnosis> line(Truth truth) {
        for (int axis = 0; axis < truth.shape().rank() && Region.hasLines(truth.shape()); axis++) {
            Optional<double[]> factors = factors(truth, axis);
            if (factors.isPresent()) {
                String kind = axis == 0 ? "row" : axis == truth.shape().rank() - 1 ? "column" : "index of axis " + axis;
                return Optional.of(new Diagnosis(
                        "factor for each " + kind,
                        "dL/d" + truth.gradient() + " is the truth times one number for each " + kind + ": "
                                + listed(factors.get()),
                        "look for a vector that is missing as a factor, or along the wrong axis",
                        0));
            }
        }
        return Optional.empty();
    }

    /** Every line has at least two elements that tell its factor, and at least two lines have different ones. */
    private static Optional<double[]> factors(Truth truth, int axis) {
        double[] factors = new double[truth.shape().dimension(axis)];
        for (int line = 0; line < factors.length; line++) {
            OptionalDouble factor = factor(truth, axis, line);
            if (factor.isEmpty() || factor.getAsDouble() == 0) { // what is zero is left out, not multiplied
                return Optional.empty();
            }
            factors[line] = factor.getAsDouble();
        }
        return factors.length > 1
                        && isFactor(truth, i -> factors[truth.shape().index(i).get(axis)])
                ? Optional.of(factors)
                : Optional.empty();
    }

    private static OptionalDouble factor(Truth truth, int axis, int line) {
        double above = 0;
        double below = 0;
        int telling = 0;
        for (int i = 0; i < truth.size(); i++) {
            if (truth.shape().index(i).get(axis) == line) {
                above += truth.analytic()[i] * truth.expected()[i];
                below += truth.expected()[i] * truth.expected()[i];
                telling += Math.abs(truth.expected()[i]) > truth.bounds()[i] ? 1 : 0;
            }
        }
        return telling < 2 ? OptionalDouble.empty() : OptionalDouble.of(above / below);
    }

    private static boolean isFactor(Truth truth, Factor factor) {
        double[] predicted = new double[truth.size()];
        for (int i = 0; i < predicted.length; i++) {
            double right = truth.expected()[i];
            predicted[i] = right == 0 ? 0 : right * factor.at(i);
        }
        return truth.explains(truth.residual(predicted));
    }

    private static boolean isConstant(Tensor tensor) {
        return Arrays.stream(tensor.values()).distinct().count() < 2;
    }

    private static String listed(double[] factors) {
        String shown = Arrays.stream(factors).limit(SHOWN).mapToObj(Ratio::text).collect(Collectors.joining(", "));
        return factors.length > SHOWN ? shown + " and " + (factors.length - SHOWN) + " more" : shown;
    }

    private interface Factor {
        double at(int element);
    }

    private record Indexed(String text, Factor factor) {}

    private record Power(String name, String how, String remedy, int exponent) {}
}

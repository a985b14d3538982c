package dev.gradcheck.oracle;

import dev.gradcheck.accused.ForwardPass;
import dev.gradcheck.accused.Outcome;
import dev.gradcheck.function.Parameters;
import dev.gradcheck.tensor.Tensor;
import java.util.Optional;
import java.util.stream.DoubleStream;

/**
 * A function seen along one coordinate of one parameter: t ↦ ⟨cotangent, f(x + t·e)⟩ − ⟨cotangent, f(x)⟩. The difference is taken
 * output by output before it is contracted, so that large outputs that do not change cost no digits.
 */
final class Coordinate {
    /** A length that is not as much longer or shorter leads to the same steps. */
    private static final double DIFFERENT = 16;

    private final ForwardPass function;
    private final Parameters point;
    private final double[] cotangent;
    private final double[] primal;
    private final double[] noise;
    private final String parameter;
    private final Tensor tensor;
    private final int element;
    private int evaluations;
    private String obstacle;

    Coordinate(Question question, double[] primal, double[] noise, String parameter, int element) {
        this.function = question.function();
        this.point = question.point();
        this.cotangent = question.cotangent().values();
        this.primal = primal;
        this.noise = noise;
        this.parameter = parameter;
        this.tensor = point.get(parameter);
        this.element = element;
    }

    /** How often the function was evaluated on this line. */
    int evaluations() {
        return evaluations;
    }

    /** The natural length here: the element's own size, or 1 where that is smaller, or the size of the tensor's largest where all are. */
    double scale() {
        double largest = tensor.maxAbs();
        return largest > 0 ? Math.max(Math.abs(tensor.at(element)), Math.min(largest, 1)) : 1;
    }

    /** Other lengths that may be natural: 1, the element's own and the tensor's, where they are another one at all. */
    double[] otherLengths() {
        return DoubleStream.of(1, Math.abs(tensor.at(element)), tensor.maxAbs())
                .filter(length -> length > 0 && Math.abs(Math.log(length / scale())) > Math.log(DIFFERENT))
                .distinct()
                .toArray();
    }

    /** The step that is really taken when {@code t} is asked for: x + t is rounded, and the step is what remains. */
    double step(double t) {
        return (tensor.at(element) + t) - tensor.at(element);
    }

    /** What kept the function from having a value on this line, at the last step where something did. */
    Optional<String> obstacle() {
        return Optional.ofNullable(obstacle);
    }

    /** The change of the function over a step, and the noise in it; NaN where the function leaves its domain or throws. */
    Change change(double step) {
        evaluations++;
        Tensor moved = tensor.with(element, tensor.at(element) + step);
        Outcome<Tensor> value = function.value(point.with(parameter, moved));
        return value.value()
                .map(v -> change(step, v))
                .orElseGet(() -> without(step, value.failure().orElseThrow().clause()));
    }

    private Change without(double step, String what) {
        obstacle = "the forward pass " + what + " at a step of " + step;
        return new Change(step, Double.NaN, Double.NaN);
    }

    private Change change(double step, Tensor value) {
        if (value.size() != primal.length) {
            return without(step, "has " + value.size() + " outputs, " + primal.length + " at the point,");
        }
        double change = 0;
        double uncertainty = 0;
        for (int k = 0; k < primal.length; k++) {
            if (cotangent[k] != 0) {
                change += cotangent[k] * (value.at(k) - primal[k]);
                double rounding =
                        2 * tensor.dtype().unitRoundoff() * Math.max(Math.abs(value.at(k)), Math.abs(primal[k]));
                uncertainty += Math.abs(cotangent[k]) * Math.max(noise[k], rounding);
            }
        }
        return new Change(step, change, uncertainty);
    }

    /**
     * The change over one step.
     *
     * @param step as taken, signed
     * @param value ⟨cotangent, f(x + step) − f(x)⟩
     * @param noise the error of either of the two function values
     */
    record Change(double step, double value, double noise) {
        double slope() {
            return value / step;
        }

        boolean isFinite() {
            return Double.isFinite(value) && step != 0;
        }
    }
}

package dev.gradcheck.oracle;

import dev.gradcheck.accused.ForwardPass;
import dev.gradcheck.accused.Outcome;
import dev.gradcheck.function.Parameters;
import dev.gradcheck.tensor.Tensor;
import java.util.Optional;

/** Runs the forward pass beside the point, for one line: counts, and keeps what was in the way. */
final class Probe {
    private final ForwardPass function;
    private final Contraction contraction;
    private final Steps steps;
    private int evaluations;
    private String obstacle;

    Probe(ForwardPass function, Contraction contraction, Steps steps) {
        this.function = function;
        this.contraction = contraction;
        this.steps = steps;
    }

    Steps steps() {
        return steps;
    }

    int evaluations() {
        return evaluations;
    }

    Optional<String> obstacle() {
        return Optional.ofNullable(obstacle);
    }

    /** {@return the change from the point to another one, a step away; NaN where the function has no value there} */
    Line.Change change(double step, Parameters moved) {
        evaluations++;
        Outcome<Tensor> value = function.value(moved);
        if (value.value().isEmpty()) {
            return without(step, value.failure().orElseThrow().clause());
        }
        int outputs = value.value().get().size();
        return outputs == contraction.outputs()
                ? contraction.change(step, value.value().get())
                : without(step, "has " + outputs + " outputs, " + contraction.outputs() + " at the point,");
    }

    private Line.Change without(double step, String what) {
        obstacle = "the forward pass " + what + " at a step of " + step;
        return new Line.Change(step, Double.NaN, Double.NaN);
    }
}

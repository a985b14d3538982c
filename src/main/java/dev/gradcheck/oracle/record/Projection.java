package dev.gradcheck.oracle.record;

import dev.gradcheck.accused.ForwardPass.Measured;
import dev.gradcheck.function.Parameters;
import dev.gradcheck.oracle.Joint;
import dev.gradcheck.oracle.Neighbourhood;
import dev.gradcheck.oracle.Question;
import dev.gradcheck.oracle.Slope;
import dev.gradcheck.tensor.Tensor;
import java.util.Map;
import java.util.Optional;

/**
 * What a record says of one random direction, beside what differences of the forward pass say: of a function that was not recorded as
 * it is they do not agree, since every parameter takes part in it.
 */
final class Projection {
    /** Steps: from 1/64 down, each a quarter of the one before; where they contradict the record, all that there are. */
    private static final int LEVELS = 4;

    private Projection() {}

    /** {@return the sentence about a contradiction beyond both bounds; empty where there is none, or where a side has no bound} */
    static Optional<String> contradiction(
            Question question, Map<String, Bounded> gradient, Measured origin, long seed) {
        Neighbourhood near = Neighbourhood.of(question.function(), question.point(), question.cotangent(), origin);
        Parameters direction = near.direction(name -> true, seed);
        Sum recorded = Sum.of(gradient, direction);
        Slope measured = Joint.along(near, direction, LEVELS);
        measured = recorded.contradicts(measured) ? Joint.along(near, direction) : measured;
        if (!recorded.contradicts(measured)) {
            return Optional.empty();
        }
        return Optional.of("record and differences contradict each other along a random direction (seed " + seed
                + "): by the record the slope is " + recorded.value + " ± " + recorded.bound + ", by differences "
                + measured.value() + " ± " + measured.bound().getAsDouble()
                + ". The record is not believed: look for numbers that are detached although the value depends on them, and for a"
                + " function given to map that is not a function of its argument alone");
    }

    /** ⟨gradient, direction⟩ with its bound. */
    private record Sum(double value, double bound) {
        boolean contradicts(Slope measured) {
            boolean areKnown = measured.bound().isPresent() && Double.isFinite(bound);
            return areKnown && measured.kind() != Slope.Kind.DISCONTINUOUS && !measured.admits(value, bound);
        }

        static Sum of(Map<String, Bounded> gradient, Parameters direction) {
            double value = 0;
            double bound = 0;
            double size = 0;
            int terms = 1;
            for (Map.Entry<String, Bounded> entry : gradient.entrySet()) {
                Tensor along = direction.get(entry.getKey());
                Bounded own = entry.getValue();
                for (int i = 0; i < own.size(); i++) {
                    value += own.at(i) * along.at(i);
                    size += Math.abs(own.at(i) * along.at(i));
                    bound += own.error(i) * Math.abs(along.at(i));
                }
                terms += own.size();
            }
            return new Sum(value, bound + ErrorAnalysis.gamma(terms) * size);
        }
    }
}

package dev.gradcheck.accused;

import dev.gradcheck.function.Parameters;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/** Tensors and names that are null, among those that the accused returns by name. */
final class Nulls {
    private Nulls() {}

    static boolean areIn(Parameters parameters) {
        return parameters.names().stream().anyMatch(Objects::isNull)
                || parameters.tensors().values().stream().anyMatch(Objects::isNull);
    }

    /** What is there; each that is null is a failure of its own, so that it does not hide the others. */
    static Parameters without(Parameters gradient, List<Failure> failures) {
        Parameters sound = Parameters.NONE;
        for (var entry : gradient.tensors().entrySet()) {
            if (entry.getKey() == null) {
                failures.add(Failure.of(Call.BACKWARD, "returns a gradient whose name is null"));
            } else if (entry.getValue() == null) {
                String clause = "returns null as the gradient for " + entry.getKey();
                failures.add(new Failure(Call.BACKWARD, Optional.of(entry.getKey()), clause));
            } else {
                sound = sound.with(entry.getKey(), entry.getValue());
            }
        }
        return sound;
    }
}

package dev.gradcheck.golden;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The values expected of a case, in the order of the file.
 *
 * @param values by name: {@code loss} for the network's value, the others from its trace
 * @param gradients by the parameter's name
 */
public record Expected(Map<String, ExpectedValue> values, Map<String, ExpectedValue> gradients) {
    /** The name of the network's value, which every network has. */
    public static final String LOSS = "loss";

    /**
     * Copies, and keeps the order.
     *
     * @param values by name
     * @param gradients by the parameter's name
     */
    public Expected {
        values = Collections.unmodifiableMap(new LinkedHashMap<>(values));
        gradients = Collections.unmodifiableMap(new LinkedHashMap<>(gradients));
    }

    /** {@return whether nothing is expected} */
    public boolean isEmpty() {
        return values.isEmpty() && gradients.isEmpty();
    }
}

package dev.gradcheck.golden;

import dev.gradcheck.function.Differentiable;
import dev.gradcheck.tensor.Shape;
import dev.gradcheck.tensor.Tensor;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A network that golden files can name.
 *
 * @param name what {@code network:} says
 * @param parameters the shape of each parameter, in the order in which reports show them
 * @param values the names of the forward values in its trace, which golden files may expect; {@code loss} need not be
 *     listed
 * @param builder makes the function of an input and a target
 */
public record NetworkDefinition(String name, Map<String, Shape> parameters, List<String> values, Builder builder) {
    /**
     * Copies, and keeps the order.
     *
     * @param name what {@code network:} says
     * @param parameters the shape of each parameter
     * @param values the names of the forward values
     * @param builder makes the function
     */
    public NetworkDefinition {
        parameters = Collections.unmodifiableMap(new LinkedHashMap<>(parameters));
        values = List.copyOf(values);
    }

    /** Makes the function of an input and a target. */
    @FunctionalInterface
    public interface Builder {
        /**
         * The function to judge.
         *
         * @param input as the golden file has it
         * @param target as the golden file has it
         * @return the function of the parameters
         * @throws IllegalArgumentException if the shape or the values do not fit. The message is shown to the file's
         *     author, at the target if it contains "target", else at the input
         */
        Differentiable build(Tensor input, Tensor target);
    }
}

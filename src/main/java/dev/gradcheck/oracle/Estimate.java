package dev.gradcheck.oracle;

import dev.gradcheck.tensor.Shape;
import java.util.List;

/**
 * An oracle's gradient with respect to one parameter.
 *
 * @param parameter the parameter's name
 * @param shape the parameter's shape
 * @param slopes one for each element, row-major
 */
public record Estimate(String parameter, Shape shape, List<Slope> slopes) {
    /**
     * Copies and checks.
     *
     * @param parameter its name
     * @param shape its shape
     * @param slopes one for each element
     * @throws IllegalArgumentException if there is not one slope for each element
     */
    public Estimate {
        slopes = List.copyOf(slopes);
        if (slopes.size() != shape.size()) {
            throw new IllegalArgumentException(slopes.size() + " slopes do not fill the shape " + shape);
        }
    }
}

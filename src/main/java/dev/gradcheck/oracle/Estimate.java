package dev.gradcheck.oracle;

import dev.gradcheck.tensor.Shape;
import java.util.List;
import java.util.Optional;

/**
 * An oracle's gradient with respect to one parameter.
 *
 * @param parameter the parameter's name
 * @param shape the parameter's shape
 * @param slopes one for each element, row-major; {@link Slope#UNMEASURED} where there is a survey and it was not measured by itself
 * @param survey what was measured of all elements together; empty where each was
 */
public record Estimate(String parameter, Shape shape, List<Slope> slopes, Optional<Survey> survey) {
    /**
     * Copies and checks.
     *
     * @param parameter its name
     * @param shape its shape
     * @param slopes one for each element
     * @param survey of all elements together
     * @throws IllegalArgumentException if there is not one slope for each element
     */
    public Estimate {
        slopes = List.copyOf(slopes);
        if (slopes.size() != shape.size()) {
            throw new IllegalArgumentException(slopes.size() + " slopes do not fill the shape " + shape);
        }
    }

    /**
     * Of every element by itself.
     *
     * @param parameter its name
     * @param shape its shape
     * @param slopes one for each element
     */
    public Estimate(String parameter, Shape shape, List<Slope> slopes) {
        this(parameter, shape, slopes, Optional.empty());
    }

    Estimate(String parameter, Shape shape, List<Slope> slopes, Survey survey) {
        this(parameter, shape, slopes, Optional.of(survey));
    }
}

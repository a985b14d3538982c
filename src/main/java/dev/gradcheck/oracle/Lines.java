package dev.gradcheck.oracle;

import dev.gradcheck.accused.ForwardPass;
import dev.gradcheck.accused.ForwardPass.Measured;
import dev.gradcheck.accused.LastPlaces;
import dev.gradcheck.function.Parameters;
import dev.gradcheck.tensor.Tensor;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** All lines through the point of a question. */
final class Lines {
    private final Question question;
    private final Measured origin;
    private final ForwardPass function;
    private final Parameters point;
    private final Contraction contraction;
    private final Grid grid;
    private final Steps steps;
    private final Map<String, Double> largest = new HashMap<>();

    /**
     * Through the point.
     *
     * @param question about a function at the point
     * @param origin what is known of it there
     */
    Lines(Question question, Measured origin) {
        this(question, origin, 0);
    }

    private Lines(Question question, Measured origin, double least) {
        this.question = question;
        this.origin = origin;
        this.function = question.function();
        this.grid = new Grid(origin.arithmetic());
        this.point = grid.on(question.point());
        this.contraction = new Contraction(question.cotangent().values(), origin, least);
        this.steps = new Steps(new LastPlaces(point).ofNumbers() * contraction.weight());
    }

    /** {@return the same lines, where every value is known no better than the steps that were seen along one of them; empty where there were none} */
    Optional<Lines> withStepsSeen() {
        return steps.seen() > 0 ? Optional.of(new Lines(question, origin, steps.seen())) : Optional.empty();
    }

    Tensor tensor(String parameter) {
        return point.get(parameter);
    }

    Line coordinate(String parameter, int element) {
        double size = largest.computeIfAbsent(parameter, p -> tensor(p).maxAbs());
        return new Coordinate(new Probe(function, contraction, steps), point, parameter, element, size, grid);
    }

    Line ray(String parameter, double[] direction) {
        return new Ray(new Probe(function, contraction, steps), point, parameter, direction, grid);
    }

    /** The slope along one element, as well as the claim needs it. */
    Slope slope(Claim claim, String parameter, int element) {
        return Descent.along(coordinate(parameter, element), slope -> claim.support(parameter, element, slope));
    }
}

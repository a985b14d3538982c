package dev.gradcheck.check;

import dev.gradcheck.function.Differentiable;
import dev.gradcheck.function.Parameters;
import dev.gradcheck.oracle.Joint;
import dev.gradcheck.oracle.Neighbourhood;
import dev.gradcheck.oracle.Slope;
import dev.gradcheck.tensor.Shape;
import dev.gradcheck.tensor.Tensor;
import dev.gradcheck.verdict.ElementVerdict;
import dev.gradcheck.verdict.Finding;
import dev.gradcheck.verdict.Ties;
import dev.gradcheck.verdict.Verdict;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Whether elements that agree at kinks one by one also do so together, along a fixed set of directions: what a random direction would
 * see for some seeds only.
 *
 * @param function the accused
 * @param shadow its pass in float64
 * @param seeded the cotangent
 */
record TieCheck(Differentiable function, Pass shadow, Cotangent seeded) {
    /** What is wrong already needs no second witness, and a function that knows its own conventions is judged by them. */
    List<Finding> examine(List<Finding> judged) {
        Ties ties = ties(judged);
        List<double[]> directions = ties.directions();
        boolean isWrong = judged.stream().anyMatch(f -> f.verdict() == Verdict.DISAGREES);
        if (directions.isEmpty() || isWrong) {
            return List.of();
        }
        Tensor cotangent = seeded.like(shadow.vjp().orElseThrow().primal());
        if (!function.conventions(shadow.point(), cotangent).isEmpty()) {
            return List.of();
        }
        Neighbourhood near = Neighbourhood.of(function, shadow.point(), cotangent);
        for (double[] moved : directions) {
            Parameters direction = ties.direction(shadow.point(), moved);
            Optional<Finding> finding = ties.finding(direction, Joint.along(near, direction));
            if (finding.isPresent()) {
                return List.of(finding.get());
            }
        }
        return List.of();
    }

    private static Ties ties(List<Finding> judged) {
        List<Ties.Element> elements = new ArrayList<>();
        Map<String, Shape> shapes = new HashMap<>();
        for (Finding finding : judged) {
            for (ElementVerdict element : finding.elements()) {
                boolean isKink =
                        element.slope().kind() == Slope.Kind.KINK && element.verdict() == Verdict.AGREES_AT_A_KINK;
                if (isKink && element.slope().step() > 0) {
                    elements.add(new Ties.Element(finding.gradient(), element));
                    shapes.put(finding.gradient(), finding.shape());
                }
            }
        }
        return new Ties(elements, shapes);
    }
}

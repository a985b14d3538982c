package dev.gradcheck.check;

import dev.gradcheck.accused.Accused;
import dev.gradcheck.function.Parameters;
import dev.gradcheck.oracle.Joint;
import dev.gradcheck.oracle.Neighbourhood;
import dev.gradcheck.oracle.Slope;
import dev.gradcheck.tensor.Shape;
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
 * @param accused the function
 */
record TieCheck(Accused accused) {
    /** What is wrong already needs no second witness, and a function that knows its own conventions is judged by them. */
    List<Finding> examine(List<Finding> judged) {
        Ties ties = ties(judged);
        boolean isWrong = judged.stream().anyMatch(f -> f.verdict() == Verdict.DISAGREES);
        if (ties.directions().isEmpty() || isWrong) {
            return List.of();
        }
        if (accused.conventions().value().stream().anyMatch(all -> !all.isEmpty())) {
            return List.of();
        }
        Parameters point = accused.shadow().point();
        return Neighbourhood.of(accused, point, accused.shadowCotangent())
                .map(near -> examine(near, ties, point))
                .orElse(List.of());
    }

    private static List<Finding> examine(Neighbourhood near, Ties ties, Parameters point) {
        for (double[] moved : ties.directions()) {
            Parameters direction = ties.direction(point, moved);
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

package dev.gradcheck.verdict;

import dev.gradcheck.tensor.Shape;
import dev.gradcheck.tensor.Tensor;
import java.util.List;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;

/**
 * A usual mistake that a gradient alone lets one plant, whatever function it belongs to.
 *
 * @param fault what it is, as in "… would not be seen"
 * @param applies to which shapes
 * @param effect from the right gradient to the wrong one
 * @param because what hides it where neither zeros nor equal numbers do, after the gradient's name
 */
record PlantedMistake(String fault, Predicate<Shape> applies, UnaryOperator<Tensor> effect, String because) {
    private static final List<PlantedMistake> ALL = List.of(
            new PlantedMistake("a wrong sign or factor", shape -> shape.size() > 0, g -> g.times(2), " is zero"),
            new PlantedMistake(
                    "a loop that ends too early",
                    PlantedMistake::isSeveral,
                    g -> kept(g, 0),
                    " is zero but for its first row or element"),
            new PlantedMistake(
                    "a loop that begins too late",
                    PlantedMistake::isSeveral,
                    g -> kept(g, g.shape().dimension(0) - 1),
                    " is zero but for its last row or element"),
            new PlantedMistake(
                    "a neighbour's value", shape -> shape.size() > 1, PlantedMistake::shifted, " has equal elements"),
            new PlantedMistake(
                    "a transposed gradient",
                    PlantedMistake::isSquare,
                    g -> g.transpose().reshape(g.shape()),
                    " is symmetric"));

    /** {@return all of them that this gradient hides} */
    static List<BlindSpot> unseen(Sight sight) {
        Tensor gradient = sight.gradient();
        return ALL.stream()
                .filter(mistake -> mistake.applies().test(gradient.shape()))
                .filter(mistake -> !sight.sees(mistake.effect().apply(gradient)))
                .map(mistake -> new BlindSpot(sight.subject(), mistake.fault(), cause(sight, mistake)))
                .toList();
    }

    /** Zeros hide everything, and equal numbers every exchange. */
    private static String cause(Sight sight, PlantedMistake mistake) {
        String name = sight.subject().text();
        if (sight.isZero() && sight.isAtKinks()) {
            return name + " sits on kinks, where every value between the slopes is right";
        }
        if (sight.isZero()) {
            return name + " is zero at this point, as far as can be told";
        }
        Tensor gradient = sight.gradient();
        boolean areEqual = !sight.sees(gradient.mapExactly(element -> gradient.at(0)))
                && !mistake.fault().contains("loop");
        return areEqual ? "all elements of " + name + " are equal at this point" : name + mistake.because();
    }

    private static boolean isSeveral(Shape shape) {
        return shape.rank() > 0 && shape.dimension(0) > 1;
    }

    private static boolean isSquare(Shape shape) {
        return shape.rank() == 2 && shape.dimension(0) > 1 && shape.dimension(0) == shape.dimension(1);
    }

    /** One row alone, one element of a vector: all else is zero. */
    private static Tensor kept(Tensor right, int row) {
        int length = right.size() / right.shape().dimension(0);
        double[] wrong = new double[right.size()];
        for (int i = row * length; i < (row + 1) * length; i++) {
            wrong[i] = right.at(i);
        }
        return Tensor.of(right.dtype(), right.shape(), wrong);
    }

    private static Tensor shifted(Tensor right) {
        double[] wrong = new double[right.size()];
        for (int i = 0; i < wrong.length; i++) {
            wrong[i] = right.at(Math.floorMod(i - 1, wrong.length));
        }
        return Tensor.of(right.dtype(), right.shape(), wrong);
    }
}

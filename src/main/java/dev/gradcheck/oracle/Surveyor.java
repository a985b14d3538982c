package dev.gradcheck.oracle;

import dev.gradcheck.tensor.Tensor;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeSet;

/**
 * One parameter with many elements: random directions of all of them judge it, halving finds the elements that are wrong, and these
 * and a sample are measured by themselves.
 *
 * <p>An error of one element shows in every direction that knows its slope well enough; errors of several can cancel in one direction, but
 * not in many. Fast mode of {@code torch.autograd.gradcheck} has one direction and no bound.
 */
final class Surveyor {
    /** Directions; two wrong elements cancel in half of them at most. */
    static final int DIRECTIONS = 20;

    /** With as many elements or fewer each is measured: a survey would cost more. */
    static final int SMALL = 128;

    /** Elements measured by themselves, whatever the directions say. */
    static final int SAMPLE = 16;

    /** Wrong elements to find: enough to see what they have in common. */
    private static final int FOUND = 16;

    /** Halves to measure at most. */
    private static final int HALVES = 160;

    /** Weights differ, so that two elements that are exchanged show. */
    private static final int STEPS = 16;

    private final Lines lines;
    private final Claim claim;
    private final String parameter;
    private final Tensor tensor;
    private final long seed;
    private final Set<Integer> wrong = new TreeSet<>();
    private int halves;

    Surveyor(Lines lines, Claim claim, String parameter, long seed) {
        this.lines = lines;
        this.claim = claim;
        this.parameter = parameter;
        this.tensor = lines.tensor(parameter);
        this.seed = seed;
    }

    Estimate estimate() {
        List<Projection> projections = new ArrayList<>();
        SplittableRandom random = new SplittableRandom(seed);
        double[] contradicted = null;
        for (int k = 0; k < DIRECTIONS; k++) {
            double[] weights = direction(random.split());
            Slope slope = along(weights);
            projections.add(new Projection(weights, slope));
            boolean isFirst = contradicted == null && isContradicted(weights, slope);
            contradicted = isFirst ? weights : contradicted;
        }
        if (contradicted != null) {
            halve(contradicted, 0, tensor.size());
        }
        return new Estimate(parameter, tensor.shape(), slopes(random.split()), new Survey(seed, projections));
    }

    private double[] direction(SplittableRandom random) {
        double largest = tensor.maxAbs();
        double[] weights = new double[tensor.size()];
        for (int i = 0; i < weights.length; i++) {
            double length = Math.scalb(1.0, Math.getExponent(Coordinate.length(tensor.at(i), largest)));
            double size = 1 + random.nextInt(STEPS) / (double) STEPS;
            weights[i] = (random.nextBoolean() ? 1 : -1) * size * length;
        }
        return weights;
    }

    /** Looks for wrong elements in both halves of a range where they are; errors that halves are too small to show stay unfound. */
    private void halve(double[] weights, int from, int to) {
        if (to - from == 1) {
            wrong.add(from);
            return;
        }
        int middle = from + (to - from) / 2;
        for (int[] half : new int[][] {{from, middle}, {middle, to}}) {
            if (wrong.size() < FOUND && halves < HALVES) {
                halves++;
                double[] part = part(weights, half[0], half[1]);
                if (isContradicted(part, along(part))) {
                    halve(weights, half[0], half[1]);
                }
            }
        }
    }

    private static double[] part(double[] weights, int from, int to) {
        double[] part = new double[weights.length];
        System.arraycopy(weights, from, part, from, to - from);
        return part;
    }

    private Slope along(double[] weights) {
        return Descent.along(lines.ray(parameter, weights), slope -> claim.along(parameter, weights, slope));
    }

    private boolean isContradicted(double[] weights, Slope slope) {
        return claim.along(parameter, weights, slope) == Support.CONTRADICTED;
    }

    /** Of the wrong elements and a sample of all. */
    private List<Slope> slopes(SplittableRandom random) {
        Set<Integer> measured = new TreeSet<>(wrong);
        random.ints(0, tensor.size()).distinct().limit(SAMPLE).forEach(measured::add);
        List<Slope> slopes = new ArrayList<>(Collections.nCopies(tensor.size(), Slope.UNMEASURED));
        measured.forEach(i -> slopes.set(i, lines.slope(claim, parameter, i)));
        return slopes;
    }
}

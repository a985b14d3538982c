package dev.gradcheck.oracle;

import dev.gradcheck.tensor.Tensor;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeSet;
import java.util.stream.IntStream;

/**
 * One parameter with many elements: random directions of all of them judge it, halving finds the elements that are wrong, and these
 * and a sample are measured by themselves. Where another oracle knows every element, few directions are enough to see whether it speaks of
 * the same function; what it doubts is measured by itself.
 *
 * <p>An error of one element shows in every direction that knows its slope well enough; errors of several can cancel in one direction, but
 * not in many. Fast mode of {@code torch.autograd.gradcheck} has one direction and no bound.
 */
final class Surveyor {
    /**
     * How much is measured.
     *
     * @param small with as many elements or fewer each is measured: a survey would cost more
     * @param directions of all elements; two wrong elements cancel in half of them at most
     * @param sample elements measured by themselves, whatever the directions say
     */
    record Extent(int small, int directions, int sample) {}

    /** Where nobody else knows the elements. */
    static final Extent ALONE = new Extent(128, 20, 16);

    /** Where another oracle knows them. */
    static final Extent SECOND = new Extent(16, 4, 4);

    /** Wrong elements to find: enough to see what they have in common. */
    private static final int FOUND = 16;

    /** Halves to measure at most. */
    private static final int HALVES = 160;

    /** Weights differ, so that two elements that are exchanged show. */
    private static final int STEPS = 16;

    private final Lines lines;
    private final Question question;
    private final String parameter;
    private final Tensor tensor;
    private final long seed;
    private final Extent extent;
    private final Set<Integer> wrong = new TreeSet<>();
    private final Set<Integer> open = new TreeSet<>();
    private int halves;

    Surveyor(Lines lines, Question question, String parameter, long seed) {
        this.lines = lines;
        this.question = question;
        this.parameter = parameter;
        this.tensor = lines.tensor(parameter);
        this.seed = seed;
        this.extent = extent(question);
        known(Support.OPEN).limit(ALONE.small).forEach(open::add);
    }

    static Extent extent(Question question) {
        return question.earlier().isEmpty() ? ALONE : SECOND;
    }

    Estimate estimate() {
        if (open.size() == tensor.size()) {
            return new Estimate(parameter, tensor.shape(), slopes(new SplittableRandom(seed)));
        }
        List<Projection> projections = new ArrayList<>();
        SplittableRandom random = new SplittableRandom(seed);
        double[] contradicted = null;
        for (int k = 0; k < extent.directions; k++) {
            double[] weights = direction(random.split());
            Slope slope = along(weights);
            projections.add(new Projection(weights, slope));
            boolean isFirst = contradicted == null && isContradicted(weights, slope);
            contradicted = isFirst ? weights : contradicted;
        }
        known(Support.CONTRADICTED).limit(FOUND).forEach(wrong::add);
        if (contradicted != null && wrong.isEmpty()) {
            halve(contradicted, 0, tensor.size());
        }
        return new Estimate(parameter, tensor.shape(), slopes(random.split()), new Survey(seed, projections));
    }

    /**
     * Of what is not measured by itself because it is open: those may be at kinks, several of which together have other slopes than what
     * each of them allows adds up to.
     */
    private double[] direction(SplittableRandom random) {
        double largest = tensor.maxAbs();
        double[] weights = new double[tensor.size()];
        for (int i = 0; i < weights.length; i++) {
            double length = Math.scalb(1.0, Math.getExponent(Coordinate.length(tensor.at(i), largest)));
            double size = 1 + random.nextInt(STEPS) / (double) STEPS;
            weights[i] = (random.nextBoolean() ? 1 : -1) * (open.contains(i) ? 0 : size * length);
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
        return Descent.along(
                lines.ray(parameter, weights), slope -> question.claim().along(parameter, weights, slope));
    }

    private boolean isContradicted(double[] weights, Slope slope) {
        return question.claim().along(parameter, weights, slope) == Support.CONTRADICTED;
    }

    /** Elements whose claim another oracle supports no better than this. */
    private IntStream known(Support support) {
        return question.earlier().isEmpty()
                ? IntStream.empty()
                : IntStream.range(0, tensor.size()).filter(i -> question.known(parameter, i) == support);
    }

    /** Of the wrong elements, of what others leave open, and of a sample of all. */
    private List<Slope> slopes(SplittableRandom random) {
        Set<Integer> measured = new TreeSet<>(wrong);
        random.ints(0, tensor.size()).distinct().limit(extent.sample).forEach(measured::add);
        measured.addAll(open);
        List<Slope> slopes = new ArrayList<>(Collections.nCopies(tensor.size(), Slope.UNMEASURED));
        measured.forEach(i -> slopes.set(i, lines.slope(question.claim(), parameter, i)));
        return slopes;
    }
}

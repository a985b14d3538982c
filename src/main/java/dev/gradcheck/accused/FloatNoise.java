package dev.gradcheck.accused;

import dev.gradcheck.function.Parameters;
import dev.gradcheck.tensor.DType;
import dev.gradcheck.tensor.Shape;
import dev.gradcheck.tensor.Tensor;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.IntFunction;
import java.util.stream.IntStream;

/**
 * The noise of a black box that computes in float32, whatever it is asked for: its values at float32 numbers beside the point, differenced. That of
 * several outputs together is measured on their sum: errors that they share add up, others do not.
 */
public final class FloatNoise {
    /** Last places from one point to the next: a flat function stands still but at the widest, and a steep one leaves its domain there. */
    private static final int[] PLACES = {1, 5, 21, 85, 341, 1365, 5461};

    /** So many of the spacings at which a value moves, the closest: at wider ones the curve of a steep function would count as noise. */
    private static final int LINES = 2;

    /** A part of a number that float32 does not hold. */
    private static final double BESIDE = 0x1p-40;

    /** Values that a single jump on the line shows. */
    private static final int ONE_JUMP = 2;

    private static final int POINTS = Differencing.POINTS;

    private final Tensor primal;
    private final List<double[][]> lines;

    private FloatNoise(Tensor primal, List<double[][]> lines) {
        this.primal = primal;
        this.lines = lines;
    }

    /**
     * {@return what there is to be measured; empty where the function is none of float32: where it tells the point from the float32 numbers nearest
     *     to it, has other values beside it, does not move at all, or moves between float32 numbers, too}
     */
    static Optional<FloatNoise> of(ForwardPass function, Parameters point, Tensor primal) {
        double[] atFloats = Noise.values(function, FloatLine.ofOwnPlaces(0).at(point, 0), primal);
        return Arrays.equals(primal.values(), atFloats) ? fromLines(function, point, primal) : Optional.empty();
    }

    private static Optional<FloatNoise> fromLines(ForwardPass function, Parameters point, Tensor primal) {
        List<double[][]> lines = new ArrayList<>();
        boolean differs = false;
        int[] seen = new int[primal.size()];
        for (int j = 0; j < PLACES.length && Arrays.stream(seen).anyMatch(n -> n < LINES); j++) {
            FloatLine along = FloatLine.ofNaturalLengths(PLACES[j]);
            double[][] values = values(function, i -> along.at(point, i), primal);
            boolean isFirst = !differs && differ(values);
            if (!areFloats(values) || isFirst && !isInFloat(function, i -> along.at(point, i), primal, values)) {
                return Optional.empty();
            }
            differs |= isFirst;
            lines.add(values);
            Arrays.setAll(seen, k -> seen[k] + (Noise.moves(Noise.line(values, k)) ? 1 : 0));
        }
        return differs ? Optional.of(new FloatNoise(primal, lines)) : Optional.empty();
    }

    /**
     * {@return how far rounding moves a weighted sum of the outputs, absolute; never less than their own last roundings, which are independent}
     *
     * @param weights of the outputs
     */
    public double of(double[] weights) {
        double noise = least(weights, primal.values());
        int seen = 0;
        for (int j = 0; j < lines.size() && seen < LINES; j++) {
            double[] sums = Arrays.stream(lines.get(j))
                    .mapToDouble(values -> sum(weights, values))
                    .toArray();
            if (Noise.moves(sums)) {
                noise = Math.max(noise, Noise.SAFETY * Differencing.noise(sums));
                seen++;
            }
        }
        return noise;
    }

    /**
     * {@return what the last rounding of every output is worth in their sum}
     *
     * @param weights of the outputs
     * @param values of the outputs
     */
    public static double least(double[] weights, double[] values) {
        double squares = 0;
        for (int k = 0; k < weights.length; k++) {
            squares += weights[k] == 0 ? 0 : weights[k] * values[k] * (weights[k] * values[k]);
        }
        return Noise.SAFETY * DType.FLOAT32.unitRoundoff() * Math.sqrt(squares);
    }

    /** Of each output by itself. */
    double[] ofEach() {
        double[] noise = new double[primal.size()];
        Arrays.setAll(noise, k -> new FloatNoise(
                        Tensor.of(DType.FLOAT64, Shape.of(1), primal.at(k)),
                        lines.stream().map(values -> only(values, k)).toList())
                .of(new double[] {1}));
        return noise;
    }

    private static double[][] only(double[][] values, int output) {
        return Arrays.stream(values).map(v -> new double[] {v[output]}).toArray(double[][]::new);
    }

    private static double sum(double[] weights, double[] values) {
        double sum = 0;
        for (int k = 0; k < weights.length; k++) {
            sum += weights[k] == 0 ? 0 : weights[k] * values[k];
        }
        return sum;
    }

    /** Beside points at which it differs the function stands still: its arithmetic is what hides the way between them, and no clamp. */
    private static boolean isInFloat(
            ForwardPass function, IntFunction<Parameters> points, Tensor primal, double[][] values) {
        double[][] beside = values(function, i -> points.apply(i).map(t -> t.times(1 + BESIDE)), primal);
        return Arrays.deepEquals(values, beside);
    }

    private static boolean areFloats(double[][] values) {
        return Arrays.stream(values).flatMapToDouble(Arrays::stream).allMatch(v -> Double.isNaN(v) || v == (float) v);
    }

    private static boolean differ(double[][] values) {
        return Arrays.stream(values)
                        .filter(v -> Arrays.stream(v).allMatch(Double::isFinite))
                        .map(Arrays::hashCode)
                        .distinct()
                        .count()
                > ONE_JUMP;
    }

    private static double[][] values(ForwardPass function, IntFunction<Parameters> points, Tensor primal) {
        return IntStream.range(0, POINTS)
                .mapToObj(i -> Noise.values(function, points.apply(i), primal))
                .toArray(double[][]::new);
    }
}

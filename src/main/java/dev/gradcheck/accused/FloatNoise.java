package dev.gradcheck.accused;

import dev.gradcheck.accused.ForwardPass.Measured;
import dev.gradcheck.function.Parameters;
import dev.gradcheck.tensor.DType;
import dev.gradcheck.tensor.Tensor;
import java.util.Arrays;
import java.util.Optional;
import java.util.function.IntFunction;
import java.util.stream.IntStream;

/** The noise of a black box that computes in float32, whatever it is asked for: its values at float32 numbers beside the point, differenced. */
final class FloatNoise {
    /** Last places from one point to the next: a flat function stands still but at the widest, and a steep one leaves its domain there. */
    private static final int[] PLACES = {1, 5, 21, 85, 341, 1365, 5461};

    /** So many of the spacings at which an output moves, the closest: at wider ones the curve of a steep function would count as noise. */
    private static final int LINES = 2;

    /** A part of a number that float32 does not hold. */
    private static final double BESIDE = 0x1p-40;

    /** Values that a single jump on the line shows. */
    private static final int ONE_JUMP = 2;

    private static final int POINTS = Differencing.POINTS;

    private FloatNoise() {}

    /**
     * {@return value and noise; empty where the function is none of float32: where it tells the point from the float32 numbers nearest to it,
     *     has other values beside it, does not move at all, or moves between float32 numbers, too}
     */
    static Optional<Measured> of(ForwardPass function, Parameters point, Tensor primal) {
        double[] atFloats = Noise.values(function, FloatLine.ofOwnPlaces(0).at(point, 0), primal);
        return Arrays.equals(primal.values(), atFloats) ? fromLines(function, point, primal) : Optional.empty();
    }

    private static Optional<Measured> fromLines(ForwardPass function, Parameters point, Tensor primal) {
        double[] noise = primal.values();
        Arrays.setAll(noise, k -> Noise.SAFETY * DType.FLOAT32.unitRoundoff() * Math.abs(noise[k]));
        int[] seen = new int[noise.length];
        boolean differs = false;
        for (int j = 0; j < PLACES.length && Arrays.stream(seen).anyMatch(lines -> lines < LINES); j++) {
            FloatLine along = FloatLine.ofNaturalLengths(PLACES[j]);
            double[][] values = values(function, i -> along.at(point, i), primal);
            boolean isFirst = !differs && differ(values);
            if (!areFloats(values) || isFirst && !isInFloat(function, i -> along.at(point, i), primal, values)) {
                return Optional.empty();
            }
            differs |= isFirst;
            for (int k = 0; k < noise.length; k++) {
                double[] line = Noise.line(values, k);
                if (seen[k] < LINES && Noise.moves(line)) {
                    noise[k] = Math.max(noise[k], Noise.SAFETY * Differencing.noise(line));
                    seen[k]++;
                }
            }
        }
        return differs ? Optional.of(new Measured(primal, noise, DType.FLOAT32)) : Optional.empty();
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

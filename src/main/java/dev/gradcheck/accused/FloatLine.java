package dev.gradcheck.accused;

import dev.gradcheck.function.Parameters;
import dev.gradcheck.tensor.DType;
import dev.gradcheck.tensor.Tensor;
import java.util.SplittableRandom;

/**
 * Points in a line, each a few float32 numbers from the one before: for code that computes in float32 the closest points that there are. Their
 * elements are float32 numbers, which such code takes as they are: a point that it has to round first is not where it was asked to be, and beside a
 * pole that moves the value by more than all of its own rounding.
 *
 * <p>Elements of other values go by other numbers of last places, so that a sum of them does not round alike at every point, and a function that sees
 * their differences only moves, too; equal elements stay equal.
 */
public final class FloatLine {
    /** A line takes elements along at so many speeds, up to twice the least. */
    private static final int SPEEDS = 16;

    private final int places;
    private final boolean isOfNaturalLength;

    private FloatLine(int places, boolean isOfNaturalLength) {
        this.places = places;
        this.isOfNaturalLength = isOfNaturalLength;
    }

    /**
     * {@return a line along which every element goes towards zero by last places of its own; zeros stay what they are}
     *
     * @param places from one point to the next, and up to twice as many, or fifteen more
     */
    public static FloatLine ofOwnPlaces(int places) {
        return new FloatLine(places, false);
    }

    /** The same, but elements that are smaller than their tensor's largest and than 1 go away from zero, by last places of the smaller of these. */
    static FloatLine ofNaturalLengths(int places) {
        return new FloatLine(places, true);
    }

    /**
     * {@return a tensor at a point of the line, in numbers of its own dtype where that is coarser than float32}
     *
     * @param tensor where the line begins, once it is rounded
     * @param i how many steps from there
     */
    public Tensor at(Tensor tensor, int i) {
        DType dtype = tensor.dtype().isHalf() ? tensor.dtype() : DType.FLOAT32;
        double least = isOfNaturalLength ? Noise.least(tensor) : 0;
        return tensor.mapExactly(v -> moved(dtype, dtype.round(v), least, i));
    }

    /** {@return the same for all parameters} */
    Parameters at(Parameters point, int i) {
        return point.map(tensor -> at(tensor, i));
    }

    /** Places from point to point: at random, and the same wherever the value occurs. */
    private int speed(float value) {
        long seed = (long) Float.floatToIntBits(value) << Integer.SIZE | places;
        return places + new SplittableRandom(seed).nextInt(SPEEDS) * Math.max(1, places / SPEEDS);
    }

    private double moved(DType dtype, double value, double least, int i) {
        double length = dtype.round(Math.max(Math.abs(value), least));
        if (length == 0) {
            return value;
        }
        double place = dtype.neighbour(length, true) - length;
        double distance = i * speed((float) value) * place;
        boolean goesUp = value >= 0 == Math.abs(value) < length;
        return dtype.round(goesUp ? value + distance : value - distance);
    }
}

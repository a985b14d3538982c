package dev.gradcheck.picture;

import java.util.function.Supplier;

/**
 * One element of a heat map. What is said of it is asked for only where it is shown: of a large tensor that is one element in many.
 *
 * @param relative its relative error; NaN where it is no number
 * @param isMeasured whether anything is known of it
 * @param isWrong whether it is to catch the eye
 * @param mark a few characters to stand in the cell where there is room, such as "×1.5"
 * @param hover one line about it
 */
public record Cell(
        double relative, boolean isMeasured, boolean isWrong, Supplier<String> mark, Supplier<String> hover) {
    /** One of which nothing is known. */
    public static final Cell UNKNOWN =
            new Cell(0, false, false, () -> "", () -> "nothing is said of this element by itself");

    private static final int EXACT = -14;

    /** The steps of the scale of colours: two powers of ten each, from 10⁻¹⁴ on. */
    static final int LEVELS = 9;

    /**
     * One that was measured.
     *
     * @param relative its relative error; NaN where it is no number
     * @param isWrong whether it is to catch the eye
     * @param mark a few characters
     * @param hover one line about it
     */
    public Cell(double relative, boolean isWrong, Supplier<String> mark, Supplier<String> hover) {
        this(relative, true, isWrong, mark, hover);
    }

    /** Whether this one stands for both: what is wrong before what is right, no number before all, then the larger error. */
    boolean isWorseThan(Cell other) {
        if (isWrong != other.isWrong) {
            return isWrong;
        }
        if (isMeasured != other.isMeasured) {
            return isMeasured;
        }
        return Double.compare(relative, other.relative) > 0; // NaN is larger than every number
    }

    /** The class of the colour. */
    String style() {
        return !isMeasured ? "hu" : Double.isNaN(relative) ? "hn" : "h" + level();
    }

    private int level() {
        double level = relative == 0 ? 0 : Math.ceil((Math.log10(relative) - EXACT) / 2);
        return (int) Math.max(0, Math.min(LEVELS - 1, level));
    }
}

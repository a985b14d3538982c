package dev.gradcheck.oracle;

/**
 * What one step h tells: the one-sided slopes, their mean and their jump.
 *
 * @param h the step
 * @param right (f(x+h) − f(x)) / h
 * @param left (f(x) − f(x−h)) / h
 * @param noise the error of a function value divided by h: how far rounding can move either slope, halved
 * @param rise the larger of |f(x±h) − f(x)|, to tell a jump of the value
 */
record Level(double h, double right, double left, double noise, double rise) {
    /** A slope stands out of the noise if it is this many times larger. */
    private static final double DISTINCT = 8;

    static Level of(Line.Change up, Line.Change down) {
        double h = Math.abs(down.step());
        double noise = Math.max(up.noise(), down.noise()) / h;
        return new Level(h, up.slope(), down.slope(), noise, Math.max(Math.abs(up.value()), Math.abs(down.value())));
    }

    /** The same where every function value may be off by this much, however it is rounded. */
    Level withNoise(double value) {
        return new Level(h, right, left, Math.max(noise, value / h), rise);
    }

    /** The central difference, with an error of order h². */
    double central() {
        return left + (right - left) / 2;
    }

    /** The difference of the one-sided slopes: of order h where the function is smooth, the slope change at a kink. */
    double jump() {
        return right - left;
    }

    /** Whether the noise is larger than either slope. */
    boolean isDrowned() {
        return noise > Math.max(Math.abs(left), Math.abs(right));
    }

    /** The larger of the slopes, 0 where it does not stand out of the noise. */
    double steepest() {
        double larger = Math.max(Math.abs(left), Math.abs(right));
        return larger > DISTINCT * noise ? larger : 0;
    }
}

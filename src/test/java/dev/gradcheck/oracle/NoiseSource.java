package dev.gradcheck.oracle;

/** Noise that is the same for the same number: a hash, evenly spread between −1 and 1. */
public final class NoiseSource {
    private NoiseSource() {}

    public static double at(double x) {
        long z = Double.doubleToLongBits(x) * 0x9E3779B97F4A7C15L;
        z = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
        z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
        return (z ^ (z >>> 31)) * 0x1p-63;
    }
}

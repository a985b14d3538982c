package dev.gradcheck.function;

import java.util.Arrays;
import java.util.function.Function;

/** Calls of what a user wrote with an array of its own, which has to be the same afterwards: an optimiser goes on with it. */
final class Untouched {
    private Untouched() {}

    /** {@return what the function makes of a copy of x} */
    static <T> T call(String what, double[] x, Function<double[], T> function) {
        double[] argument = x.clone();
        T result = function.apply(argument);
        require(Arrays.equals(x, argument), what);
        return result;
    }

    /** {@return what the function makes of a copy of x} */
    static <T> T callFloats(String what, float[] x, Function<float[], T> function) {
        float[] argument = x.clone();
        T result = function.apply(argument);
        require(Arrays.equals(x, argument), what);
        return result;
    }

    private static void require(boolean unchanged, String what) {
        if (!unchanged) {
            throw new IllegalStateException("the " + what + " changed its argument: copy it before writing");
        }
    }
}

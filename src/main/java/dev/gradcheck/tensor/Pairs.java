package dev.gradcheck.tensor;

import java.util.Arrays;

/** Arithmetic of pairs. */
final class Pairs {
    private Pairs() {}

    static double[] of(Primitive.Operation operation, Arithmetic arithmetic, double[] a, double[] b) {
        double[] result = new double[a.length];
        if (arithmetic.isPlain()) {
            plain(operation, a, b, result);
        } else {
            Arrays.setAll(result, i -> rounded(operation, arithmetic, a[i], b[i]));
        }
        return result;
    }

    /** Java's own arithmetic is float64 to nearest: loops that a compiler knows how to vectorise. */
    private static void plain(Primitive.Operation operation, double[] a, double[] b, double[] result) {
        switch (operation) {
            case PLUS -> {
                for (int i = 0; i < result.length; i++) {
                    result[i] = a[i] + b[i];
                }
            }
            case MINUS -> {
                for (int i = 0; i < result.length; i++) {
                    result[i] = a[i] - b[i];
                }
            }
            case TIMES -> {
                for (int i = 0; i < result.length; i++) {
                    result[i] = a[i] * b[i];
                }
            }
            case DIVIDE -> {
                for (int i = 0; i < result.length; i++) {
                    result[i] = a[i] / b[i];
                }
            }
            case MAXIMUM -> Arrays.setAll(result, i -> Math.max(a[i], b[i]));
            case MINIMUM -> Arrays.setAll(result, i -> Math.min(a[i], b[i]));
        }
    }

    private static double rounded(Primitive.Operation operation, Arithmetic arithmetic, double a, double b) {
        return switch (operation) {
            case PLUS -> arithmetic.add(a, b);
            case MINUS -> arithmetic.subtract(a, b);
            case TIMES -> arithmetic.multiply(a, b);
            case DIVIDE -> arithmetic.divide(a, b);
            case MAXIMUM -> Math.max(a, b);
            case MINIMUM -> Math.min(a, b);
        };
    }
}

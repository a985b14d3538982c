package dev.gradcheck.wild;

import java.util.function.Function;
import org.hipparchus.dfp.Dfp;
import org.hipparchus.dfp.DfpField;

/** Derivatives of formulas in decimal arithmetic of 100 digits, by central differences of the width 1e-30: 55 digits are right, of which a double keeps 16. */
final class Exact {
    private static final DfpField FIELD = new DfpField(100);

    private Exact() {}

    /** A value in 100 digits. */
    interface Formula extends Function<Dfp[], Dfp> {}

    static Dfp of(double value) {
        return FIELD.newDfp(value);
    }

    static double[] gradient(Formula formula, double[] x) {
        double[] gradient = new double[x.length];
        Dfp h = FIELD.newDfp("1e-30");
        for (int i = 0; i < x.length; i++) {
            Dfp right = formula.apply(moved(x, i, h));
            Dfp left = formula.apply(moved(x, i, h.negate()));
            gradient[i] = right.subtract(left).divide(h.multiply(2)).toDouble();
        }
        return gradient;
    }

    private static Dfp[] moved(double[] x, int place, Dfp h) {
        Dfp[] moved = new Dfp[x.length];
        for (int i = 0; i < x.length; i++) {
            moved[i] = i == place ? of(x[i]).add(h) : of(x[i]);
        }
        return moved;
    }
}

package dev.gradcheck.oracle;

import java.util.ArrayList;
import java.util.List;

/**
 * Neville's tableau for a sequence that tends to its limit in powers of h, with steps that shrink by a fixed ratio: each column
 * removes one more power. Source: L. F. Richardson (1911); C. Ridders, Adv. Eng. Software 4 (1982) 75–76.
 */
final class Extrapolation {
    private final double ratio;
    private final double[] gains;
    private final List<double[]> rows = new ArrayList<>();

    /** For errors of the powers firstPower, firstPower + powerStep, … of h, each step {@code ratio} times smaller than the one before. */
    Extrapolation(double ratio, int firstPower, int powerStep, int columns) {
        this.ratio = ratio;
        this.gains = new double[columns];
        double factor = power(ratio, powerStep);
        double power = power(ratio, firstPower);
        for (int k = 0; k < columns; k++, power *= factor) {
            gains[k] = power - 1;
        }
    }

    void add(double value) {
        int width = Math.min(rows.size(), gains.length) + 1;
        double[] row = new double[width];
        row[0] = value;
        for (int k = 1; k < width; k++) {
            double above = rows.get(rows.size() - 1)[k - 1];
            row[k] = row[k - 1] + (row[k - 1] - above) / gains[k - 1];
        }
        rows.add(row);
    }

    /** Exact for the ratios there are, which are powers of two. */
    private static double power(double ratio, int exponent) {
        double power = 1;
        for (int k = 0; k < exponent; k++) {
            power *= ratio;
        }
        return power;
    }

    double get(int level, int column) {
        return rows.get(level)[column];
    }

    int width(int level) {
        return rows.get(level).length;
    }

    /**
     * How far an entry is from the two entries it was made of; never less than the same one step earlier divided by ratio², since
     * two numbers can be alike by chance.
     */
    double disagreement(int level, int column) {
        double earlier = column < width(level - 1) ? spread(level - 1, column) / (ratio * ratio) : 0;
        return Math.max(spread(level, column), earlier);
    }

    private double spread(int level, int column) {
        double value = get(level, column);
        double fromLeft = Math.abs(value - get(level, column - 1));
        return Math.max(fromLeft, Math.abs(value - get(level - 1, column - 1)));
    }
}

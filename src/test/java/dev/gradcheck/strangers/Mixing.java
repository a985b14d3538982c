package dev.gradcheck.strangers;

/** Batch norm, attention, and a sum of logarithms beside their pole, in loops. */
final class Mixing {
    private Mixing() {}

    /** Batch norm of four rows: x of 4·n, γ and β of n. */
    static double[] batchNorm(Rounding r, double[]... in) {
        int n = in[1].length;
        double[] y = new double[in[0].length];
        for (int j = 0; j < n; j++) {
            double[] column = Normal.norm(r, column(in[0], j, n), filled(in[1][j], 4), filled(in[2][j], 4));
            put(y, column, j, n);
        }
        return y;
    }

    static double[][] batchNormBack(Rounding r, double[] v, double[]... in) {
        int n = in[1].length;
        double[][] d = {new double[in[0].length], new double[n], new double[n]};
        for (int j = 0; j < n; j++) {
            double[][] column =
                    Normal.normBack(r, column(v, j, n), column(in[0], j, n), filled(in[1][j], 4), filled(in[2][j], 4));
            put(d[0], column[0], j, n);
            d[1][j] = Normal.sum(r, column[1]);
            d[2][j] = Normal.sum(r, column[2]);
        }
        return d;
    }

    /** softmax(Q·Kᵀ/2)·V, each of T rows and 4 columns. */
    static double[] attention(Rounding r, double[]... in) {
        int rows = in[0].length / 4;
        double[] y = new double[in[0].length];
        for (int t = 0; t < rows; t++) {
            double[] p = Normal.softmax(r, scores(r, t, in));
            for (int s = 0; s < rows; s++) {
                for (int c = 0; c < 4; c++) {
                    y[4 * t + c] = r.r(y[4 * t + c] + r.r(p[s] * in[2][4 * s + c]));
                }
            }
        }
        return y;
    }

    static double[][] attentionBack(Rounding r, double[] v, double[]... in) {
        int rows = in[0].length / 4;
        double[][] d = new double[3][in[0].length];
        for (int t = 0; t < rows; t++) {
            double[] scores = scores(r, t, in);
            double[] p = Normal.softmax(r, scores);
            double[] dp = new double[rows];
            for (int s = 0; s < rows; s++) {
                dp[s] = Normal.dot(r, row(v, t), row(in[2], s));
                add(r, d[2], s, p[s], row(v, t));
            }
            double[] ds = Normal.softmaxBack(r, dp, scores)[0];
            for (int s = 0; s < rows; s++) {
                add(r, d[0], t, r.r(ds[s] / 2), row(in[1], s));
                add(r, d[1], s, r.r(ds[s] / 2), row(in[0], t));
            }
        }
        return d;
    }

    /** −Σ log(1 − x). */
    static double[] logs(Rounding r, double[]... in) {
        double s = 0;
        for (double x : in[0]) {
            s = r.r(s - r.r(StrictMath.log(r.r(1 - x))));
        }
        return new double[] {s};
    }

    static double[][] logsBack(Rounding r, double[] v, double[]... in) {
        double[] d = new double[in[0].length];
        for (int i = 0; i < d.length; i++) {
            d[i] = r.r(v[0] / r.r(1 - in[0][i]));
        }
        return new double[][] {d};
    }

    private static double[] scores(Rounding r, int t, double[]... in) {
        double[] scores = new double[in[0].length / 4];
        for (int s = 0; s < scores.length; s++) {
            scores[s] = r.r(Normal.dot(r, row(in[0], t), row(in[1], s)) / 2);
        }
        return scores;
    }

    private static double[] row(double[] x, int t) {
        return java.util.Arrays.copyOfRange(x, 4 * t, 4 * t + 4);
    }

    private static void add(Rounding r, double[] to, int t, double factor, double[] row) {
        for (int c = 0; c < 4; c++) {
            to[4 * t + c] = r.r(to[4 * t + c] + r.r(factor * row[c]));
        }
    }

    private static double[] column(double[] x, int j, int n) {
        double[] column = new double[x.length / n];
        for (int i = 0; i < column.length; i++) {
            column[i] = x[i * n + j];
        }
        return column;
    }

    private static void put(double[] x, double[] column, int j, int n) {
        for (int i = 0; i < column.length; i++) {
            x[i * n + j] = column[i];
        }
    }

    private static double[] filled(double value, int n) {
        double[] filled = new double[n];
        java.util.Arrays.fill(filled, value);
        return filled;
    }
}

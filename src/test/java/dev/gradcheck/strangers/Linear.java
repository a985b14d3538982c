package dev.gradcheck.strangers;

/** Dense layer, convolution, cumulative product and an LSTM cell's update, in loops. */
final class Linear {
    private Linear() {}

    /** y = W·x: x of n, W of m·n. */
    static double[] dense(Rounding r, double[]... in) {
        int n = in[0].length;
        double[] y = new double[in[1].length / n];
        for (int i = 0; i < y.length; i++) {
            for (int j = 0; j < n; j++) {
                y[i] = r.r(y[i] + r.r(in[1][i * n + j] * in[0][j]));
            }
        }
        return y;
    }

    static double[][] denseBack(Rounding r, double[] v, double[]... in) {
        int n = in[0].length;
        double[][] d = {new double[n], new double[in[1].length]};
        for (int i = 0; i < v.length; i++) {
            for (int j = 0; j < n; j++) {
                d[0][j] = r.r(d[0][j] + r.r(in[1][i * n + j] * v[i]));
                d[1][i * n + j] = r.r(v[i] * in[0][j]);
            }
        }
        return d;
    }

    static double[] conv(Rounding r, double[]... in) {
        double[] y = new double[in[0].length - in[1].length + 1];
        for (int i = 0; i < y.length; i++) {
            for (int k = 0; k < in[1].length; k++) {
                y[i] = r.r(y[i] + r.r(in[0][i + k] * in[1][k]));
            }
        }
        return y;
    }

    static double[][] convBack(Rounding r, double[] v, double[]... in) {
        double[][] d = {new double[in[0].length], new double[in[1].length]};
        for (int i = 0; i < v.length; i++) {
            for (int k = 0; k < in[1].length; k++) {
                d[0][i + k] = r.r(d[0][i + k] + r.r(v[i] * in[1][k]));
                d[1][k] = r.r(d[1][k] + r.r(v[i] * in[0][i + k]));
            }
        }
        return d;
    }

    static double[] cumprod(Rounding r, double[]... in) {
        double[] y = in[0].clone();
        for (int i = 1; i < y.length; i++) {
            y[i] = r.r(y[i - 1] * y[i]);
        }
        return y;
    }

    static double[][] cumprodBack(Rounding r, double[] v, double[]... in) {
        double[] d = new double[v.length];
        for (int j = 0; j < d.length; j++) {
            double p = 1;
            for (int i = 0; i < d.length; i++) {
                p = i == j ? p : r.r(p * in[0][i]);
                d[j] = i < j ? 0 : r.r(d[j] + r.r(v[i] * p));
            }
        }
        return new double[][] {d};
    }

    private static double sigmoid(Rounding r, double x) {
        return r.r(1 / r.r(1 + r.r(StrictMath.exp(-x))));
    }

    private static double tanh(Rounding r, double x) {
        return r.r(StrictMath.tanh(x));
    }

    /** h' = σ(o)·tanh(σ(f)·c + σ(i)·tanh(g)): i, f, g, o, c of n each. */
    static double[] lstm(Rounding r, double[]... in) {
        double[] y = new double[in[0].length];
        for (int k = 0; k < y.length; k++) {
            y[k] = r.r(sigmoid(r, in[3][k]) * tanh(r, cell(r, k, in)));
        }
        return y;
    }

    private static double cell(Rounding r, int k, double[]... in) {
        double kept = r.r(sigmoid(r, in[1][k]) * in[4][k]);
        return r.r(kept + r.r(sigmoid(r, in[0][k]) * tanh(r, in[2][k])));
    }

    static double[][] lstmBack(Rounding r, double[] v, double[]... in) {
        double[][] d = new double[5][v.length];
        for (int k = 0; k < v.length; k++) {
            double i = sigmoid(r, in[0][k]);
            double f = sigmoid(r, in[1][k]);
            double g = tanh(r, in[2][k]);
            double o = sigmoid(r, in[3][k]);
            double t = tanh(r, cell(r, k, in));
            double dc = r.r(r.r(v[k] * o) * r.r(1 - r.r(t * t)));
            d[0][k] = r.r(r.r(dc * g) * r.r(i * r.r(1 - i)));
            d[1][k] = r.r(r.r(dc * in[4][k]) * r.r(f * r.r(1 - f)));
            d[2][k] = r.r(r.r(dc * i) * r.r(1 - r.r(g * g)));
            d[3][k] = r.r(r.r(v[k] * t) * r.r(o * r.r(1 - o)));
            d[4][k] = r.r(dc * f);
        }
        return d;
    }
}

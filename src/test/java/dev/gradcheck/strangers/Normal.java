package dev.gradcheck.strangers;

/** Normalisation and softmax, in loops. */
final class Normal {
    private static final double EPS = 0x1p-17;

    private Normal() {}

    static double sum(Rounding r, double[] x) {
        double s = 0;
        for (double v : x) {
            s = r.r(s + v);
        }
        return s;
    }

    static double dot(Rounding r, double[] x, double[] y) {
        double s = 0;
        for (int i = 0; i < x.length; i++) {
            s = r.r(s + r.r(x[i] * y[i]));
        }
        return s;
    }

    private static double[] hat(Rounding r, double[] x, double[] inverse) {
        double mean = r.r(sum(r, x) / x.length);
        double[] c = new double[x.length];
        for (int i = 0; i < x.length; i++) {
            c[i] = r.r(x[i] - mean);
        }
        inverse[0] = r.r(1 / r.r(Math.sqrt(r.r(r.r(dot(r, c, c) / x.length) + EPS))));
        for (int i = 0; i < x.length; i++) {
            c[i] = r.r(c[i] * inverse[0]);
        }
        return c;
    }

    /** Layer norm of one row: x, γ, β of n. */
    static double[] norm(Rounding r, double[]... in) {
        double[] y = hat(r, in[0], new double[1]);
        for (int i = 0; i < y.length; i++) {
            y[i] = r.r(r.r(y[i] * in[1][i]) + in[2][i]);
        }
        return y;
    }

    static double[][] normBack(Rounding r, double[] v, double[]... in) {
        int n = v.length;
        double[] inverse = new double[1];
        double[] hat = hat(r, in[0], inverse);
        double[][] d = {new double[n], new double[n], v.clone()};
        double[] g = new double[n];
        for (int i = 0; i < n; i++) {
            g[i] = r.r(v[i] * in[1][i]);
            d[1][i] = r.r(v[i] * hat[i]);
        }
        double mean = r.r(sum(r, g) / n);
        double along = r.r(dot(r, g, hat) / n);
        for (int i = 0; i < n; i++) {
            d[0][i] = r.r(inverse[0] * r.r(r.r(g[i] - mean) - r.r(hat[i] * along)));
        }
        return d;
    }

    static double[] softmax(Rounding r, double[]... in) {
        double max = java.util.Arrays.stream(in[0]).max().orElseThrow();
        double[] e = new double[in[0].length];
        for (int i = 0; i < e.length; i++) {
            e[i] = r.r(StrictMath.exp(r.r(in[0][i] - max)));
        }
        double s = sum(r, e);
        for (int i = 0; i < e.length; i++) {
            e[i] = r.r(e[i] / s);
        }
        return e;
    }

    static double[][] softmaxBack(Rounding r, double[] v, double[]... in) {
        double[] s = softmax(r, in);
        double a = dot(r, s, v);
        double[] d = new double[v.length];
        for (int i = 0; i < d.length; i++) {
            d[i] = r.r(s[i] * r.r(v[i] - a));
        }
        return new double[][] {d};
    }

    static double[] logSoftmax(Rounding r, double[]... in) {
        double max = java.util.Arrays.stream(in[0]).max().orElseThrow();
        double s = 0;
        for (double x : in[0]) {
            s = r.r(s + r.r(StrictMath.exp(r.r(x - max))));
        }
        double log = r.r(StrictMath.log(s));
        double[] y = new double[in[0].length];
        for (int i = 0; i < y.length; i++) {
            y[i] = r.r(r.r(in[0][i] - max) - log);
        }
        return y;
    }

    static double[][] logSoftmaxBack(Rounding r, double[] v, double[]... in) {
        double[] s = softmax(r, in);
        double a = sum(r, v);
        double[] d = new double[v.length];
        for (int i = 0; i < d.length; i++) {
            d[i] = r.r(v[i] - r.r(s[i] * a));
        }
        return new double[][] {d};
    }

    /** Cross-entropy of class 0. */
    static double[] entropy(Rounding r, double[]... in) {
        return new double[] {-logSoftmax(r, in)[0]};
    }

    static double[][] entropyBack(Rounding r, double[] v, double[]... in) {
        double[] d = softmax(r, in);
        for (int i = 0; i < d.length; i++) {
            d[i] = r.r(v[0] * r.r(d[i] - (i == 0 ? 1 : 0)));
        }
        return new double[][] {d};
    }
}

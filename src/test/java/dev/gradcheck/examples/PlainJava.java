package dev.gradcheck.examples;

/** Code as it stands in somebody's library: arrays in, arrays out. */
final class PlainJava {
    private PlainJava() {}

    static double rosenbrock(double[] x) {
        return rosenbrockInPlace(x, new double[2]);
    }

    static double[] rosenbrockGradient(double[] x) {
        double[] g = new double[2];
        rosenbrockInPlace(x, g);
        return g;
    }

    static double rosenbrockInPlace(double[] x, double[] g) {
        double a = 1 - x[0];
        double b = x[1] - x[0] * x[0];
        g[0] = -2 * a - 400 * x[0] * b;
        g[1] = 200 * b;
        return a * a + 100 * b * b;
    }

    static double[][] rosenbrockHessian(double[] x) {
        return new double[][] {{2 - 400 * x[1] + 1200 * x[0] * x[0], -400 * x[0]}, {-400 * x[0], 200}};
    }

    static double[] rosenbrockHessianTimes(double[] x, double[] v) {
        double[][] h = rosenbrockHessian(x);
        return new double[] {h[0][0] * v[0] + h[0][1] * v[1], h[1][0] * v[0] + h[1][1] * v[1]};
    }

    static float softplus(float[] x) {
        float sum = 0;
        for (float v : x) {
            sum += (float) Math.log1p(Math.exp(v));
        }
        return sum;
    }

    static float[] softplusGradient(float[] x) {
        float[] g = new float[x.length];
        for (int i = 0; i < x.length; i++) {
            g[i] = (float) (1 / (1 + Math.exp(-x[i])));
        }
        return g;
    }

    private static double[] probabilities(double[][] w, double[] b) {
        double[] p = new double[b.length];
        double sum = 0;
        for (int k = 0; k < b.length; k++) {
            p[k] = Math.exp(w[k][0] - 0.5 * w[k][1] + b[k]);
            sum += p[k];
        }
        for (int k = 0; k < b.length; k++) {
            p[k] /= sum;
        }
        return p;
    }

    static double loss(double[][] w, double[] b, int[] label) {
        return -Math.log(probabilities(w, b)[label[0]]);
    }

    static double[] db(double[][] w, double[] b, int[] label) {
        double[] p = probabilities(w, b);
        p[label[0]] -= 1;
        return p;
    }

    static double[][] dW(double[][] w, double[] b, int[] label) {
        double[] bar = db(w, b, label);
        double[][] g = new double[b.length][];
        for (int k = 0; k < b.length; k++) {
            g[k] = new double[] {bar[k], -0.5 * bar[k]};
        }
        return g;
    }

    static double[] polar(double[] x) {
        return new double[] {x[0] * Math.cos(x[1]), x[0] * Math.sin(x[1])};
    }

    static double[][] polarJacobian(double[] x) {
        double c = Math.cos(x[1]);
        double s = Math.sin(x[1]);
        return new double[][] {{c, -x[0] * s}, {s, x[0] * c}};
    }

    static double[] polarTimes(double[] x, double[] u) {
        double[][] j = polarJacobian(x);
        return new double[] {j[0][0] * u[0] + j[0][1] * u[1], j[1][0] * u[0] + j[1][1] * u[1]};
    }

    static double[] polarTransposedTimes(double[] x, double[] w) {
        double[][] j = polarJacobian(x);
        return new double[] {j[0][0] * w[0] + j[1][0] * w[1], j[0][1] * w[0] + j[1][1] * w[1]};
    }
}

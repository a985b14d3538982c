package de.bwaldvogel.liblinear;

/** The library's objectives are package-private. */
public record Opened(Function objective) {
    public static Opened logistic(double[][] x, double[] y, double c) {
        return new Opened(new L2R_LrFunction(problem(x, y), new Parameter(SolverType.L2R_LR, c, 0.1), all(y.length, c)));
    }

    public static Opened squaredHinge(double[][] x, double[] y, double c) {
        return new Opened(
                new L2R_L2_SvcFunction(problem(x, y), new Parameter(SolverType.L2R_L2LOSS_SVC, c, 0.1), all(y.length, c)));
    }

    public double value(double[] w) {
        return objective.fun(w);
    }

    public double[] gradient(double[] w) {
        objective.fun(w);
        double[] g = new double[w.length];
        objective.grad(w, g);
        return g;
    }

    public double[] hessianTimes(double[] w, double[] v) {
        gradient(w);
        double[] product = new double[w.length];
        objective.Hv(v, product);
        return product;
    }

    private static double[] all(int length, double value) {
        double[] all = new double[length];
        java.util.Arrays.fill(all, value);
        return all;
    }

    private static Problem problem(double[][] x, double[] y) {
        Problem problem = new Problem();
        problem.l = y.length;
        problem.n = x[0].length;
        problem.y = y;
        problem.x = new Feature[y.length][];
        for (int i = 0; i < y.length; i++) {
            problem.x[i] = new Feature[x[i].length];
            for (int j = 0; j < x[i].length; j++) {
                problem.x[i][j] = new FeatureNode(j + 1, x[i][j]);
            }
        }
        return problem;
    }
}

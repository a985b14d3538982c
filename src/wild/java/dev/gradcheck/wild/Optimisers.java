package dev.gradcheck.wild;

import cern.colt.matrix.impl.DenseDoubleMatrix1D;
import cern.colt.matrix.impl.DenseDoubleMatrix2D;
import com.joptimizer.functions.ConvexMultivariateRealFunction;
import com.joptimizer.functions.LogTransformedPosynomial;
import com.joptimizer.functions.LogarithmicBarrier;
import com.joptimizer.functions.LinearMultivariateRealFunction;
import com.joptimizer.functions.PDQuadraticMultivariateRealFunction;
import com.joptimizer.functions.TwiceDifferentiableMultivariateRealFunction;
import de.bwaldvogel.liblinear.Opened;
import java.util.List;
import java.util.stream.Stream;

/** Objectives that optimisers bring. */
final class Optimisers {
    private static final double[][] X = {{1, 0.5, -2}, {-0.3, 1.2, 0.7}, {2, -1, 0.25}, {0.6, 0.1, -0.4}, {-1.5, 0.8, 1.1}};
    private static final double[] Y = {1, -1, 1, 1, -1};

    private Optimisers() {}

    static Stream<Shelf> shelves() {
        return Stream.of(liblinear(), joptimizer());
    }

    private static Shelf liblinear() {
        Shelf shelf = new Shelf("de.bwaldvogel:liblinear:2.44");
        for (double c : new double[] {0.5, 4}) {
            Opened lr = Opened.logistic(X, Y, c);
            Opened svc = Opened.squaredHinge(X, Y, c);
            for (double[] w : List.of(new double[] {0.3, -0.2, 0.5}, new double[] {-1.4, 0.7, 0.1})) {
                shelf.gradient("L2R_LR, C = " + c, lr::value, lr::gradient, w);
                shelf.gradient("L2R_L2_SVC, C = " + c, svc::value, svc::gradient, w);
                shelf.jacobian("L2R_LR, C = " + c + ", H", lr::gradient, x -> rows(lr, x), w);
                shelf.jacobian("L2R_L2_SVC, C = " + c + ", H", svc::gradient, x -> rows(svc, x), w);
            }
        }
        return shelf;
    }

    private static double[][] rows(Opened objective, double[] w) {
        double[][] rows = new double[w.length][];
        for (int i = 0; i < w.length; i++) {
            double[] unit = new double[w.length];
            unit[i] = 1;
            rows[i] = objective.hessianTimes(w, unit);
        }
        return rows;
    }

    private static Shelf joptimizer() {
        Shelf shelf = new Shelf("com.joptimizer:joptimizer:5.0.0");
        add(shelf, "LogTransformedPosynomial", new LogTransformedPosynomial(
                new double[][] {{1, 2}, {-0.5, 1}, {0.3, -1}}, new double[] {0.1, 0.5, -0.2}), 0.4, -0.7);
        add(shelf, "PDQuadratic", new PDQuadraticMultivariateRealFunction(
                new double[][] {{2, 0.5}, {0.5, 3}}, new double[] {-1, 0.25}, 0.7), 0.4, -0.7);
        ConvexMultivariateRealFunction[] limits = {
            new LinearMultivariateRealFunction(new double[] {1, 2}, -5), new LinearMultivariateRealFunction(new double[] {-1, 0.5}, -4)
        };
        add(shelf, "LogarithmicBarrier", new LogarithmicBarrier(limits, 2), 0.4, -0.7);
        return shelf;
    }

    private static void add(Shelf shelf, String name, TwiceDifferentiableMultivariateRealFunction f, double... x) {
        shelf.gradient(name, at -> f.value(new DenseDoubleMatrix1D(at)), at -> f.gradient(new DenseDoubleMatrix1D(at)).toArray(), x);
        shelf.jacobian(name + ", H",
                at -> f.gradient(new DenseDoubleMatrix1D(at)).toArray(),
                at -> new DenseDoubleMatrix2D(f.hessian(new DenseDoubleMatrix1D(at)).toArray()).toArray(), x);
    }
}

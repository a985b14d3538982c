package dev.gradcheck.wild;

import java.util.stream.Stream;
import org.apache.commons.math3.analysis.function.Gaussian;
import org.apache.commons.math3.analysis.function.HarmonicOscillator;
import org.apache.commons.math3.analysis.function.Logistic;
import org.apache.commons.math3.analysis.function.Logit;
import org.apache.commons.math3.analysis.function.Sigmoid;
import org.apache.commons.numbers.gamma.Digamma;
import org.apache.commons.numbers.gamma.LogGamma;
import org.apache.commons.numbers.gamma.RegularizedBeta;
import org.apache.commons.numbers.gamma.RegularizedGamma;
import org.apache.commons.numbers.gamma.Trigamma;
import org.apache.commons.statistics.distribution.BetaDistribution;
import org.apache.commons.statistics.distribution.CauchyDistribution;
import org.apache.commons.statistics.distribution.ContinuousDistribution;
import org.apache.commons.statistics.distribution.ExponentialDistribution;
import org.apache.commons.statistics.distribution.GammaDistribution;
import org.apache.commons.statistics.distribution.GumbelDistribution;
import org.apache.commons.statistics.distribution.LogisticDistribution;
import org.apache.commons.statistics.distribution.NormalDistribution;
import org.apache.commons.statistics.distribution.TDistribution;
import org.apache.commons.statistics.distribution.WeibullDistribution;
import org.hipparchus.dfp.Dfp;
import org.hipparchus.geometry.euclidean.threed.SphericalCoordinates;

/** The mathematics of Apache Commons and of Hipparchus, which grew out of it. */
final class Apache {
    /** ln((x − lo)/(hi − x)), by lo and hi. */
    private static final double LOGIT_AT = 0.7;

    private Apache() {}

    static Stream<Shelf> shelves() {
        return Stream.of(math3(), math4(), hipparchus(), numbers(), statistics(), spherical());
    }

    private interface Parametric {
        double value(double x, double... p);
    }

    private interface Gradient {
        double[] of(double x, double... p);
    }

    private static void parametrics(Shelf shelf, Parametric[] f, Gradient[] g) {
        String[] names = {"Gaussian", "HarmonicOscillator", "Logistic", "Sigmoid"};
        double[][] points = {{1.5, 0.3, 0.8}, {2, 1.3, 0.4}, {3, 0.5, 1.2, 0.7, 0.2, 1.5}, {-0.5, 1.5}};
        for (int i = 0; i < f.length - 1; i++) {
            int k = i;
            for (double x : new double[] {0.45, -1.3, 2.2}) {
                shelf.gradient(names[i] + ".Parametric, x = " + x, p -> f[k].value(x, p), p -> g[k].of(x, p), points[i]);
            }
        }
        int logit = f.length - 1;
        shelf.gradient("Logit.Parametric, x = 0.7", p -> f[logit].value(LOGIT_AT, p), p -> g[logit].of(LOGIT_AT, p), 0.1, 2)
                .wrong("d/dhi has the wrong sign", Apache::logit);
    }

    private static Dfp logit(Dfp[] p) {
        Dfp x = Exact.of(LOGIT_AT);
        return x.subtract(p[0]).divide(p[1].subtract(x)).log();
    }

    private static Shelf math3() {
        Shelf shelf = new Shelf("org.apache.commons:commons-math3:3.6.1");
        var f = new org.apache.commons.math3.analysis.ParametricUnivariateFunction[] {
            new Gaussian.Parametric(), new HarmonicOscillator.Parametric(), new Logistic.Parametric(), new Sigmoid.Parametric(), new Logit.Parametric()
        };
        parametrics(shelf, Stream.of(f).map(p -> (Parametric) p::value).toArray(Parametric[]::new), Stream.of(f).map(p -> (Gradient) p::gradient).toArray(Gradient[]::new));
        var polynomial = new org.apache.commons.math3.analysis.polynomials.PolynomialFunction(new double[] {1, -2, 0.5, 3});
        shelf.derivative("PolynomialFunction", polynomial::value, polynomial.polynomialDerivative()::value, -1.1, 0.4, 2);
        var normal = new org.apache.commons.math3.distribution.NormalDistribution(0.5, 2);
        shelf.derivative("NormalDistribution", normal::cumulativeProbability, normal::density, -1, 0.25, 3);
        return shelf;
    }

    private static Shelf math4() {
        Shelf shelf = new Shelf("org.apache.commons:commons-math4-legacy:4.0-beta1");
        var f = new org.apache.commons.math4.legacy.analysis.ParametricUnivariateFunction[] {
            new org.apache.commons.math4.legacy.analysis.function.Gaussian.Parametric(),
            new org.apache.commons.math4.legacy.analysis.function.HarmonicOscillator.Parametric(),
            new org.apache.commons.math4.legacy.analysis.function.Logistic.Parametric(),
            new org.apache.commons.math4.legacy.analysis.function.Sigmoid.Parametric(),
            new org.apache.commons.math4.legacy.analysis.function.Logit.Parametric()
        };
        parametrics(shelf, Stream.of(f).map(p -> (Parametric) p::value).toArray(Parametric[]::new), Stream.of(f).map(p -> (Gradient) p::gradient).toArray(Gradient[]::new));
        return shelf;
    }

    private static Shelf hipparchus() {
        Shelf shelf = new Shelf("org.hipparchus:hipparchus-core:4.0.3");
        var f = new org.hipparchus.analysis.ParametricUnivariateFunction[] {
            new org.hipparchus.analysis.function.Gaussian.Parametric(),
            new org.hipparchus.analysis.function.HarmonicOscillator.Parametric(),
            new org.hipparchus.analysis.function.Logistic.Parametric(),
            new org.hipparchus.analysis.function.Sigmoid.Parametric(),
            new org.hipparchus.analysis.function.Logit.Parametric()
        };
        parametrics(shelf, Stream.of(f).map(p -> (Parametric) p::value).toArray(Parametric[]::new), Stream.of(f).map(p -> (Gradient) p::gradient).toArray(Gradient[]::new));
        return shelf;
    }

    private static Shelf spherical() {
        double[] g = {0.7, -1.1, 2};
        return new Shelf("org.hipparchus:hipparchus-geometry:4.0.3")
                .gradient(
                        "SphericalCoordinates.toCartesianGradient",
                        c -> {
                            var s = new SphericalCoordinates(new org.hipparchus.geometry.euclidean.threed.Vector3D(c));
                            return g[0] * s.getR() + g[1] * s.getTheta() + g[2] * s.getPhi();
                        },
                        c -> new SphericalCoordinates(new org.hipparchus.geometry.euclidean.threed.Vector3D(c)).toCartesianGradient(g.clone()),
                        1, 0.5, -0.75);
    }

    private static Shelf numbers() {
        return new Shelf("org.apache.commons:commons-numbers-gamma:1.2")
                .derivative("LogGamma", LogGamma::value, Digamma::value, 0.6, 2.5, 11)
                .derivative("Digamma", Digamma::value, Trigamma::value, 0.6, 2.5, 11)
                .derivative("RegularizedGamma.P", x -> RegularizedGamma.P.value(2.5, x), x -> RegularizedGamma.P.derivative(2.5, x), 0.5, 2, 6)
                .derivative("RegularizedBeta", x -> RegularizedBeta.value(x, 2.5, 1.5), x -> RegularizedBeta.derivative(x, 2.5, 1.5), 0.2, 0.7);
    }

    private static Shelf statistics() {
        Shelf shelf = new Shelf("org.apache.commons:commons-statistics-distribution:1.3");
        ContinuousDistribution[] all = {
            NormalDistribution.of(0.5, 2), GammaDistribution.of(2.5, 1.5), BetaDistribution.of(2, 3), CauchyDistribution.of(0.2, 1),
            ExponentialDistribution.of(1.5), GumbelDistribution.of(0.3, 1), LogisticDistribution.of(0, 2), TDistribution.of(5),
            WeibullDistribution.of(1.5, 2)
        };
        for (ContinuousDistribution d : all) {
            shelf.derivative(d.getClass().getSimpleName(), d::cumulativeProbability, d::density, 0.3, 0.75);
        }
        return shelf;
    }
}

package dev.gradcheck.wild;

import cern.jet.math.Bessel;
import java.util.function.Function;
import java.util.stream.Stream;
import net.finmath.functions.AnalyticFormulas;
import org.hipparchus.geometry.euclidean.threed.Vector3D;
import org.orekit.frames.Frame;
import org.orekit.frames.FramesFactory;
import org.orekit.orbits.CartesianOrbit;
import org.orekit.orbits.CircularOrbit;
import org.orekit.orbits.EquinoctialOrbit;
import org.orekit.orbits.KeplerianOrbit;
import org.orekit.orbits.Orbit;
import org.orekit.orbits.PositionAngleType;
import org.orekit.time.AbsoluteDate;
import org.orekit.utils.PVCoordinates;
import umontreal.ssj.probdist.BetaDist;
import umontreal.ssj.probdist.CauchyDist;
import umontreal.ssj.probdist.ContinuousDistribution;
import umontreal.ssj.probdist.ExponentialDist;
import umontreal.ssj.probdist.GumbelDist;
import umontreal.ssj.probdist.LaplaceDist;
import umontreal.ssj.probdist.LogisticDist;
import umontreal.ssj.probdist.NormalDist;
import umontreal.ssj.probdist.ParetoDist;
import umontreal.ssj.probdist.WeibullDist;

/** Finance, orbits, probability, special functions. */
final class Sciences {
    private static final double MU = 3.986004415e14;

    private Sciences() {}

    static Stream<Shelf> shelves() {
        return Stream.of(finmath(), orekit(), ssj(), colt());
    }

    private static Shelf finmath() {
        Shelf shelf = new Shelf("net.finmath:finmath-lib:6.0.28");
        double s = 100;
        double r = 0.03;
        double v = 0.25;
        double t = 1.5;
        for (double k : new double[] {80, 105, 130}) {
            String at = ", strike " + k + ",";
            shelf.derivative("blackScholesOptionDelta" + at, x -> AnalyticFormulas.blackScholesOptionValue(x, r, v, t, k), x -> AnalyticFormulas.blackScholesOptionDelta(x, r, v, t, k), s);
            shelf.derivative("blackScholesOptionVega" + at, x -> AnalyticFormulas.blackScholesOptionValue(s, r, x, t, k), x -> AnalyticFormulas.blackScholesOptionVega(s, r, x, t, k), v);
            shelf.derivative("blackScholesOptionRho" + at, x -> AnalyticFormulas.blackScholesOptionValue(s, x, v, t, k), x -> AnalyticFormulas.blackScholesOptionRho(s, x, v, t, k), r);
            shelf.derivative("blackScholesOptionGamma" + at, x -> AnalyticFormulas.blackScholesOptionDelta(x, r, v, t, k), x -> AnalyticFormulas.blackScholesOptionGamma(x, r, v, t, k), s);
            shelf.derivative("blackScholesDigitalOptionDelta" + at, x -> AnalyticFormulas.blackScholesDigitalOptionValue(x, r, v, t, k), x -> AnalyticFormulas.blackScholesDigitalOptionDelta(x, r, v, t, k), s);
            shelf.derivative("blackScholesDigitalOptionVega" + at, x -> AnalyticFormulas.blackScholesDigitalOptionValue(s, r, x, t, k), x -> AnalyticFormulas.blackScholesDigitalOptionVega(s, r, x, t, k), v);
            shelf.derivative("blackScholesDigitalOptionRho" + at, x -> AnalyticFormulas.blackScholesDigitalOptionValue(s, x, v, t, k), x -> AnalyticFormulas.blackScholesDigitalOptionRho(s, x, v, t, k), r);
        }
        return shelf;
    }

    private interface Elements extends Function<Orbit, double[]> {}

    private static Shelf orekit() {
        Shelf shelf = new Shelf("org.orekit:orekit:13.1.8");
        Frame frame = FramesFactory.getGCRF();
        double[] pv = {7.0e6, 1.0e6, 2.0e6, -1.5e3, 7.0e3, 1.2e3};
        orbit(shelf, "KeplerianOrbit", x -> new KeplerianOrbit(pv(x), frame, AbsoluteDate.ARBITRARY_EPOCH, MU), o -> {
            KeplerianOrbit k = (KeplerianOrbit) o;
            return new double[] {k.getA(), k.getE(), k.getI(), k.getPerigeeArgument(), k.getRightAscensionOfAscendingNode(), k.getTrueAnomaly()};
        }, pv);
        orbit(shelf, "CircularOrbit", x -> new CircularOrbit(pv(x), frame, AbsoluteDate.ARBITRARY_EPOCH, MU), o -> {
            CircularOrbit k = (CircularOrbit) o;
            return new double[] {k.getA(), k.getCircularEx(), k.getCircularEy(), k.getI(), k.getRightAscensionOfAscendingNode(), k.getAlphaV()};
        }, pv);
        orbit(shelf, "EquinoctialOrbit", x -> new EquinoctialOrbit(pv(x), frame, AbsoluteDate.ARBITRARY_EPOCH, MU), o -> {
            return new double[] {o.getA(), o.getEquinoctialEx(), o.getEquinoctialEy(), o.getHx(), o.getHy(), o.getLv()};
        }, pv);
        return shelf;
    }

    private static PVCoordinates pv(double[] x) {
        return new PVCoordinates(new Vector3D(x[0], x[1], x[2]), new Vector3D(x[3], x[4], x[5]));
    }

    private static void orbit(Shelf shelf, String name, Function<double[], Orbit> of, Elements elements, double[] x) {
        shelf.jacobian(name + " by position and velocity", at -> elements.apply(of.apply(at)), at -> {
            double[][] jacobian = new double[6][6];
            of.apply(at).getJacobianWrtCartesian(PositionAngleType.TRUE, jacobian);
            return jacobian;
        }, x);
    }

    private static Shelf ssj() {
        Shelf shelf = new Shelf("ca.umontreal.iro.simul:ssj:3.3.2");
        ContinuousDistribution[] all = {
            new BetaDist(2, 3), new CauchyDist(0.2, 1), new ExponentialDist(1.5), new GumbelDist(1, 0.3), new LaplaceDist(0.1, 1.5),
            new LogisticDist(0, 2), new WeibullDist(1.5, 2, 0)
        };
        for (ContinuousDistribution d : all) {
            shelf.derivative(d.getClass().getSimpleName(), d::cdf, d::density, 0.3, 0.75);
        }
        ContinuousDistribution pareto = new ParetoDist(2.5, 1);
        shelf.derivative("ParetoDist", pareto::cdf, pareto::density, 1.5, 4);
        return shelf;
    }

    /** Of j0 and y0 the values are right to eight digits only, and so are no primitives of j1 and y1. */
    private static Shelf colt() {
        return new Shelf("colt:colt:1.2.0")
                .derivative("Bessel.i0", Bessel::i0, Bessel::i1, 0.5, 3, 11)
                .derivative("Bessel.k0", Bessel::k0, x -> -Bessel.k1(x), 0.5, 1.4, 3);
    }
}

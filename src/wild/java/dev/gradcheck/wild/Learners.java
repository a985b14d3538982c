package dev.gradcheck.wild;

import edu.stanford.nlp.classify.LogPrior;
import edu.stanford.nlp.classify.LogPrior.LogPriorType;
import gov.sandia.cognition.learning.function.scalar.AtanFunction;
import gov.sandia.cognition.learning.function.scalar.CosineFunction;
import gov.sandia.cognition.learning.function.scalar.LeakyRectifiedLinearFunction;
import gov.sandia.cognition.learning.function.scalar.PolynomialFunction;
import gov.sandia.cognition.learning.function.scalar.SigmoidFunction;
import gov.sandia.cognition.learning.function.scalar.SoftPlusFunction;
import gov.sandia.cognition.learning.function.scalar.TanHFunction;
import gov.sandia.cognition.math.DifferentiableUnivariateScalarFunction;
import hivemall.common.LossFunctions;
import java.util.stream.Stream;
import jsat.lossfunctions.AbsoluteLoss;
import jsat.lossfunctions.EpsilonInsensitiveLoss;
import jsat.lossfunctions.HingeLoss;
import jsat.lossfunctions.HuberLoss;
import jsat.lossfunctions.LogisticLoss;
import jsat.lossfunctions.LossFunc;
import jsat.lossfunctions.SquaredLoss;
import net.librec.math.algorithm.Maths;
import org.apache.ignite.ml.math.functions.IgniteDifferentiableDoubleToDoubleFunction;
import org.apache.ignite.ml.nn.Activators;
import org.encog.engine.network.activation.ActivationBipolarSteepenedSigmoid;
import org.encog.engine.network.activation.ActivationElliott;
import org.encog.engine.network.activation.ActivationElliottSymmetric;
import org.encog.engine.network.activation.ActivationFunction;
import org.encog.engine.network.activation.ActivationGaussian;
import org.encog.engine.network.activation.ActivationLOG;
import org.encog.engine.network.activation.ActivationLinear;
import org.encog.engine.network.activation.ActivationReLU;
import org.encog.engine.network.activation.ActivationSIN;
import org.encog.engine.network.activation.ActivationSigmoid;
import org.encog.engine.network.activation.ActivationSteepenedSigmoid;
import org.encog.engine.network.activation.ActivationTANH;
import org.hipparchus.dfp.Dfp;
import org.tribuo.classification.sgd.LabelObjective;
import org.tribuo.classification.sgd.objectives.Hinge;
import org.tribuo.classification.sgd.objectives.LogMulticlass;
import org.tribuo.math.la.DenseVector;
import smile.math.kernel.Gaussian;
import smile.math.kernel.HyperbolicTangent;
import smile.math.kernel.Laplacian;
import smile.math.kernel.Matern;
import smile.math.kernel.PearsonKernel;
import smile.math.kernel.Polynomial;

/** Losses, priors, kernels and activations of machine learning. */
final class Learners {
    private static final double OMEGA = 1.5;

    private Learners() {}

    static Stream<Shelf> shelves() {
        return Stream.of(corenlp(), tribuo(), smile(), encog(), jsat(), foundry(), hivemall(), ignite(), librec());
    }

    private static Shelf corenlp() {
        Shelf shelf = new Shelf("edu.stanford.nlp:stanford-corenlp:4.5.10");
        double[] x = {1.9, -0.4, 0.7};
        for (LogPriorType type : new LogPriorType[] {LogPriorType.QUADRATIC, LogPriorType.HUBER, LogPriorType.COSH, LogPriorType.NULL}) {
            LogPrior prior = new LogPrior(type, 1.5, 0.3);
            shelf.gradient("LogPrior " + type, at -> prior.compute(at, new double[at.length]), at -> prior(prior, at), x);
        }
        LogPrior quartic = new LogPrior(LogPriorType.QUARTIC, 1.5, 0.3);
        shelf.gradient("LogPrior QUARTIC", at -> quartic.compute(at, new double[1]), at -> prior(quartic, at), 1.9)
                .wrong("x/σ⁴ for 2x³/σ⁴", p -> p[0].pow(4).divide(Exact.of(1.5).pow(4).multiply(2)));
        return shelf;
    }

    private static double[] prior(LogPrior prior, double[] x) {
        double[] added = new double[x.length];
        prior.compute(x, added);
        return added;
    }

    private static Shelf tribuo() {
        Shelf shelf = new Shelf("org.tribuo:tribuo-classification-sgd:4.3.2");
        double[] x = {0.3, 1.1, -0.2};
        objective(shelf, "LogMulticlass", new LogMulticlass(), x);
        objective(shelf, "Hinge(1)", new Hinge(1), x);
        objective(shelf, "Hinge(2)", new Hinge(2), x)
                .wrong("±margin for ±1", p -> p[0].subtract(p[1]).subtract(Exact.of(2)));
        return shelf;
    }

    /** What is called a loss is its negative. */
    private static Shelf objective(Shelf shelf, String name, LabelObjective objective, double[] x) {
        return shelf.gradient(
                name,
                at -> objective.lossAndGradient(0, DenseVector.createDenseVector(at)).getA(),
                at -> {
                    double[] g = new double[at.length];
                    objective.lossAndGradient(0, DenseVector.createDenseVector(at)).getB().forEach(e -> g[e.index] = e.value);
                    return g;
                },
                x);
    }

    private static Shelf smile() {
        double d = 1.3;
        Shelf shelf = new Shelf("com.github.haifengl:smile-base:3.1.1");
        shelf.derivative("Gaussian by σ", s -> new Gaussian(s, 1e-9, 1e9).k(d), s -> new Gaussian(s, 1e-9, 1e9).kg(d)[1], 0.7, 2);
        shelf.derivative("Laplacian by σ", s -> new Laplacian(s, 1e-9, 1e9).k(d), s -> new Laplacian(s, 1e-9, 1e9).kg(d)[1], 0.7, 2);
        shelf.derivative("Matern 1/2 by σ", s -> matern(s, 0.5).k(d), s -> matern(s, 0.5).kg(d)[1], 0.7);
        shelf.derivative("Matern 3/2 by σ", s -> matern(s, 1.5).k(d), s -> matern(s, 1.5).kg(d)[1], 0.7)
                .wrong("not the derivative of (1 + √3·d/σ)·exp(−√3·d/σ)", p -> {
                    Dfp t = Exact.of(3).sqrt().multiply(Exact.of(d)).divide(p[0]);
                    return t.add(1).multiply(t.negate().exp());
                });
        shelf.derivative("Matern 5/2 by σ", s -> matern(s, 2.5).k(d), s -> matern(s, 2.5).kg(d)[1], 0.7)
                .wrong("not the derivative of (1 + t + t²/3)·exp(−t), t = √5·d/σ", p -> {
                    Dfp t = Exact.of(5).sqrt().multiply(Exact.of(d)).divide(p[0]);
                    return t.multiply(t).divide(3).add(t).add(1).multiply(t.negate().exp());
                });
        double[] one = {1, 0.5};
        double[] other = {0.2, 1.4};
        shelf.derivative("Pearson by σ", s -> new PearsonKernel(s, OMEGA).k(one, other), s -> new PearsonKernel(s, OMEGA).kg(one, other)[1], 0.7)
                .wrong("times −1/ω", p -> {
                    Dfp square = Exact.of(one[0] - other[0]).pow(2).add(Exact.of(one[1] - other[1]).pow(2));
                    Dfp inner = square.multiply(4).divide(p[0].pow(2)).multiply(Exact.of(2).pow(Exact.of(OMEGA).reciprocal()).subtract(Exact.of(1)));
                    return inner.add(1).pow(Exact.of(OMEGA)).reciprocal();
                });
        double[] low = {1e-9, 1e-9};
        double[] high = {1e9, 1e9};
        shelf.gradient("Polynomial(3) by scale and offset",
                        p -> new Polynomial(3, p[0], p[1], low, high).k(d),
                        p -> tail(new Polynomial(3, p[0], p[1], low, high).kg(d)), 0.5, 1.5)
                .wrong("the degree is missing", p -> p[0].multiply(Exact.of(d)).add(p[1]).pow(3));
        shelf.gradient("HyperbolicTangent by scale and offset",
                p -> new HyperbolicTangent(p[0], p[1], low, high).k(d),
                p -> tail(new HyperbolicTangent(p[0], p[1], low, high).kg(d)), 0.5, 0.25);
        return shelf;
    }

    private static Matern matern(double sigma, double nu) {
        return new Matern(sigma, nu, 1e-9, 1e9);
    }

    private static double[] tail(double[] valueAndGradient) {
        return java.util.Arrays.copyOfRange(valueAndGradient, 1, valueAndGradient.length);
    }

    private static Shelf encog() {
        Shelf shelf = new Shelf("org.encog:encog-core:3.4");
        ActivationFunction[] right = {
            new ActivationElliott(), new ActivationElliottSymmetric(), new ActivationLinear(), new ActivationLOG(), new ActivationReLU(),
            new ActivationSigmoid(), new ActivationTANH()
        };
        for (ActivationFunction f : right) {
            activation(shelf, f, 0.3);
            activation(shelf, f, 1.7);
        }
        activation(shelf, new ActivationGaussian(), 0.2)
                .wrong("its own formula, evaluated at the wrong place", p -> gaussian(p[0]));
        activation(shelf, new ActivationBipolarSteepenedSigmoid(), 0.3)
                .wrong("1 everywhere", p -> p[0].multiply(Exact.of(-4.9)).exp().add(1).reciprocal().multiply(2).subtract(Exact.of(1)));
        activation(shelf, new ActivationSIN(), 0.3).wrong("half", p -> p[0].multiply(2).sin());
        activation(shelf, new ActivationSteepenedSigmoid(), 0.3)
                .wrong("the steepness is missing", p -> p[0].multiply(Exact.of(-4.9)).exp().add(1).reciprocal());
        return shelf;
    }

    private static Dfp gaussian(Dfp x) {
        return x.multiply(Exact.of(2.5)).pow(2).negate().exp();
    }

    private static Shelf activation(Shelf shelf, ActivationFunction f, double x) {
        return shelf.derivative(f.getClass().getSimpleName(), v -> output(f, v), v -> f.derivativeFunction(v, output(f, v)), x);
    }

    private static double output(ActivationFunction f, double x) {
        double[] values = {x};
        f.activationFunction(values, 0, 1);
        return values[0];
    }

    private static Shelf jsat() {
        Shelf shelf = new Shelf("com.edwardraff:JSAT:0.0.9");
        LossFunc[] all = {new LogisticLoss(), new SquaredLoss(), new HuberLoss(1), new AbsoluteLoss(), new HingeLoss(), new EpsilonInsensitiveLoss(0.5)};
        for (LossFunc f : all) {
            shelf.derivative(f.getClass().getSimpleName(), p -> f.getLoss(p, 1), p -> f.getDeriv(p, 1), -0.7, 0.8, 2.6);
        }
        for (LossFunc f : new LossFunc[] {new LogisticLoss(), new SquaredLoss(), new HuberLoss(1)}) {
            shelf.derivative(f.getClass().getSimpleName() + "'", p -> f.getDeriv(p, 1), p -> f.getDeriv2(p, 1), -0.7, 0.8);
        }
        LossFunc logistic = new LogisticLoss();
        shelf.derivative("LogisticLoss", p -> logistic.getLoss(p, 1), p -> logistic.getDeriv(p, 1), -31)
                .wrong("+1 for −1 where y·pred ≤ −30", p -> p[0].negate().exp().add(1).log());
        return shelf;
    }

    private static Shelf foundry() {
        Shelf shelf = new Shelf("gov.sandia.foundry:gov-sandia-cognition-learning-core:4.0.1");
        DifferentiableUnivariateScalarFunction[] all = {
            new AtanFunction(), new CosineFunction(), new LeakyRectifiedLinearFunction(), new PolynomialFunction(2.5), new SigmoidFunction(),
            new SoftPlusFunction(), new TanHFunction()
        };
        for (DifferentiableUnivariateScalarFunction f : all) {
            shelf.derivative(f.getClass().getSimpleName(), f::evaluate, f::differentiate, 0.4, 2.1);
        }
        return shelf;
    }

    private static Shelf hivemall() {
        Shelf shelf = new Shelf("io.github.myui:hivemall-core:0.4.2-rc.2");
        for (LossFunctions.LossType type : LossFunctions.LossType.values()) {
            LossFunctions.LossFunction f = LossFunctions.getLossFunction(type);
            // the derivative is a float, exact where numbers are short
            if (type != LossFunctions.LossType.LogLoss) {
                shelf.derivative(type.toString(), p -> f.loss(p, 1.0), p -> f.dloss((float) p, 1), -0.75, 0.5);
            }
        }
        return shelf;
    }

    private static Shelf ignite() {
        Shelf shelf = new Shelf("org.apache.ignite:ignite-ml:2.15.0");
        IgniteDifferentiableDoubleToDoubleFunction[] all = {Activators.SIGMOID, Activators.RELU, Activators.LINEAR};
        String[] names = {"SIGMOID", "RELU", "LINEAR"};
        for (int i = 0; i < all.length; i++) {
            var f = all[i];
            shelf.derivative("Activators." + names[i], x -> f.apply(x), f::differential, 0.4, 2.1);
        }
        return shelf;
    }

    private static Shelf librec() {
        return new Shelf("net.librec:librec-core:2.0.0")
                .derivative("Maths.logistic", Maths::logistic, Maths::logisticGradientValue, -1.5, 0.4, 2);
    }
}

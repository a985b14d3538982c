package dev.gradcheck.wild;

import cc.mallet.classify.MaxEntOptimizableByLabelLikelihood;
import cc.mallet.types.Alphabet;
import cc.mallet.types.FeatureVector;
import cc.mallet.types.Instance;
import cc.mallet.types.InstanceList;
import cc.mallet.types.LabelAlphabet;
import cc.mallet.util.MalletLogger;
import cc.mallet.util.MalletProgressMessageLogger;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.stream.Stream;
import opennlp.tools.ml.maxent.quasinewton.NegLogLikelihood;
import opennlp.tools.ml.model.DataIndexer;
import opennlp.tools.ml.model.Event;
import opennlp.tools.ml.model.OnePassRealValueDataIndexer;
import opennlp.tools.util.ObjectStreamUtils;
import opennlp.tools.util.TrainingParameters;

/** Maximum entropy models of text, by the parameters. */
final class Texts {
    private static final double[][] X = {{1, 0.5}, {-0.3, 1.2}, {2, -1}};
    private static final int[] Y = {0, 1, 1};
    private static final double[] AT = {0.3, -0.2, 0.1, -0.4, 0.25, 0.05};

    /** Kept, or they are made anew: Mallet tells each value that it computes. */
    private static final List<Logger> SILENT = silent();

    private Texts() {}

    private static List<Logger> silent() {
        String name = MaxEntOptimizableByLabelLikelihood.class.getName();
        List<Logger> loggers = List.of(
                MalletLogger.getLogger(name), MalletProgressMessageLogger.getLogger(name + "-pl"));
        loggers.forEach(logger -> logger.setLevel(Level.OFF));
        return loggers;
    }

    static Stream<Shelf> shelves() {
        return Stream.of(mallet(), opennlp());
    }

    private static Shelf mallet() {
        Shelf shelf = new Shelf("cc.mallet:mallet:2.0.8");
        shelf.gradient("MaxEnt, no prior", p -> value(free(), p), p -> gradient(free(), p), AT);
        shelf.gradient("MaxEnt, Gaussian prior", p -> value(gaussian(), p), p -> gradient(gaussian(), p), AT);
        return shelf;
    }

    private static MaxEntOptimizableByLabelLikelihood free() {
        return objective().useNoPrior();
    }

    private static MaxEntOptimizableByLabelLikelihood gaussian() {
        return objective().useGaussianPrior().setGaussianPriorVariance(2);
    }

    private static MaxEntOptimizableByLabelLikelihood objective() {
        Alphabet words = new Alphabet(new Object[] {"a", "b"});
        LabelAlphabet labels = new LabelAlphabet();
        InstanceList list = new InstanceList(words, labels);
        labels.lookupLabel("no", true);
        labels.lookupLabel("yes", true);
        for (int i = 0; i < X.length; i++) {
            FeatureVector x = new FeatureVector(words, new int[] {0, 1}, X[i].clone());
            list.add(new Instance(x, labels.lookupLabel(Y[i]), "i" + i, null));
        }
        return new MaxEntOptimizableByLabelLikelihood(list, null);
    }

    private static double value(MaxEntOptimizableByLabelLikelihood f, double[] p) {
        f.setParameters(p);
        return f.getValue();
    }

    private static double[] gradient(MaxEntOptimizableByLabelLikelihood f, double[] p) {
        f.setParameters(p);
        double[] g = new double[p.length];
        f.getValueGradient(g);
        return g;
    }

    private static Shelf opennlp() {
        NegLogLikelihood f = new NegLogLikelihood(indexed());
        double[] x = new double[f.getDimension()];
        double[] y = new double[f.getDimension()];
        Arrays.setAll(x, i -> 0.3 - 0.17 * i);
        Arrays.setAll(y, i -> Math.sin(i + 1));
        return new Shelf("org.apache.opennlp:opennlp-tools:2.5.0")
                .gradient("NegLogLikelihood", f::valueAt, at -> f.gradientAt(at).clone(), x)
                .gradient("NegLogLikelihood", f::valueAt, at -> f.gradientAt(at).clone(), y);
    }

    private static DataIndexer indexed() {
        List<Event> events = new ArrayList<>();
        events.add(new Event("no", new String[] {"a", "b"}, new float[] {1, 0.5f}));
        events.add(new Event("yes", new String[] {"b", "c"}, new float[] {1.2f, 0.3f}));
        events.add(new Event("maybe", new String[] {"a", "c"}, new float[] {2, 1}));
        TrainingParameters parameters = new TrainingParameters();
        parameters.put("Cutoff", 0);
        try {
            DataIndexer indexer = new OnePassRealValueDataIndexer();
            indexer.init(parameters, new java.util.HashMap<>());
            indexer.index(ObjectStreamUtils.createObjectStream(events));
            return indexer;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

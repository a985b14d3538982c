package dev.gradcheck.net;

import dev.gradcheck.function.Parameters;
import dev.gradcheck.tensor.Shape;
import dev.gradcheck.tensor.Tensor;
import java.util.List;
import java.util.function.BiFunction;
import java.util.function.Function;

/**
 * What group and instance normalisation have in common: the elements of a tensor in rows of which each is normalised by itself, as batch
 * normalisation does with a channel, and a weight and a bias for each channel.
 *
 * @param layer its name
 * @param prefix of the parameters
 * @param rows how many, each of adjacent elements
 * @param epsilon added to the variance
 * @param affine whether there are weight and bias
 */
record Groupwise(String layer, String prefix, int rows, double epsilon, boolean affine) {
    static final Formula RIGHT =
            (batch, gamma, yBar) -> batch.pulled(yBar.times(gamma)).dividedBy(batch.spreadDeviation());

    static final Formula WEIGHT_LAST =
            (batch, gamma, yBar) -> batch.pulled(yBar).times(gamma).dividedBy(batch.spreadDeviation());

    /** The gradient of the input, of rows: by weight and upstream gradient. */
    interface Formula {
        Tensor of(Batchwise batch, Tensor gamma, Tensor yBar);
    }

    Layer.Applied apply(Parameters parameters, Tensor x, Formula formula) {
        Batchwise batch = batchwise(x);
        PerChannel channels = PerChannel.of(x.shape(), layer);
        Tensor normal = batch.normal().reshape(x.shape());
        Tensor y = affine ? BatchNorm.affine(prefix, parameters, channels, normal) : normal;
        return new Layer.Applied(y, yBar -> {
            Tensor gamma =
                    affine ? channels.spread(BatchNorm.column(prefix + ".weight", parameters, x)) : Batch.filled(1, x);
            Tensor xBar = formula.of(batch, inRows(gamma), inRows(yBar)).reshape(x.shape());
            return new Layer.Pulled(
                    xBar, affine ? BatchNorm.parameterBars(prefix, channels, normal, yBar) : Parameters.NONE);
        });
    }

    /** |γ|·(|x| + mean|x|)/√(v + ε) + |β|. */
    Tensor magnitude(Parameters parameters, Tensor x) {
        Batchwise batch = batchwise(x);
        Tensor sizes = inRows(x).mapExactly(Math::abs);
        Tensor means = batch.channels().spread(batch.channels().mean(sizes));
        Tensor terms = sizes.plus(means).dividedBy(batch.spreadDeviation()).reshape(x.shape());
        return affine
                ? BatchNorm.affine(
                        prefix, parameters.map(t -> t.mapExactly(Math::abs)), PerChannel.of(x.shape(), layer), terms)
                : terms;
    }

    static List<Layer.Mistake> mistakes(String layer, Function<Tensor, Groupwise> groupwise) {
        return List.of(
                mistake(
                        layer,
                        groupwise,
                        "mean term missing",
                        "the gradient of the input lacks what comes through the mean",
                        "subtract the mean of the upstream gradient times the weight",
                        (batch, g) -> g.minus(batch.alongNormal(g))),
                mistake(
                        layer,
                        groupwise,
                        "variance term missing",
                        "the gradient of the input lacks what comes through the variance",
                        "subtract the normalised input times the mean of its product with the upstream gradient",
                        (batch, g) -> batch.channels().centred(g)),
                mistake(
                        layer,
                        groupwise,
                        "statistics taken as constants",
                        "the gradient of the input takes mean and variance as constants",
                        "mean and variance depend on every element they are taken over: differentiate them too",
                        (batch, g) -> g));
    }

    private static Layer.Mistake mistake(
            String layer,
            Function<Tensor, Groupwise> groupwise,
            String fault,
            String sentence,
            String remedy,
            BiFunction<Batchwise, Tensor, Tensor> pulled) {
        Formula formula =
                (batch, gamma, yBar) -> pulled.apply(batch, yBar.times(gamma)).dividedBy(batch.spreadDeviation());
        return new Layer.Mistake(fault, sentence, remedy, Variant.unary(layer, (p, x) -> groupwise
                .apply(x)
                .apply(p, x, formula)));
    }

    private Batchwise batchwise(Tensor x) {
        Tensor inRows = inRows(x);
        return Batchwise.of(PerChannel.of(inRows.shape(), layer), inRows, epsilon);
    }

    /** Rows are the channels of one sample. */
    private Tensor inRows(Tensor x) {
        int length = x.size() / Math.max(1, rows);
        if (length < 2) {
            throw new IllegalArgumentException(
                    layer + " needs more than one value to take a variance of, and got the shape " + x.shape());
        }
        return x.reshape(Shape.of(1, rows, length));
    }
}

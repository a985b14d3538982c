package dev.gradcheck.net;

import dev.gradcheck.function.Parameters;
import dev.gradcheck.graph.Node;
import dev.gradcheck.tensor.Tensor;
import java.util.List;
import java.util.function.BiFunction;

/**
 * Batch normalisation in training: y = γ·(x − µ)/√(v + ε) + β with the mean µ and the biased variance v of each channel over the batch.
 * Backward, for g = ȳ − mean(ȳ), d = x − µ and the part r of g that is orthogonal to d, g = α·d + r: x̄ = γ/√(v + ε)·(r + α·d·ε/(v + ε)),
 * γ̄ = Σ ȳ·d/√(v + ε), β̄ = Σ ȳ.
 *
 * <p>Shapes: x and y (N,C), (N,C,L) or (N,C,H,W), γ and β (C); the mean is over all axes but C.
 *
 * <p>The usual x̄ = γ/√(v + ε)·(g − d·mean(g·d)/(v + ε)) is the same and cancels where g is along d, as always with two samples: what is
 * left is ε/(v + ε) of it. Means and projections are therefore taken off twice (B. Parlett, The Symmetric Eigenvalue Problem, 1980,
 * §6-9: twice is enough). A channel of equal numbers has d = 0. NaN spreads over its channel.
 *
 * @param prefix γ is called {@code <prefix>.weight}, β {@code <prefix>.bias}
 * @param epsilon added to the variance, rounded to the dtype
 */
public record BatchNorm(String prefix, double epsilon) implements Unary {
    /** Of batches in training, of what was kept of them in evaluation. */
    static Layer of(Node node) {
        double epsilon = node.attributes().number("eps");
        return node.attributes().flag("training")
                ? new BatchNorm(node.parameters(), epsilon)
                : new BatchNormEvaluation(
                        node.parameters(),
                        epsilon,
                        node.attributes().tensor("running-mean"),
                        node.attributes().tensor("running-variance"));
    }

    @Override
    public String name() {
        return "batch norm " + prefix;
    }

    @Override
    public Applied apply(Parameters parameters, Tensor x) {
        return apply(parameters, x, Batchwise::pulled);
    }

    /** |γ|·(|x| + mean|x|)/√(v + ε) + |β|. */
    @Override
    public Tensor magnitude(Parameters parameters, List<Tensor> inputs) {
        Batchwise batch = batchwise(inputs.get(0));
        Tensor sizes = inputs.get(0).mapExactly(Math::abs);
        PerChannel channels = batch.channels();
        Tensor terms = sizes.plus(channels.spread(channels.mean(sizes))).dividedBy(channels.spread(batch.deviation()));
        return affine(prefix, parameters.map(t -> t.mapExactly(Math::abs)), channels, terms);
    }

    @Override
    public List<Mistake> mistakes() {
        return List.of(
                mistake(
                        "mean term missing",
                        "the gradient of the input lacks what comes through the mean of the batch",
                        "subtract the mean of the upstream gradient over the batch",
                        (batch, yBar) -> yBar.minus(batch.alongNormal(yBar))),
                mistake(
                        "variance term missing",
                        "the gradient of the input lacks what comes through the variance of the batch",
                        "subtract the normalised input times the mean of its product with the upstream gradient",
                        (batch, yBar) -> batch.channels().centred(yBar)),
                mistake(
                        "statistics taken as constants",
                        "the gradient of the input is the one of evaluation: mean and variance are taken as constants",
                        "in training mean and variance depend on every sample of the batch: differentiate them too",
                        (batch, yBar) -> yBar));
    }

    private Mistake mistake(
            String fault, String sentence, String remedy, BiFunction<Batchwise, Tensor, Tensor> pulled) {
        return new Mistake(
                fault, sentence, remedy, Variant.unary(name(), (parameters, x) -> apply(parameters, x, pulled)));
    }

    /** With the gradient of x·√(v + ε)/γ by this formula. */
    private Applied apply(Parameters parameters, Tensor x, BiFunction<Batchwise, Tensor, Tensor> pulled) {
        Batchwise batch = batchwise(x);
        PerChannel channels = batch.channels();
        Tensor gamma = column(prefix + ".weight", parameters, x);
        return new Applied(affine(prefix, parameters, channels, batch.normal()), yBar -> {
            Tensor scale = channels.spread(gamma.dividedBy(batch.deviation()));
            return new Pulled(
                    pulled.apply(batch, yBar).times(scale), parameterBars(prefix, channels, batch.normal(), yBar));
        });
    }

    /** γ·x̂ + β. */
    static Tensor affine(String prefix, Parameters parameters, PerChannel channels, Tensor normal) {
        Tensor gamma = column(prefix + ".weight", parameters, normal);
        Tensor beta = column(prefix + ".bias", parameters, normal);
        return normal.times(channels.spread(gamma)).plus(channels.spread(beta));
    }

    static Tensor column(String name, Parameters parameters, Tensor like) {
        return PerChannel.column(parameters.get(name), like.shape(), name);
    }

    static Parameters parameterBars(String prefix, PerChannel channels, Tensor normal, Tensor yBar) {
        Tensor gammaBar = channels.sum(yBar.times(normal));
        Tensor betaBar = channels.sum(yBar);
        return Parameters.of(prefix + ".weight", PerChannel.vector(gammaBar))
                .with(prefix + ".bias", PerChannel.vector(betaBar));
    }

    private Batchwise batchwise(Tensor x) {
        PerChannel channels = PerChannel.of(x.shape(), name());
        if (channels.count() < 2) {
            throw new IllegalArgumentException(
                    name() + " needs more than one value per channel in training, and got the shape " + x.shape());
        }
        return Batchwise.of(channels, x, epsilon);
    }
}

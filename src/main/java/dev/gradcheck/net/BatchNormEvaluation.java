package dev.gradcheck.net;

import dev.gradcheck.function.Parameters;
import dev.gradcheck.tensor.Arithmetic;
import dev.gradcheck.tensor.Tensor;
import java.util.List;
import java.util.function.BiFunction;

/**
 * Batch normalisation in evaluation, with mean and variance that were kept in training: y = γ·(x − µ)/√(v + ε) + β. Backward: x̄ =
 * ȳ·γ/√(v + ε), γ̄ = Σ ȳ·(x − µ)/√(v + ε), β̄ = Σ ȳ.
 *
 * <p>Shapes: x and y (N,C), (N,C,L) or (N,C,H,W), µ, v, γ and β (C).
 *
 * <p>Every elementary result is rounded. NaN stays where it is.
 *
 * @param prefix γ is called {@code <prefix>.weight}, β {@code <prefix>.bias}
 * @param epsilon added to the variance, rounded to the dtype
 * @param mean of each channel
 * @param variance of each channel, not negative
 */
public record BatchNormEvaluation(String prefix, double epsilon, Tensor mean, Tensor variance) implements Unary {
    /**
     * Checks the variance.
     *
     * @param prefix of the parameters' names
     * @param epsilon added to the variance
     * @param mean of each channel
     * @param variance of each channel
     * @throws IllegalArgumentException if a variance is negative
     */
    public BatchNormEvaluation {
        for (double v : variance.values()) {
            if (v < 0) {
                throw new IllegalArgumentException("the variance " + v + " is negative");
            }
        }
    }

    @Override
    public String name() {
        return "batch norm " + prefix + " in evaluation";
    }

    @Override
    public Applied apply(Parameters parameters, Tensor x) {
        return apply(parameters, x, Tensor::dividedBy);
    }

    /** |γ|·(|x| + |µ|)/√(v + ε) + |β|. */
    @Override
    public Tensor magnitude(Parameters parameters, List<Tensor> inputs) {
        BatchNormEvaluation sizes =
                new BatchNormEvaluation(prefix, epsilon, mean.mapExactly(m -> -Math.abs(m)), variance);
        return sizes.apply(
                        parameters.map(t -> t.mapExactly(Math::abs)),
                        inputs.get(0).mapExactly(Math::abs))
                .output();
    }

    @Override
    public List<Mistake> mistakes() {
        return List.of(
                mistake(
                        "standard deviation forgotten",
                        "the gradient of the input lacks the division by the standard deviation",
                        "divide by the square root of the running variance, ε included",
                        (gamma, deviation) -> gamma),
                mistake(
                        "divided by the variance",
                        "the gradient of the input is divided by the variance instead of the standard deviation",
                        "divide by the square root of the running variance, ε included",
                        (gamma, deviation) -> gamma.dividedBy(deviation.times(deviation))));
    }

    private Mistake mistake(String fault, String sentence, String remedy, BiFunction<Tensor, Tensor, Tensor> scale) {
        return new Mistake(
                fault, sentence, remedy, Variant.unary(name(), (parameters, x) -> apply(parameters, x, scale)));
    }

    /** With the factor between ȳ and x̄ that γ and the standard deviation give. */
    private Applied apply(Parameters parameters, Tensor x, BiFunction<Tensor, Tensor, Tensor> scale) {
        PerChannel channels = PerChannel.of(x.shape(), name());
        Arithmetic arithmetic = x.arithmetic();
        Tensor shifted = PerChannel.column(variance.in(arithmetic), x.shape(), "the running variance");
        Tensor deviation =
                shifted.plus(Batch.filled(x.dtype().round(epsilon), shifted)).sqrt();
        Tensor centred =
                x.minus(channels.spread(PerChannel.column(mean.in(arithmetic), x.shape(), "the running mean")));
        Tensor normal = centred.dividedBy(channels.spread(deviation));
        Tensor gamma = BatchNorm.column(prefix + ".weight", parameters, x);
        return new Applied(
                BatchNorm.affine(prefix, parameters, channels, normal),
                yBar -> new Pulled(
                        yBar.times(channels.spread(scale.apply(gamma, deviation))),
                        BatchNorm.parameterBars(prefix, channels, normal, yBar)));
    }
}

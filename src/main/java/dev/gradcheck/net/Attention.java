package dev.gradcheck.net;

import dev.gradcheck.function.Parameters;
import dev.gradcheck.tensor.Shape;
import dev.gradcheck.tensor.Tensor;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BinaryOperator;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;

/**
 * Scaled dot-product attention with several heads: for each head P = softmax(Q·Kᵀ/√d), O = P·V. Backward: V̄ = Pᵀ·Ō, P̄ = Ō·Vᵀ,
 * S̄ = P∘(P̄ − Σ P∘P̄)/√d, Q̄ = S̄·K, K̄ = S̄ᵀ·Q.
 *
 * <p>Shapes: q (B,T,D), k (B,S,D), v (B,S,E), the output (B,T,E); heads divide D and E, and d = D/heads. Causal: query i takes no key j &gt; i,
 * as {@code is_causal} of PyTorch's scaled_dot_product_attention. Accurate for saturated softmax too, as {@link Softmax} is. NaN spreads to
 * all queries that see it.
 *
 * @param heads how many, at least 1
 * @param causal whether later keys are masked
 */
public record Attention(int heads, boolean causal) implements Layer {
    /** Keys in a tile, as kernels cut them. */
    private static final List<Integer> TILES = List.of(16, 32, 64, 128);

    /**
     * Checks.
     *
     * @param heads how many
     * @param causal whether later keys are masked
     * @throws IllegalArgumentException if there is no head
     */
    public Attention {
        if (heads < 1) {
            throw new IllegalArgumentException("heads is " + heads + ", and must be at least 1");
        }
    }

    @Override
    public String name() {
        return (causal ? "causal attention of " : "attention of ") + heads + (heads == 1 ? " head" : " heads");
    }

    @Override
    public Applied apply(Parameters parameters, List<Tensor> inputs) {
        return apply(inputs, all -> all.probabilities(causal), all -> SoftmaxRows::pulled, Heads::scale);
    }

    /** The output is linear in the values. */
    @Override
    public Tensor magnitude(Parameters parameters, List<Tensor> inputs) {
        Tensor sizes = inputs.get(2).mapExactly(Math::abs);
        return apply(parameters, List.of(inputs.get(0), inputs.get(1), sizes)).output();
    }

    @Override
    public List<Mistake> mistakes() {
        List<Mistake> mistakes = new ArrayList<>();
        mistakes.add(new Mistake(
                "attention scale missing",
                "the gradients of queries and keys lack the factor 1/√d that the scores have",
                "multiply the gradient of the scores by 1/√d",
                variant(all -> all.probabilities(causal), all -> SoftmaxRows::pulled, all -> 1)));
        mistakes.add(new Mistake(
                "softmax taken elementwise",
                "the derivative of the softmax is p(1 − p) for each score by itself",
                "take every probability of the row into account: s̄ = p·(p̄ − Σ p·p̄)",
                variant(all -> all.probabilities(causal), all -> SoftmaxRows::pulledElementwise, Heads::scale)));
        mistakes.add(new Mistake(
                "sum over the row missing",
                "the derivative of the softmax is p·p̄: the term Δ = Σ p·p̄ of each row, which is Σ o·ō, is not subtracted",
                "subtract it: s̄ = p·(p̄ − Δ)",
                variant(all -> all.probabilities(causal), all -> SoftmaxRows::pulledWithoutSum, Heads::scale)));
        if (causal) {
            mistakes.add(new Mistake(
                    "causal mask missing",
                    "the backward pass computes the probabilities again without the causal mask",
                    "mask the scores of later keys in the backward pass too, or keep the probabilities",
                    variant(all -> all.probabilities(false), all -> SoftmaxRows::pulled, Heads::scale)));
            TILES.forEach(tile -> mistakes.add(unmaskedInLast(tile)));
        }
        return mistakes;
    }

    /** With the sums of the forward pass, as tiled kernels keep them. */
    private Mistake unmaskedInLast(int tile) {
        return new Mistake(
                "causal mask missing in the last tile",
                "the backward pass computes the probabilities again and does not mask the last tile of " + tile
                        + " keys",
                "mask the scores of later keys in every tile of the backward pass, the last one included",
                variant(
                        all -> all.probabilitiesUnmaskedInLast(tile),
                        all -> SoftmaxRows.pulledBySumsOf(Rows.of(all.probabilities(true))),
                        Heads::scale));
    }

    private Layer variant(
            Function<Heads, Tensor> probabilities,
            Function<Heads, BinaryOperator<Tensor>> softmax,
            ToDoubleFunction<Heads> scale) {
        return new Variant(name(), (parameters, inputs) -> apply(inputs, probabilities, softmax, scale));
    }

    /** With what the backward pass takes for the probabilities, the backward pass of softmax and the scale. */
    private Applied apply(
            List<Tensor> inputs,
            Function<Heads, Tensor> probabilities,
            Function<Heads, BinaryOperator<Tensor>> softmax,
            ToDoubleFunction<Heads> scale) {
        requireFit(inputs);
        Heads all = Heads.of(heads, inputs);
        return new Applied(
                all.output(all.probabilities(causal)),
                bar -> all.pulled(bar, probabilities.apply(all), softmax.apply(all), scale.applyAsDouble(all)));
    }

    private void requireFit(List<Tensor> inputs) {
        List<Shape> shapes = inputs.stream().map(Tensor::shape).toList();
        if (shapes.size() != 3
                || shapes.stream().anyMatch(shape -> shape.rank() != 3 || shape.size() == 0)
                || shapes.stream()
                        .anyMatch(shape -> shape.dimension(0) != shapes.get(0).dimension(0))
                || shapes.get(0).dimension(2) != shapes.get(1).dimension(2)
                || shapes.get(1).dimension(1) != shapes.get(2).dimension(1)
                || shapes.stream().anyMatch(shape -> shape.dimension(2) % heads != 0)) {
            throw new IllegalArgumentException("the layer " + name()
                    + " takes queries (B,T,D), keys (B,S,D) and values (B,S,E), D and E multiples of " + heads
                    + ", not " + shapes);
        }
    }
}

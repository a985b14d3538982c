package dev.gradcheck.net;

import dev.gradcheck.function.Parameters;
import dev.gradcheck.tensor.Shape;
import dev.gradcheck.tensor.Tensor;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.BinaryOperator;

/**
 * Scaled dot-product attention with several heads: for each head P = softmax(Q·Kᵀ/√d), O = P·V. Backward: V̄ = Pᵀ·Ō, P̄ = Ō·Vᵀ,
 * S̄ = P∘(P̄ − Σ P∘P̄)/√d, Q̄ = S̄·K, K̄ = S̄ᵀ·Q. With a soft cap c the scores are c·tanh(Q·Kᵀ/(c√d)); with dropout O = (P∘mask/(1 − p))·V.
 *
 * <p>Shapes: q (B,T,D), k (B,S,D), v (B,S,E), the output (B,T,E); heads divide D and E, and d = D/heads; a mask (B,heads,T,S). Causal: query i
 * takes no key j &gt; i, as {@code is_causal} of PyTorch's scaled_dot_product_attention. Accurate for saturated softmax too, as {@link Softmax}
 * is. NaN spreads to all queries that see it.
 *
 * @param heads how many, at least 1
 * @param causal whether later keys are masked
 * @param softcap what the scores stay below in size; empty for no cap
 * @param dropout of the probabilities; empty for none
 */
public record Attention(int heads, boolean causal, OptionalDouble softcap, Optional<Dropout> dropout) implements Layer {
    /** Keys in a tile, as kernels cut them. */
    private static final List<Integer> TILES = List.of(16, 32, 64, 128);

    /**
     * Checks.
     *
     * @param heads how many
     * @param causal whether later keys are masked
     * @param softcap positive
     * @param dropout of the probabilities
     * @throws IllegalArgumentException if there is no head, or the cap is not positive
     */
    public Attention {
        if (heads < 1) {
            throw new IllegalArgumentException("heads is " + heads + ", and must be at least 1");
        }
        if (softcap.isPresent() && !(softcap.getAsDouble() > 0)) {
            throw new IllegalArgumentException("softcap is " + softcap.getAsDouble() + ", and must be positive");
        }
    }

    /**
     * Without cap and dropout.
     *
     * @param heads how many, at least 1
     * @param causal whether later keys are masked
     */
    public Attention(int heads, boolean causal) {
        this(heads, causal, OptionalDouble.empty(), Optional.empty());
    }

    @Override
    public String name() {
        return (causal ? "causal attention of " : "attention of ") + heads + (heads == 1 ? " head" : " heads");
    }

    @Override
    public Applied apply(Parameters parameters, List<Tensor> inputs) {
        return apply(inputs, sound());
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
                variant(sound().scaling(all -> 1))));
        mistakes.add(new Mistake(
                "softmax taken elementwise",
                "the derivative of the softmax is p(1 − p) for each score by itself",
                "take every probability of the row into account: s̄ = p·(p̄ − Σ p·p̄)",
                variant(sound().pullingSoftmax(all -> SoftmaxRows::pulledElementwise))));
        mistakes.add(new Mistake(
                "sum over the row missing",
                "the derivative of the softmax is p·p̄: the term Δ = Σ p·p̄ of each row, which is Σ o·ō, is not subtracted",
                "subtract it: s̄ = p·(p̄ − Δ)",
                variant(sound().pullingSoftmax(all -> SoftmaxRows::pulledWithoutSum))));
        softcap.ifPresent(cap -> mistakes.add(new Mistake(
                "softcap derivative missing",
                "the gradient of the scores lacks the factor 1 − tanh² that the soft cap has",
                "multiply the gradient of the capped scores by 1 − (capped score/softcap)²",
                variant(sound().pullingCap((all, bar) -> bar)))));
        dropout.ifPresent(dropped -> addOf(dropped, mistakes));
        if (causal) {
            mistakes.add(new Mistake(
                    "causal mask missing",
                    "the backward pass computes the probabilities again without the causal mask",
                    "mask the scores of later keys in the backward pass too, or keep the probabilities",
                    variant(sound().taking(all -> all.probabilities(false)))));
            TILES.forEach(tile -> mistakes.add(unmaskedInLast(tile)));
        }
        return mistakes;
    }

    /** Each with the sum over the row that goes with it, and with Σ o·ō of the forward pass, as kernels have it. */
    private void addOf(Dropout dropped, List<Mistake> mistakes) {
        AttentionBackward unscaled = sound().pullingDropout(bar -> masked(dropped, bar));
        AttentionBackward unmasked = sound().pullingDropout(dropped::scaled);
        for (AttentionBackward wrong : List.of(
                unscaled, unscaled.pullingSoftmax(all -> bySumsOf(dropped.scaled(all.probabilities(causal)))))) {
            mistakes.add(new Mistake(
                    "dropout scale missing",
                    "the gradient of the probabilities lacks the factor 1/(1 − p) that the forward pass has",
                    "multiply the gradient of the probabilities by the mask and by 1/(1 − p)",
                    variant(wrong)));
        }
        for (AttentionBackward wrong : List.of(
                unmasked, unmasked.pullingSoftmax(all -> bySumsOf(masked(dropped, all.probabilities(causal)))))) {
            mistakes.add(new Mistake(
                    "dropout mask missing",
                    "probabilities that the forward pass dropped have a gradient",
                    "multiply the gradient of the probabilities by the mask of the forward pass",
                    variant(wrong)));
        }
    }

    private static Tensor masked(Dropout dropped, Tensor p) {
        return dropped.in(p.shape()).masked(p);
    }

    private static BinaryOperator<Tensor> bySumsOf(Tensor kept) {
        return SoftmaxRows.pulledBySumsOf(Rows.of(kept));
    }

    /** With the sums of the forward pass, as tiled kernels keep them. */
    private Mistake unmaskedInLast(int tile) {
        return new Mistake(
                "causal mask missing in the last tile",
                "the backward pass computes the probabilities again and does not mask the last tile of " + tile
                        + " keys",
                "mask the scores of later keys in every tile of the backward pass, the last one included",
                variant(sound().taking(all -> all.probabilitiesUnmaskedInLast(tile))
                        .pullingSoftmax(all -> bySumsOf(all.probabilities(true)))));
    }

    private AttentionBackward sound() {
        return new AttentionBackward(
                all -> all.probabilities(causal),
                this::dropped,
                this::dropped,
                all -> SoftmaxRows::pulled,
                Heads::pulledCap,
                Heads::scale);
    }

    /** What is left of probabilities. */
    private Tensor dropped(Tensor p) {
        return dropout.map(d -> d.in(p.shape()).dropped(p)).orElse(p);
    }

    private Layer variant(AttentionBackward backward) {
        return new Variant(name(), (parameters, inputs) -> apply(inputs, backward));
    }

    private Applied apply(List<Tensor> inputs, AttentionBackward backward) {
        requireFit(inputs);
        Heads all = Heads.of(heads, softcap, inputs);
        Tensor left = dropped(all.probabilities(causal));
        return new Applied(all.output(left), bar -> backward.pulled(all, bar));
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
        Shape weights = Shape.of(
                shapes.get(0).dimension(0),
                heads,
                shapes.get(0).dimension(1),
                shapes.get(1).dimension(1));
        dropout.map(d -> d.mask().shape()).filter(mask -> !mask.equals(weights)).ifPresent(mask -> {
            throw new IllegalArgumentException("the layer " + name() + " has probabilities (B,heads,T,S) = " + weights
                    + ", and a mask of shape " + mask);
        });
    }
}

package dev.gradcheck.graph;

import static dev.gradcheck.graph.AttributeType.FLAG;
import static dev.gradcheck.graph.AttributeType.NUMBER;
import static dev.gradcheck.graph.AttributeType.SHAPE;
import static dev.gradcheck.graph.AttributeType.TENSOR;
import static dev.gradcheck.graph.AttributeType.WHOLE;

import dev.gradcheck.graph.Attribute.Usual;
import java.util.List;
import java.util.stream.Stream;

/** The kinds of layers and losses of this project: one row for each. */
public final class LayerKinds {
    private static final Attribute BIAS = Attribute.usual("bias", FLAG, true, "whether b is added");
    private static final Attribute EPS =
            Attribute.usual("eps", NUMBER, 1e-5, "ε, added to the variance").atLeast(0);
    private static final Attribute PADDING_INDEX = Attribute.needed(
                    "padding_idx", WHOLE, "the index whose row counts as zeros and has no gradient; −1 is the last row")
            .otherwise(new Usual.Nothing());
    private static final Attribute TARGET = Attribute.needed("target", TENSOR, "a number for each element");
    private static final Attribute PROBABILITIES =
            Attribute.needed("target", TENSOR, "a probability, from 0 to 1, for each element");
    private static final Attribute CLASSES =
            Attribute.needed("target", TENSOR, "the class of each sample, counted from 0");
    private static final Attribute CLASS_WEIGHT =
            Attribute.needed("weight", TENSOR, "how much each class counts").otherwise(new Usual.Nothing());
    private static final Attribute IGNORED =
            Attribute.usual("ignore_index", WHOLE, -100, "the target of samples that do not count");
    private static final Attribute REDUCTION =
            Attribute.choice("reduction", List.of("mean", "sum"), "what is made of the terms");

    private static final List<LayerKind> ALL = Stream.of(
                    activations(),
                    products(),
                    ImageKinds.all(),
                    norms(),
                    sequences(),
                    shapes(),
                    axes(),
                    recurrent(),
                    losses())
            .flatMap(List::stream)
            .toList();

    private LayerKinds() {}

    /** {@return all of them, in the order in which people are told of them} */
    public static List<LayerKind> all() {
        return ALL;
    }

    /**
     * {@return the kind of this name, an open one if this project has none}
     *
     * @param name any word
     */
    public static LayerKind named(String name) {
        return ALL.stream().filter(kind -> kind.name().equals(name)).findFirst().orElseGet(() -> LayerKind.open(name));
    }

    private static List<LayerKind> activations() {
        return List.of(
                LayerKind.of("relu", "max(x, 0), element by element"),
                LayerKind.of("leaky-relu", "x, or slope·x where x is negative")
                        .with(Attribute.usual("slope", NUMBER, 0.01, "where x is negative")),
                LayerKind.of("prelu", "x, or weight·x where x is negative; one weight, or one for each channel")
                        .owning("weight"),
                LayerKind.of("tanh", "the hyperbolic tangent"),
                LayerKind.of("sigmoid", "1/(1 + exp(−x))"),
                LayerKind.of("softplus", "log(1 + exp x)"),
                LayerKind.of("elu", "x, or α·(exp x − 1) where x is negative")
                        .with(Attribute.usual("alpha", NUMBER, 1.0, "α, minus the limit for x → −∞")),
                LayerKind.of("selu", "elu with the factors that keep mean and variance"),
                LayerKind.of("gelu", "x·Φ(x)"),
                LayerKind.of("gelu-tanh", "gelu by its approximation with tanh"),
                LayerKind.of("silu", "x·sigmoid(x)"),
                LayerKind.of("identity", "x"));
    }

    private static List<LayerKind> products() {
        return List.of(LayerKind.of("linear", "x·Wᵀ + b, along the last axis")
                .with(BIAS)
                .owning("weight")
                .owningIf("bias", "bias"));
    }

    private static List<LayerKind> norms() {
        return List.of(
                LayerKind.of("batch-norm", "(x − mean)/√(variance + ε), for each channel, times weight plus bias")
                        .with(
                                EPS,
                                Attribute.usual("training", FLAG, true, "whether mean and variance are the batch's"),
                                inEvaluation("running-mean", "of each channel, where training is false"),
                                inEvaluation("running-variance", "of each channel, where training is false"))
                        .owning("weight", "bias"),
                LayerKind.of("group-norm", "as batch-norm, for each group of channels of each sample")
                        .with(
                                Attribute.needed("groups", WHOLE, "that channels are divided into")
                                        .atLeast(1),
                                EPS,
                                affine(true))
                        .owningIf("affine", "weight", "bias"),
                LayerKind.of("instance-norm", "as batch-norm, for each channel of each sample")
                        .with(EPS, affine(false))
                        .owningIf("affine", "weight", "bias"));
    }

    private static Attribute affine(boolean usual) {
        return Attribute.usual("affine", FLAG, usual, "whether there are weight and bias");
    }

    private static Attribute inEvaluation(String name, String sentence) {
        return Attribute.needed(name, TENSOR, sentence).otherwise(new Usual.NeededIf("training", false));
    }

    private static List<LayerKind> sequences() {
        return List.of(
                LayerKind.of("softmax", "exp x over its sum, along the last axis"),
                LayerKind.of("layer-norm", "(x − mean)/√(variance + ε), along the last axis, times weight plus bias")
                        .with(EPS)
                        .owning("weight", "bias"),
                LayerKind.of("rms-norm", "x/√(mean of x² + ε), along the last axis, times weight")
                        .with(Attribute.usual(
                                        "eps",
                                        NUMBER,
                                        0x1p-23,
                                        "ε, added to the mean square; the default is PyTorch's for float32")
                                .atLeast(0))
                        .owning("weight"),
                LayerKind.of("embedding", "the rows of a table that indices name")
                        .taking(0, 0)
                        .with(Attribute.needed("indices", TENSOR, "rows of the weight, counted from 0"), PADDING_INDEX)
                        .owning("weight"),
                LayerKind.of(
                                "embedding-bag",
                                "the mean or the sum of the rows of a table that the indices of a bag name")
                        .taking(0, 0)
                        .with(
                                Attribute.needed(
                                        "indices",
                                        TENSOR,
                                        "rows of the weight: (B,N), each row a bag, or (N) with offsets"),
                                Attribute.needed(
                                                "offsets", TENSOR, "(B): which of the (N) indices each bag begins with")
                                        .otherwise(new Usual.Nothing()),
                                Attribute.choice("mode", List.of("mean", "sum"), "what is made of the rows of a bag"),
                                PADDING_INDEX)
                        .owning("weight"),
                LayerKind.of("dropout", "x·mask/(1 − p)")
                        .with(
                                Attribute.needed("mask", TENSOR, "1 for each element that is kept, else 0"),
                                Attribute.usual("p", NUMBER, 0.5, "how probably an element was dropped")
                                        .within("at least 0 and less than 1", v -> v >= 0 && v < 1)),
                LayerKind.of("cosine-similarity", "⟨a,b⟩/(max(‖a‖,ε)·max(‖b‖,ε)) along an axis, which is left out")
                        .taking(2, 2)
                        .with(
                                Attribute.usual("axis", WHOLE, 1, "along which; −1 is the last"),
                                Attribute.usual("eps", NUMBER, 1e-8, "ε, the least norm")
                                        .positive()),
                LayerKind.of("attention", "softmax(Q·Kᵀ/√d)·V of queries, keys and values, for each head")
                        .taking(3, 3)
                        .with(
                                atLeastOne("heads", 1, "that the last axis is divided into"),
                                Attribute.usual("causal", FLAG, false, "whether later keys are masked"),
                                Attribute.needed("softcap", NUMBER, "c, by which scores are c·tanh(score/c)")
                                        .positive()
                                        .otherwise(new Usual.Nothing()),
                                Attribute.needed(
                                                "dropout-mask",
                                                TENSOR,
                                                "(B,heads,T,S): 1 for each probability that dropout keeps, else 0")
                                        .otherwise(new Usual.Nothing()),
                                Attribute.usual("dropout-p", NUMBER, 0.5, "how probably one was dropped; with the mask")
                                        .within("at least 0 and less than 1", v -> v >= 0 && v < 1)));
    }

    private static List<LayerKind> axes() {
        Attribute axis = Attribute.usual("axis", WHOLE, -1, "along which; −1 is the last");
        return List.of(
                LayerKind.of("pad", "a constant before and after the elements along an axis")
                        .with(
                                axis,
                                atLeastZero("before", "how many elements before"),
                                atLeastZero("after", "how many elements after"),
                                Attribute.usual("value", NUMBER, 0.0, "the constant")),
                LayerKind.of("slice", "adjacent elements along an axis")
                        .with(
                                axis,
                                atLeastZero("from", "the first element, counted from 0"),
                                Attribute.needed("to", WHOLE, "behind the last element")
                                        .atLeast(1)),
                LayerKind.of("cumsum", "the sum of all elements up to each along an axis")
                        .with(axis),
                LayerKind.of("mean", "the mean along an axis, which is left out")
                        .with(axis),
                LayerKind.of("max", "the largest element along an axis, which is left out")
                        .with(axis),
                LayerKind.of("upsample", "each element of (N,C,L) or (N,C,H,W) repeated on every axis behind C")
                        .with(atLeastOne("scale", 2, "how often it is repeated on each axis")));
    }

    private static Attribute atLeastZero(String name, String sentence) {
        return Attribute.usual(name, WHOLE, 0, sentence).atLeast(0);
    }

    private static List<LayerKind> recurrent() {
        return List.of(
                cell("rnn-cell", 1, "one step of a recurrent network: tanh(W_ih·x + b_ih + W_hh·h + b_hh) of x and h"),
                cell("lstm-cell", 2, "one step of an LSTM of x, h and c, gates i, f, g, o: h' and c' side by side"),
                cell("gru-cell", 1, "one step of a GRU of x and h, gates r, z, n, reset after the product of h"),
                sequence("rnn", 1, "rnn-cell over sequences (T,B,I): every hidden state, of x and perhaps h"),
                sequence("lstm", 2, "lstm-cell over sequences (T,B,I): every hidden state, of x and perhaps h and c"),
                sequence("gru", 1, "gru-cell over sequences (T,B,I): every hidden state, of x and perhaps h"));
    }

    private static LayerKind cell(String name, int states, String sentence) {
        return LayerKind.of(name, sentence)
                .taking(1 + states, 1 + states)
                .with(BIAS)
                .owning("weight_ih", "weight_hh")
                .owningIf("bias", "bias_ih", "bias_hh");
    }

    private static LayerKind sequence(String name, int states, String sentence) {
        return LayerKind.of(name, sentence)
                .taking(1, 1 + states)
                .with(BIAS, Attribute.usual("batch_first", FLAG, false, "whether sequences are (B,T,I)"))
                .owning("weight_ih_l0", "weight_hh_l0")
                .owningIf("bias", "bias_ih_l0", "bias_hh_l0");
    }

    private static List<LayerKind> shapes() {
        return List.of(
                LayerKind.of("sum", "the sum of its inputs, of one shape").taking(2, Integer.MAX_VALUE),
                LayerKind.of("concat", "its inputs one after the other")
                        .taking(1, Integer.MAX_VALUE)
                        .with(Attribute.usual("axis", WHOLE, 0, "along which; −1 is the last")),
                LayerKind.of("reshape", "each sample under another shape")
                        .with(Attribute.needed("shape", SHAPE, "of a sample")),
                LayerKind.of("flatten", "each sample as one axis"));
    }

    private static List<LayerKind> losses() {
        return List.of(
                LayerKind.of("mse", "the square of x − target").with(TARGET, REDUCTION),
                LayerKind.of("huber", "half the square of x − target, linear beyond ±delta")
                        .with(
                                TARGET,
                                REDUCTION,
                                Attribute.usual("delta", NUMBER, 1.0, "where the square ends")
                                        .positive()),
                LayerKind.of("l1", "the absolute value of x − target").with(TARGET, REDUCTION),
                LayerKind.of("bce", "the cross-entropy of probabilities")
                        .with(
                                PROBABILITIES,
                                REDUCTION,
                                Attribute.usual("complement", FLAG, true, "whether (1 − target)·log(1 − x) counts")),
                LayerKind.of("bce-with-logits", "the cross-entropy of the sigmoid of logits")
                        .with(PROBABILITIES, REDUCTION),
                LayerKind.of("softmax-cross-entropy", "the cross-entropy of the softmax of logits (B,classes,…)")
                        .with(
                                Attribute.needed(
                                        "target",
                                        TENSOR,
                                        "the class of each sample, (B,…), or a probability of each, (B,classes,…)"),
                                REDUCTION,
                                CLASS_WEIGHT,
                                IGNORED,
                                Attribute.usual("label_smoothing", NUMBER, 0.0, "the share that all classes get alike")
                                        .within("at least 0 and at most 1", v -> v >= 0 && v <= 1)),
                LayerKind.of("nll", "minus the log-probability of each sample's class")
                        .with(CLASSES, REDUCTION, CLASS_WEIGHT, IGNORED),
                LayerKind.of(
                                "focal",
                                "bce-with-logits times α and (1 − p)^γ, p the probability of what the target says")
                        .with(
                                Attribute.needed("target", TENSOR, "0 or 1 for each element"),
                                REDUCTION,
                                Attribute.usual("alpha", NUMBER, 0.25, "α of the ones, 1 − α of the zeros; −1 for none")
                                        .within("from 0 to 1, or −1", v -> v >= 0 && v <= 1 || v == -1),
                                Attribute.usual("gamma", NUMBER, 2.0, "γ").atLeast(0)),
                LayerKind.of("kl-div", "target·(log target − x), of log-probabilities x")
                        .with(
                                Attribute.needed("target", TENSOR, "a probability for each element, or its logarithm"),
                                Attribute.choice(
                                        "reduction",
                                        List.of("mean", "sum", "batchmean"),
                                        "what is made of the terms; batchmean divides their sum by the samples"),
                                Attribute.usual("log_target", FLAG, false, "whether the target is the logarithm")),
                LayerKind.of("hinge", "max(0, margin − target·x)")
                        .with(
                                Attribute.needed("target", TENSOR, "−1 or 1 for each element"),
                                REDUCTION,
                                Attribute.usual("margin", NUMBER, 1.0, "where the loss begins")),
                LayerKind.of("weighted-sum", "⟨cotangent, x⟩: one number of a kernel's output")
                        .with(Attribute.needed(
                                "cotangent", TENSOR, "of the shape of x: what the kernel's backward pass was given")));
    }

    private static Attribute atLeastOne(String name, int usual, String sentence) {
        return Attribute.usual(name, WHOLE, usual, sentence).atLeast(1);
    }
}

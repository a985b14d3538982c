package dev.gradcheck.net;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import dev.gradcheck.graph.Attributes;
import dev.gradcheck.graph.LayerKind;
import dev.gradcheck.graph.LayerKinds;
import dev.gradcheck.graph.Node;
import dev.gradcheck.graph.PerAxis;
import dev.gradcheck.tensor.Shape;
import dev.gradcheck.tensor.Tensor;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

/** Which layer each kind of the catalogue is, with the attributes PyTorch has where a node tells none, and with those it tells. */
class LayerKindsTest {
    private static final Tensor BITS = Nets.rows(Shape.of(2), 0, 1);
    private static final Tensor FIRST = Nets.rows(Shape.of(1), 0);
    private static final Bags PAIR = new Bags(BITS, List.of(0));
    private static final Tensor SIGNS = Nets.rows(Shape.of(2), -1, 1);
    private static final Node BARE = Node.of("a", "kind", "x");

    @Test
    void each_activation_has_its_kind() {
        assertThat(made(ActivationLayers.factories(), BARE))
                .containsExactly(
                        entry("relu", new Relu()),
                        entry("leaky-relu", new LeakyRelu(0.01)),
                        entry("prelu", new PRelu("a")),
                        entry("tanh", new Tanh()),
                        entry("sigmoid", new Sigmoid()),
                        entry("softplus", new Softplus()),
                        entry("elu", new Elu(1)),
                        entry("selu", new Selu()),
                        entry("gelu", new Gelu()),
                        entry("gelu-tanh", new GeluTanh()),
                        entry("silu", new Silu()),
                        entry("identity", new Identity()));
    }

    @Test
    void an_activation_takes_the_number_it_is_told() {
        Node told = BARE.with("slope", 0.25).with("alpha", 0.5);
        assertThat(made(ActivationLayers.factories(), told))
                .contains(entry("leaky-relu", new LeakyRelu(0.25)), entry("elu", new Elu(0.5)));
    }

    @Test
    void each_layer_of_images_has_its_kind() {
        assertThat(made(ImageLayers.all(), BARE.with("groups", 1)))
                .containsExactly(
                        entry("conv1d", new Convolution("a", 1, 1, 0, 1, 1, true)),
                        entry("conv2d", new Convolution("a", 2, 1, 0, 1, 1, true)),
                        entry("conv-transpose1d", transposed(1)),
                        entry("conv-transpose2d", transposed(2)),
                        entry("max-pool1d", new MaxPool(1, 2, 2, 0)),
                        entry("max-pool2d", new MaxPool(2, 2, 2, 0)),
                        entry("avg-pool1d", new AvgPool(1, 2, 2, 0)),
                        entry("avg-pool2d", new AvgPool(2, 2, 2, 0)),
                        entry("batch-norm", new BatchNorm("a", 1e-5)),
                        entry("group-norm", new GroupNorm("a", 1, 1e-5, true)),
                        entry("instance-norm", new InstanceNorm("a", 1e-5, false)));
    }

    @Test
    void each_layer_of_sequences_has_its_kind() {
        Node told = BARE.with("indices", BITS)
                .with("offsets", FIRST)
                .with("mask", BITS)
                .with("shape", "1x2");
        assertThat(made(SequenceLayers.factories(), told))
                .containsExactly(
                        entry("softmax", new Softmax()),
                        entry("layer-norm", new LayerNorm("a", 1e-5)),
                        entry("rms-norm", new RmsNorm("a", 0x1p-23)),
                        entry("embedding", new Embedding("a", BITS)),
                        entry("embedding-bag", new EmbeddingBag("a", PAIR, true, OptionalInt.empty())),
                        entry("dropout", new Dropout(BITS, 0.5)),
                        entry("cosine-similarity", new CosineSimilarity(1, 1e-8)),
                        entry("attention", new Attention(1, false)),
                        entry("sum", new Sum()),
                        entry("concat", new Concat(0)),
                        entry("reshape", new Reshape(Optional.of(Shape.of(1, 2)))),
                        entry("flatten", new Reshape(Optional.empty())));
    }

    @Test
    void each_layer_along_an_axis_has_its_kind() {
        assertThat(made(AxisLayers.factories(), BARE.with("to", 3)))
                .containsExactly(
                        entry("pad", new Pad(-1, 0, 0, 0)),
                        entry("slice", new Slice(-1, 0, 3)),
                        entry("cumsum", new CumulativeSum(-1)),
                        entry("mean", new MeanOverAxis(-1)),
                        entry("max", new MaxOverAxis(-1)),
                        entry("upsample", new Upsample(2)));
    }

    @Test
    void each_recurrent_layer_has_its_kind() {
        assertThat(made(RecurrentLayers.factories(), BARE))
                .containsExactly(
                        entry("rnn-cell", new RecurrentCell("a", RecurrentKind.RNN, true)),
                        entry("lstm-cell", new RecurrentCell("a", RecurrentKind.LSTM, true)),
                        entry("gru-cell", new RecurrentCell("a", RecurrentKind.GRU, true)),
                        entry("rnn", new Recurrent("a", RecurrentKind.RNN, true, false)),
                        entry("lstm", new Recurrent("a", RecurrentKind.LSTM, true, false)),
                        entry("gru", new Recurrent("a", RecurrentKind.GRU, true, false)));
        assertThat(made(RecurrentLayers.factories(), BARE.with("bias", false).with("batch_first", true)))
                .contains(
                        entry("gru-cell", new RecurrentCell("a", RecurrentKind.GRU, false)),
                        entry("lstm", new Recurrent("a", RecurrentKind.LSTM, false, true)));
    }

    @Test
    void each_loss_has_its_kind() {
        Map<String, Function<Node, Layer>> factories = new LinkedHashMap<>(LossLayers.factories());
        assertThat(factories.remove("hinge").apply(completed("hinge", BARE.with("target", SIGNS))))
                .isEqualTo(new Hinge(SIGNS, 1, Reduction.MEAN));
        assertThat(made(factories, BARE.with("target", BITS).with("cotangent", SIGNS)))
                .containsExactly(
                        entry("mse", new MeanSquared(BITS)),
                        entry("huber", new Huber(BITS, 1, Reduction.MEAN)),
                        entry("l1", new AbsoluteError(BITS, Reduction.MEAN)),
                        entry("bce", new BinaryCrossEntropy(BITS, true, Reduction.MEAN)),
                        entry("bce-with-logits", new BceWithLogits(BITS)),
                        entry("softmax-cross-entropy", new SoftmaxCrossEntropy(BITS)),
                        entry("nll", new NegativeLogLikelihood(BITS, Reduction.MEAN)),
                        entry("focal", new Focal(BITS, 0.25, 2, Reduction.MEAN)),
                        entry("kl-div", new KlDivergence(BITS, false, false, Reduction.MEAN)),
                        entry("weighted-sum", new WeightedSum(SIGNS)));
    }

    @Test
    void a_loss_takes_what_it_is_told() {
        Node told = BARE.with("target", BITS)
                .with("cotangent", BITS)
                .with("reduction", "sum")
                .with("delta", 2)
                .with("complement", false)
                .with("label_smoothing", 0.25)
                .with("weight", BITS)
                .with("ignore_index", 0)
                .with("alpha", -1)
                .with("gamma", 1)
                .with("log_target", true)
                .with("margin", 2);
        ClassWeights weights = new ClassWeights(Optional.of(BITS), 0);
        Map<String, Function<Node, Layer>> factories = new LinkedHashMap<>(LossLayers.factories());
        assertThat(factories.remove("hinge").apply(completed("hinge", told.with("target", SIGNS))))
                .isEqualTo(new Hinge(SIGNS, 2, Reduction.SUM));
        assertThat(made(factories, told))
                .containsExactly(
                        entry("mse", new MeanSquared(BITS, Reduction.SUM)),
                        entry("huber", new Huber(BITS, 2, Reduction.SUM)),
                        entry("l1", new AbsoluteError(BITS, Reduction.SUM)),
                        entry("bce", new BinaryCrossEntropy(BITS, false, Reduction.SUM)),
                        entry("bce-with-logits", new BceWithLogits(BITS, Reduction.SUM)),
                        entry("softmax-cross-entropy", new SoftCrossEntropy(BITS, 0.25, weights, Reduction.SUM)),
                        entry("nll", new NegativeLogLikelihood(BITS, weights, Reduction.SUM)),
                        entry("focal", new Focal(BITS, -1, 1, Reduction.SUM)),
                        entry("kl-div", new KlDivergence(BITS, true, false, Reduction.SUM)),
                        entry("weighted-sum", new WeightedSum(BITS)));
    }

    @Test
    void the_catalogue_has_all_of_them_and_the_linear_layer() {
        Map<String, Function<Node, Layer>> all = StandardLayers.factories();
        assertThat(all).containsKeys(ActivationLayers.factories().keySet().toArray(String[]::new));
        assertThat(all).containsKeys(ImageLayers.all().keySet().toArray(String[]::new));
        assertThat(all).containsKeys(SequenceLayers.factories().keySet().toArray(String[]::new));
        assertThat(all).containsKeys(AxisLayers.factories().keySet().toArray(String[]::new));
        assertThat(all).containsKeys(RecurrentLayers.factories().keySet().toArray(String[]::new));
        assertThat(all).containsKeys(LossLayers.factories().keySet().toArray(String[]::new));
        assertThat(all.get("linear").apply(completed("linear", BARE))).isEqualTo(new Linear("a"));
    }

    private static TransposedConvolution transposed(int axes) {
        PerAxis one = PerAxis.of(1);
        PerAxis zero = PerAxis.of(0);
        return new TransposedConvolution("a", axes, one, zero, zero, one, 1, true);
    }

    /** A layer of each kind. */
    private static Map<String, Layer> made(Map<String, Function<Node, Layer>> factories, Node told) {
        Map<String, Layer> layers = new LinkedHashMap<>();
        factories.forEach((kind, factory) -> layers.put(kind, factory.apply(completed(kind, told))));
        return layers;
    }

    /** What a catalogue makes of a node: those attributes that its kind has, and the defaults of the others. */
    private static Node completed(String kind, Node told) {
        LayerKind schema = LayerKinds.named(kind);
        Map<String, Object> own = new LinkedHashMap<>(told.attributes().values());
        own.keySet().retainAll(schema.names());
        return told.told(schema.complete(new Attributes(own)));
    }
}

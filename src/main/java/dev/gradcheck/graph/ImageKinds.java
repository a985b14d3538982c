package dev.gradcheck.graph;

import static dev.gradcheck.graph.AttributeType.FLAG;
import static dev.gradcheck.graph.AttributeType.PER_AXIS;
import static dev.gradcheck.graph.AttributeType.WHOLE;

import dev.gradcheck.graph.Attribute.Usual;
import java.util.List;

/** The kinds of layers with windows: over sequences, whose numbers are for their one axis, and over images, whose are for both or for each. */
final class ImageKinds {
    private static final Attribute GROUPS = Attribute.usual("groups", WHOLE, 1, "that channels are divided into")
            .atLeast(1);
    private static final Attribute BIAS = Attribute.usual("bias", FLAG, true, "whether b is added");

    private ImageKinds() {}

    static List<LayerKind> all() {
        return List.of(
                convolution("conv1d", WHOLE, "a convolution over sequences (N,C,L)"),
                convolution("conv2d", PER_AXIS, "a convolution over images (N,C,H,W)"),
                transposed("conv-transpose1d", WHOLE, "a transposed convolution over sequences (N,C,L)"),
                transposed("conv-transpose2d", PER_AXIS, "a transposed convolution over images (N,C,H,W)"),
                pool("max-pool1d", WHOLE, "the largest element of each window of sequences (N,C,L)"),
                pool("max-pool2d", PER_AXIS, "the largest element of each window of images (N,C,H,W)"),
                pool("avg-pool1d", WHOLE, "the mean of each window of sequences (N,C,L), padding counted"),
                pool("avg-pool2d", PER_AXIS, "the mean of each window of images (N,C,H,W), padding counted"));
    }

    private static LayerKind convolution(String name, AttributeType type, String sentence) {
        return owningWeights(LayerKind.of(name, sentence)
                .with(stride(type), padding(type, "zeros before and after"), dilation(type), GROUPS, BIAS));
    }

    private static LayerKind transposed(String name, AttributeType type, String sentence) {
        return owningWeights(LayerKind.of(name, sentence)
                .with(
                        stride(type),
                        padding(type, "elements of the output that are cut off before and after"),
                        Attribute.usual("output_padding", type, 0, "elements that the output has more, after the last")
                                .atLeast(0),
                        dilation(type),
                        GROUPS,
                        BIAS));
    }

    private static LayerKind owningWeights(LayerKind kind) {
        return kind.owning("weight").owningIf("bias", "bias");
    }

    private static LayerKind pool(String name, AttributeType type, String sentence) {
        return LayerKind.of(name, sentence)
                .with(
                        Attribute.usual("kernel", type, 2, "the length of a window")
                                .atLeast(1),
                        stride(type).otherwise(new Usual.ValueOf("kernel")),
                        padding(type, "zeros before and after"));
    }

    private static Attribute stride(AttributeType type) {
        return Attribute.usual("stride", type, 1, "from one window to the next").atLeast(1);
    }

    private static Attribute padding(AttributeType type, String sentence) {
        return Attribute.usual("padding", type, 0, sentence).atLeast(0);
    }

    private static Attribute dilation(AttributeType type) {
        return Attribute.usual("dilation", type, 1, "from one element of a window to the next")
                .atLeast(1);
    }
}

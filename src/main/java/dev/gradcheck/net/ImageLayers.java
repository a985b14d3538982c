package dev.gradcheck.net;

import dev.gradcheck.graph.Attributes;
import dev.gradcheck.graph.Node;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Function;

/** Convolutions, pooling and batch normalisation, with the attributes each knows. */
final class ImageLayers {
    private ImageLayers() {}

    static Map<String, Function<Node, Layer>> all() {
        Map<String, Function<Node, Layer>> all = new LinkedHashMap<>();
        all.put("conv1d", node -> Convolution.of(node, 1));
        all.put("conv2d", node -> Convolution.of(node, 2));
        all.put("conv-transpose1d", node -> TransposedConvolution.of(node, 1));
        all.put("conv-transpose2d", node -> TransposedConvolution.of(node, 2));
        all.put("max-pool1d", node -> MaxPool.of(node, 1));
        all.put("max-pool2d", node -> MaxPool.of(node, 2));
        all.put("avg-pool1d", node -> AvgPool.of(node, 1));
        all.put("avg-pool2d", node -> AvgPool.of(node, 2));
        all.put("batch-norm", BatchNorm::of);
        all.put("group-norm", ImageLayers::groupNorm);
        all.put("instance-norm", ImageLayers::instanceNorm);
        return all;
    }

    private static Layer groupNorm(Node node) {
        Attributes told = node.attributes();
        return new GroupNorm(node.parameters(), told.integer("groups"), told.number("eps"), told.flag("affine"));
    }

    private static Layer instanceNorm(Node node) {
        Attributes told = node.attributes();
        return new InstanceNorm(node.parameters(), told.number("eps"), told.flag("affine"));
    }
}

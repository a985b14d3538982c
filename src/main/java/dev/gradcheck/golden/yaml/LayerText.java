package dev.gradcheck.golden.yaml;

import dev.gradcheck.graph.Node;
import dev.gradcheck.tensor.DType;
import dev.gradcheck.tensor.Tensor;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Layers as golden files write them, an item of the list for each. What is as usual is left out.
 *
 * @param tensors how one among the attributes is written, if it stands behind so many blanks
 */
public record LayerText(Function<Tensor, String> tensors) {
    private static final String LAYER = "  - ";
    private static final String KEY = "    ";

    /**
     * {@return with the numbers of tensors in their place}
     *
     * @param dtype of the case: the dtype of a tensor is written where it is another one
     */
    public static LayerText in(DType dtype) {
        return new LayerText(tensor -> YamlText.attribute(tensor, dtype, KEY.length() + 2));
    }

    /**
     * {@return the item, in lines}
     *
     * @param node the layer
     * @param usualName its place in the list
     * @param before the name of the layer before it, or of the input
     */
    public String of(Node node, String usualName, String before) {
        StringBuilder text = new StringBuilder(LAYER)
                .append("kind: ")
                .append(YamlText.name(node.kind()))
                .append('\n');
        if (!node.name().equals(usualName)) {
            key(text, "name", YamlText.name(node.name()));
        }
        if (!node.inputs().equals(List.of(before))) {
            key(text, "inputs", names(node.inputs()));
        }
        if (!node.parameters().equals(node.name())) {
            key(text, "parameters", YamlText.name(node.parameters()));
        }
        node.attributes().values().forEach((name, value) -> key(text, YamlText.name(name), attribute(value)));
        return text.toString();
    }

    private static void key(StringBuilder text, String key, String value) {
        text.append(KEY).append(key).append(": ").append(value).append('\n');
    }

    private static String names(List<String> names) {
        return names.size() == 1
                ? YamlText.name(names.get(0))
                : names.stream().map(YamlText::name).collect(Collectors.joining(", ", "[", "]"));
    }

    private String attribute(Object value) {
        if (value instanceof Tensor tensor) {
            return tensors.apply(tensor);
        }
        if (value instanceof Double number) {
            return YamlText.number(number);
        }
        return value instanceof String word ? YamlText.word(word) : value.toString();
    }
}

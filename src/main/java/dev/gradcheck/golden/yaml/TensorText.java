package dev.gradcheck.golden.yaml;

import dev.gradcheck.tensor.Tensor;

/** Tensors and names as golden files write them, for who writes a piece of one: read again they are the same bits. */
public final class TensorText {
    private TensorText() {}

    /**
     * {@return numbers, in nested lists laid out as matrices}
     *
     * @param tensor any that is not empty
     * @param indent of further lines
     * @throws IllegalArgumentException if there is no number to write
     */
    public static String of(Tensor tensor, int indent) {
        return YamlText.tensor(tensor, indent);
    }

    /**
     * {@return a name as a key, in quotes where it needs them}
     *
     * @param name any
     */
    public static String name(String name) {
        return YamlText.name(name);
    }
}

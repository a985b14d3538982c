package dev.gradcheck.golden.yaml;

import dev.gradcheck.function.Parameters;
import dev.gradcheck.graph.Node;
import dev.gradcheck.tensor.Shape;
import dev.gradcheck.tensor.Tensor;
import java.util.OptionalInt;
import java.util.stream.IntStream;

/**
 * The row that {@code padding_idx} of an embedding names. The layer takes it for zeros, as it is where PyTorch makes the table; in
 * PyTorch's forward pass other numbers there would count, and in its gradient they would not.
 */
record PaddingRow(Node node, Parameters point) {
    /** Whether there is a number other than 0 in it; bags leave the row out, whatever stands there. */
    boolean isFilled() {
        OptionalInt padding = node.attributes().integerIfGiven("padding_idx");
        if (!node.kind().equals("embedding") || padding.isEmpty() || !point.has(weight())) {
            return false;
        }
        Tensor table = point.get(weight());
        Shape shape = table.shape();
        int rows = shape.rank() == 2 ? shape.dimension(0) : 0;
        int row = padding.getAsInt() < 0 ? padding.getAsInt() + rows : padding.getAsInt();
        return row >= 0
                && row < rows
                && IntStream.range(0, shape.dimension(1)).anyMatch(k -> table.at(shape.offset(row, k)) != 0);
    }

    String weight() {
        return node.parameters() + ".weight";
    }
}

package dev.gradcheck.net;

import dev.gradcheck.tensor.IndexMap;
import dev.gradcheck.tensor.Shape;
import dev.gradcheck.tensor.Tensor;
import java.util.OptionalInt;

/**
 * The rows of a table that indices name, in a matrix (indices,D). The row of the padding index counts as zeros, whatever stands in the
 * table, and so has no part in a gradient.
 *
 * @param name of the table
 * @param indices whole numbers from 0
 * @param padding the index that stands for nothing, from −V to V − 1, where −1 is the last of V rows; empty if all count
 */
record TableRows(String name, Tensor indices, OptionalInt padding) {
    TableRows {
        for (double index : indices.values()) {
            if (!(index >= 0) || index != Math.rint(index)) {
                throw new IllegalArgumentException("the index " + index + " is no row of a table");
            }
        }
    }

    /** The same with the row of the padding index as any other. */
    TableRows withoutPadding() {
        return new TableRows(name, indices, OptionalInt.empty());
    }

    /** Takes the rows out of a table (V,D). */
    IndexMap in(Shape table) {
        requireFit(table);
        return IndexMap.of(
                table,
                Shape.of(indices.size(), table.dimension(1)),
                i -> counts(i[0], table) ? table.offset((int) indices.at(i[0]), i[1]) : IndexMap.NONE);
    }

    /** Whether the index at an offset is not the padding index. */
    boolean counts(int offset, Shape table) {
        int length = table.dimension(0);
        return padding.isEmpty() || indices.at(offset) != Math.floorMod(padding.getAsInt(), length);
    }

    /** A wrong gradient of the table: of several upstream rows for one row of the table the last alone. */
    Tensor lastOnly(Shape table, Tensor yBar) {
        int width = table.dimension(1);
        double[] rows = new double[table.size()];
        for (int i = 0; i < yBar.size(); i++) {
            if (counts(i / width, table)) {
                rows[(int) indices.at(i / width) * width + i % width] = yBar.at(i);
            }
        }
        return Tensor.of(yBar.dtype(), table, rows).in(yBar.arithmetic());
    }

    private void requireFit(Shape table) {
        if (table.rank() != 2) {
            throw new IllegalArgumentException(name + " has the shape " + table + ", and must be (V,D)");
        }
        int length = table.dimension(0);
        if (indices.maxAbs() >= length) {
            throw new IllegalArgumentException(
                    "the index " + (int) indices.maxAbs() + " is outside " + name + " of " + length + " rows");
        }
        if (padding.isPresent() && (padding.getAsInt() < -length || padding.getAsInt() >= length)) {
            throw new IllegalArgumentException("the attribute padding_idx is " + padding.getAsInt()
                    + ", which is outside " + name + " of " + length + " rows");
        }
    }
}

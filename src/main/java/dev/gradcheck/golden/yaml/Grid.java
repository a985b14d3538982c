package dev.gradcheck.golden.yaml;

import dev.gradcheck.tensor.Shape;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Nested lists of texts that form a tensor.
 *
 * @param shape the lengths of the nested lists; empty for a bare text
 * @param leaves row-major
 */
record Grid(Shape shape, List<Item.Text> leaves) {
    /** Reads nested lists; a ragged one is reported once, at the first row that differs from the row before it. */
    static Optional<Grid> of(Item item, String name, Problems problems) {
        return of(item, name, 0, problems);
    }

    private static Optional<Grid> of(Item item, String name, int depth, Problems problems) {
        if (depth > Bounds.AXES) {
            return problems.add(
                    item.location(),
                    name + " is nested more than " + Bounds.AXES + " deep",
                    "a tensor has at most " + Bounds.AXES + " axes",
                    "remove brackets");
        }
        if (item instanceof Item.Text text) {
            return Optional.of(new Grid(Shape.SCALAR, List.of(text)));
        }
        if (item instanceof Item.Sequence sequence && !sequence.items().isEmpty()) {
            return of(sequence.items(), name, depth + 1, problems);
        }
        return problems.add(
                item.location(),
                (item instanceof Item.Sequence ? "an empty list" : item.kind()) + " stands where " + name
                        + " needs numbers",
                "a tensor is a number or nested lists of numbers",
                "write for example [[1, 2], [3, 4]]");
    }

    private static Optional<Grid> of(List<Item> rows, String name, int depth, Problems problems) {
        List<Item.Text> leaves = new ArrayList<>();
        Optional<Shape> first = Optional.empty();
        for (Item row : rows) {
            Optional<Grid> grid = of(row, name, depth, problems);
            if (grid.isEmpty()) {
                return Optional.empty();
            }
            if (!grid.get().shape().equals(first.orElse(grid.get().shape()))) {
                return ragged(row, grid.get().shape(), first.get(), name, problems);
            }
            first = grid.map(Grid::shape);
            leaves.addAll(grid.get().leaves());
        }
        return Optional.of(new Grid(outer(rows.size(), first.get()), List.copyOf(leaves)));
    }

    private static Optional<Grid> ragged(Item row, Shape shape, Shape first, String name, Problems problems) {
        return problems.add(
                row.location(),
                name + " is ragged: a row of shape " + shape + " follows one of shape " + first,
                "all rows of a tensor have one shape",
                "add or remove numbers");
    }

    private static Shape outer(int length, Shape row) {
        List<Integer> dimensions = new ArrayList<>(List.of(length));
        dimensions.addAll(row.dimensions());
        return new Shape(dimensions);
    }
}

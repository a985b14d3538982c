package dev.gradcheck.net;

import dev.gradcheck.function.Parameters;
import dev.gradcheck.tensor.Tensor;
import java.util.List;

/**
 * Some adjacent elements along an axis. Backward: ȳ where they lie, 0 elsewhere. Exact.
 *
 * <p>Shapes: x of any shape with the axis, y shorter along it.
 *
 * @param axis counted from 0, or from the end: −1 is the last
 * @param from the first element, counted from 0
 * @param to behind the last element
 */
public record Slice(int axis, int from, int to) implements Unary {
    @Override
    public String name() {
        return "slice " + from + " to " + to + " along axis " + axis;
    }

    @Override
    public Applied apply(Parameters parameters, Tensor x) {
        return apply(x, from);
    }

    @Override
    public List<Mistake> mistakes() {
        return from == 0
                ? List.of()
                : List.of(new Mistake(
                        "offset forgotten",
                        "the upstream gradient is put at the beginning of the axis",
                        "put it where the elements were taken, from element " + from + " on",
                        Variant.unary(name(), (parameters, x) -> apply(x, 0))));
    }

    private Applied apply(Tensor x, int first) {
        AxisRows along = AxisRows.of(x.shape(), axis, name());
        if (from < 0 || from >= to || to > along.length()) {
            throw new IllegalArgumentException("the layer " + name() + " takes at least " + to
                    + " elements there, and at least one of them, not the shape " + x.shape());
        }
        int rest = along.length() - first - (to - from);
        return new Applied(
                x.slice(along.axis(), from, to),
                yBar -> new Pulled(yBar.pad(along.axis(), first, rest), Parameters.NONE));
    }
}

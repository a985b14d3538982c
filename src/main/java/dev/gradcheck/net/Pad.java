package dev.gradcheck.net;

import dev.gradcheck.function.Parameters;
import dev.gradcheck.tensor.Shape;
import dev.gradcheck.tensor.Tensor;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * A constant before and after the elements along an axis. Backward: the part of ȳ where the elements lie. Exact.
 *
 * <p>Shapes: x of any shape with the axis, y longer along it.
 *
 * @param axis counted from 0, or from the end: −1 is the last
 * @param before how many elements
 * @param after how many elements
 * @param value the constant, rounded to the dtype
 */
public record Pad(int axis, int before, int after, double value) implements Unary {
    @Override
    public String name() {
        return "pad along axis " + axis;
    }

    @Override
    public Applied apply(Parameters parameters, Tensor x) {
        return apply(x, before);
    }

    @Override
    public List<Mistake> mistakes() {
        List<Mistake> mistakes = new ArrayList<>();
        if (before > 0) {
            mistakes.add(new Mistake(
                    "offset forgotten",
                    "the gradient of the input is taken from the beginning of the padded axis",
                    "begin behind the " + before + " elements of padding",
                    Variant.unary(name(), (parameters, x) -> apply(x, 0))));
        }
        return mistakes;
    }

    private Applied apply(Tensor x, int first) {
        AxisRows along = AxisRows.of(x.shape(), axis, name());
        int length = along.length();
        Tensor padded = x.pad(along.axis(), before, after);
        Tensor y = value == 0
                ? padded
                : inside(padded.shape(), along.axis(), length, x).where(padded, padded.like(value));
        return new Applied(y, yBar -> new Pulled(yBar.slice(along.axis(), first, first + length), Parameters.NONE));
    }

    /** 1 where an element of the input is. */
    private Tensor inside(Shape padded, int along, int length, Tensor x) {
        double[] mask = new double[padded.size()];
        Arrays.setAll(mask, i -> {
            int place = padded.index(i).get(along) - before;
            return place >= 0 && place < length ? 1 : 0;
        });
        return Tensor.of(x.dtype(), padded, mask);
    }
}

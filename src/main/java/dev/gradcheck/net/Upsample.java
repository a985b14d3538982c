package dev.gradcheck.net;

import dev.gradcheck.function.Parameters;
import dev.gradcheck.tensor.IndexMap;
import dev.gradcheck.tensor.Shape;
import dev.gradcheck.tensor.Tensor;
import java.util.List;

/**
 * Every element of a sequence or an image repeated on every axis: y[n,c,i] = x[n,c,⌊i/scale⌋], as torch.nn.Upsample with mode nearest.
 * Backward: the sum of ȳ over the repetitions. The forward pass is exact.
 *
 * <p>Shapes: x (N,C,L) or (N,C,H,W), y (N,C,scale·L) or (N,C,scale·H,scale·W).
 *
 * @param scale how often each element is repeated on every axis
 */
public record Upsample(int scale) implements Unary {
    @Override
    public String name() {
        return "upsample by " + scale;
    }

    @Override
    public Applied apply(Parameters parameters, Tensor x) {
        IndexMap map = map(x.shape());
        return new Applied(map.gather(x), yBar -> new Pulled(map.scatterAdd(yBar), Parameters.NONE));
    }

    @Override
    public List<Mistake> mistakes() {
        return scale == 1
                ? List.of()
                : List.of(new Mistake(
                        "repetitions not added up",
                        "each element has the upstream gradient of its first repetition alone",
                        "add up the upstream gradients of all repetitions",
                        Variant.unary(name(), (parameters, x) -> {
                            IndexMap map = map(x.shape());
                            IndexMap first = IndexMap.of(map.to(), map.from(), index -> {
                                int[] place = index.clone();
                                for (int k = 2; k < place.length; k++) {
                                    place[k] *= scale;
                                }
                                return map.to().offset(place);
                            });
                            return new Applied(map.gather(x), yBar -> new Pulled(first.gather(yBar), Parameters.NONE));
                        })));
    }

    private IndexMap map(Shape from) {
        if (from.rank() < 3 || from.rank() > 4) {
            throw new IllegalArgumentException(
                    "the input of " + name() + " must have 3 or 4 axes, not the shape " + from);
        }
        int[] lengths = from.dimensions().stream().mapToInt(Integer::intValue).toArray();
        for (int k = 2; k < lengths.length; k++) {
            lengths[k] *= scale;
        }
        return IndexMap.of(from, Shape.of(lengths), index -> {
            int[] source = index.clone();
            for (int k = 2; k < source.length; k++) {
                source[k] /= scale;
            }
            return from.offset(source);
        });
    }
}

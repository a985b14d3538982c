package dev.gradcheck.net;

import dev.gradcheck.tensor.IndexMap;
import dev.gradcheck.tensor.Shape;
import dev.gradcheck.tensor.Tensor;
import java.util.List;
import java.util.function.Function;
import java.util.stream.IntStream;

/**
 * A convolution as matrix products, one for each group: patches of the image (windows, elements of a kernel) times kernels. All three are
 * rearrangements, whose backward passes are their transposes.
 *
 * @param image (N,C,H,W)
 * @param kernels (out,C/groups,kh,kw)
 * @param groups that divide the channels and the kernels
 * @param windows how the kernels slide
 * @param output (N,out,H',W')
 */
record Correlation(Shape image, Shape kernels, int groups, Windows windows, Shape output) {
    private static final Recent<Correlation, List<Group>> GROUPS = new Recent<>(Correlation::build);

    /** Where the elements of the three matrices of a group come from. */
    record Group(IndexMap patches, IndexMap kernels, IndexMap outputs) {}

    /** z without bias. */
    Tensor product(Tensor x, Tensor weight) {
        return sum(group -> group.outputs()
                .scatterAdd(group.patches().gather(x).matmul(group.kernels().gather(weight))));
    }

    /** x̄: each window's share of z̄·Wᵀ goes back to where its elements come from. */
    Tensor inputBar(Tensor weight, Tensor zBar) {
        return sum(group -> group.patches()
                .scatterAdd(group.outputs()
                        .gather(zBar)
                        .matmul(group.kernels().gather(weight).transpose())));
    }

    /** W̄: patchesᵀ·z̄, summed over samples and windows. */
    Tensor weightBar(Tensor x, Tensor zBar) {
        return sum(group -> group.kernels()
                .scatterAdd(group.patches()
                        .gather(x)
                        .transpose()
                        .matmul(group.outputs().gather(zBar))));
    }

    /** The same shapes with other windows: for mistakes. */
    Correlation with(Windows others) {
        return new Correlation(image, kernels, groups, others, output);
    }

    /** Groups touch different elements, so that adding zeros puts them together; x̄ too, whose channels are divided. */
    private Tensor sum(Function<Group, Tensor> part) {
        return GROUPS.of(this).stream().map(part).reduce(Tensor::plus).orElseThrow();
    }

    /** Not from what was kept: {@link #sum} asks for that. */
    List<Group> build() {
        return IntStream.range(0, groups)
                .mapToObj(g -> new Group(patches(g), kernels(g), outputs(g)))
                .toList();
    }

    /** One row for each window of each sample, one column for each element of a kernel. */
    private IndexMap patches(int g) {
        int first = g * kernels.dimension(1);
        Shape inKernel = Shape.of(kernels.dimension(1), kernels.dimension(2), kernels.dimension(3));
        Shape places = places();
        return IndexMap.of(image, Shape.of(places.size(), inKernel.size()), i -> {
            List<Integer> place = places.index(i[0]);
            List<Integer> element = inKernel.index(i[1]);
            int channel = first + element.get(0);
            return windows.source(
                    image, place.get(0), channel, place.get(1), place.get(2), element.get(1), element.get(2));
        });
    }

    /** One row for each element of a kernel, one column for each kernel of the group. */
    private IndexMap kernels(int g) {
        int ofGroup = kernels.dimension(0) / groups;
        int elements = kernels.size() / kernels.dimension(0);
        return IndexMap.of(kernels, Shape.of(elements, ofGroup), i -> (g * ofGroup + i[1]) * elements + i[0]);
    }

    /** One row for each window of each sample, one column for each kernel of the group. */
    private IndexMap outputs(int g) {
        int ofGroup = kernels.dimension(0) / groups;
        Shape places = places();
        return IndexMap.of(output, Shape.of(places.size(), ofGroup), i -> {
            List<Integer> place = places.index(i[0]);
            return output.offset(place.get(0), g * ofGroup + i[1], place.get(1), place.get(2));
        });
    }

    /** Sample, row and column of a window. */
    private Shape places() {
        return Shape.of(output.dimension(0), output.dimension(2), output.dimension(3));
    }
}

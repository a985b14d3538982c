package dev.gradcheck.oracle.djl;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import dev.gradcheck.graph.Attributes;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/** Losses of classes in DJL's operations: logits (B,classes,…) as rows of classes. */
final class ClassLossTwins {
    private ClassLossTwins() {}

    static Map<String, LayerTwin> all() {
        Map<String, LayerTwin> all = new LinkedHashMap<>();
        all.put("softmax-cross-entropy", (at, node, x) -> softmaxCrossEntropy(at, node.attributes(), x));
        all.put("nll", (at, node, x) -> {
            NDArray z = rows(x.get(0));
            Counted counted = Counted.of(at, node.attributes(), z);
            return reduced(node.attributes(), counted.weights().mul(z).neg(), counted.total());
        });
        return all;
    }

    /** What indices count: the weight of each sample's class, in its place, the weight of each class or 0, and the sum of the former. */
    private record Counted(NDArray weights, NDArray classes, NDArray total) {
        static Counted of(Leaves at, Attributes told, NDArray z) {
            int classes = (int) z.getShape().get(1);
            NDArray index = at.constant(told.tensor("target")).flatten();
            NDArray kept = index.neq(told.integer("ignore_index")).toType(z.getDataType(), false);
            NDArray oneHot = index.mul(kept)
                    .toType(DataType.INT64, false)
                    .oneHot(classes)
                    .toType(z.getDataType(), false);
            NDArray each = told.tensorIfGiven("weight")
                    .map(at::constant)
                    .orElse(z.zerosLike().add(1).get(0));
            NDArray counts = kept.reshape(-1, 1).mul(each.reshape(1, -1));
            NDArray weights = oneHot.mul(counts);
            return new Counted(weights, counts, weights.sum());
        }
    }

    /** Σ_j w_j·(−log p_j). */
    private static NDArray softmaxCrossEntropy(Leaves at, Attributes told, List<NDArray> inputs) {
        NDArray z = rows(inputs.get(0));
        NDArray target = at.constant(told.tensor("target"));
        double smoothing = told.number("label_smoothing");
        NDArray share = at.constant(smoothing / z.getShape().get(1));
        NDArray rest = at.constant(1).sub(at.constant(smoothing));
        if (target.getShape().dimension() == inputs.get(0).getShape().dimension()) {
            NDArray smoothed = rows(target).mul(rest).add(share);
            NDArray weights = told.tensorIfGiven("weight")
                    .map(weight -> smoothed.mul(at.constant(weight).reshape(1, -1)))
                    .orElse(smoothed);
            return reduced(
                    told, negativeLogs(z).mul(weights), at.constant(z.getShape().get(0)));
        }
        Counted counted = Counted.of(at, told, z);
        NDArray weights = counted.weights().mul(rest).add(counted.classes().mul(share));
        return reduced(told, negativeLogs(z).mul(weights), counted.total());
    }

    private static NDArray reduced(Attributes told, NDArray terms, NDArray count) {
        return told.word("reduction").equals("sum") ? terms.sum() : terms.sum().div(count);
    }

    /** (B,classes,…) as (samples,classes). */
    private static NDArray rows(NDArray z) {
        Shape shape = z.getShape();
        int rank = shape.dimension();
        int[] order = IntStream.range(0, rank)
                .map(k -> k == 0 ? 0 : k == rank - 1 ? 1 : k + 1)
                .toArray();
        return (rank == 2 ? z : z.transpose(order)).reshape(-1, shape.get(1));
    }

    /** −log p_j = log(1 + Σ_{k≠j} exp(z_k − z_j)), shifted by its largest term, which is constant for the derivative. */
    private static NDArray negativeLogs(NDArray z) {
        int classes = (int) z.getShape().get(1);
        NDArray d = z.expandDims(1).sub(z.expandDims(2));
        NDArray shift = d.max(new int[] {2}, true).stopGradient();
        NDArray others = z.getManager()
                .eye(classes)
                .toType(z.getDataType(), false)
                .neg()
                .add(1)
                .expandDims(0);
        NDArray sum = d.sub(shift).exp().mul(others).sum(new int[] {2}, true);
        return sum.add(shift.neg().exp()).log().add(shift).squeeze(2);
    }
}

package dev.gradcheck.oracle.djl;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDArrays;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import dev.gradcheck.graph.Attributes;
import dev.gradcheck.graph.Node;
import dev.gradcheck.tensor.DType;
import dev.gradcheck.tensor.Tensor;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The twins of what transformers are made of. PyTorch's own softmax loses its gradient's digits where a row saturates, and its layer norm
 * takes ε as a float; both are written out here.
 */
final class SequenceTwins {
    private SequenceTwins() {}

    static Map<String, LayerTwin> all() {
        Map<String, LayerTwin> all = new LinkedHashMap<>();
        all.put("softmax", (at, node, z) -> softmax(at, z.get(0)));
        all.put("layer-norm", (at, node, x) -> layerNorm(at, node, x.get(0)));
        all.put("rms-norm", (at, node, x) -> rmsNorm(at, node, x.get(0)));
        all.put("embedding", (at, node, none) -> embedding(at, node));
        all.put("embedding-bag", (at, node, none) -> embeddingBag(at, node));
        all.put("dropout", (at, node, x) -> dropout(at, node.attributes(), x.get(0)));
        all.put("cosine-similarity", (at, node, x) -> cosineSimilarity(at, node.attributes(), x));
        all.put("attention", (at, node, x) -> attention(at, node.attributes(), x));
        all.put("sum", (at, node, x) -> NDArrays.add(x.toArray(NDArray[]::new)));
        all.put("concat", (at, node, x) -> concat(x, node.attributes().integer("axis")));
        all.put("reshape", (at, node, x) -> reshape(x.get(0), node.attributes()));
        all.put("flatten", (at, node, x) -> x.get(0).reshape(x.get(0).getShape().get(0), -1));
        return all;
    }

    private static NDArray layerNorm(Leaves at, Node node, NDArray x) {
        int[] last = {x.getShape().dimension() - 1};
        NDArray centred = x.sub(x.mean(last, true));
        NDArray variance = centred.square().mean(last, true);
        NDArray epsilon = at.constant(node.attributes().number("eps"));
        return centred.div(variance.add(epsilon).sqrt())
                .mul(at.get(node.parameters() + ".weight"))
                .add(at.get(node.parameters() + ".bias"));
    }

    private static NDArray rmsNorm(Leaves at, Node node, NDArray x) {
        NDArray square = x.square().mean(new int[] {x.getShape().dimension() - 1}, true);
        NDArray epsilon = at.constant(node.attributes().number("eps"));
        return x.div(square.add(epsilon).sqrt()).mul(at.get(node.parameters() + ".weight"));
    }

    /** A product with the indices' unit vectors. */
    private static NDArray embedding(Leaves at, Node node) {
        NDArray weight = at.get(node.parameters() + ".weight");
        Tensor indices = node.attributes().tensor("indices");
        NDArray units = oneHot(at.constant(indices).flatten(), weight).mul(counted(at, node, weight));
        Shape shape = at.constant(indices).getShape().add(weight.getShape().get(1));
        return units.matMul(weight).reshape(shape);
    }

    /** A product with how often each bag has each row. */
    private static NDArray embeddingBag(Leaves at, Node node) {
        Attributes told = node.attributes();
        NDArray weight = at.get(node.parameters() + ".weight");
        NDArray indices = at.constant(told.tensor("indices"));
        NDArray units = oneHot(indices.flatten(), weight).mul(counted(at, node, weight));
        NDArray bags = told.tensorIfGiven("offsets")
                .map(offsets -> at.constant(bags(told.tensor("indices").size(), offsets)))
                .orElseGet(() -> at.manager()
                        .eye((int) indices.getShape().get(0))
                        .toType(weight.getDataType(), false)
                        .repeat(1, indices.getShape().get(1)));
        NDArray counts = bags.matMul(units);
        NDArray sums = counts.matMul(weight);
        return told.word("mode").equals("sum")
                ? sums
                : sums.div(counts.sum(new int[] {1}, true).maximum(at.constant(1)));
    }

    /** (B,N): 1 where a bag has an index. */
    private static Tensor bags(int indices, Tensor offsets) {
        double[] bits = new double[offsets.size() * indices];
        for (int i = 0; i < bits.length; i++) {
            int bag = i / indices;
            double end = bag + 1 < offsets.size() ? offsets.at(bag + 1) : indices;
            bits[i] = i % indices >= offsets.at(bag) && i % indices < end ? 1 : 0;
        }
        return Tensor.of(offsets.dtype(), dev.gradcheck.tensor.Shape.of(offsets.size(), indices), bits);
    }

    /** One row: 0 for the row of the padding index, 1 for the others. */
    private static NDArray counted(Leaves at, Node node, NDArray weight) {
        long rows = weight.getShape().get(0);
        double[] counted = new double[(int) rows];
        Arrays.fill(counted, 1);
        node.attributes().integerIfGiven("padding_idx").ifPresent(i -> counted[Math.floorMod(i, (int) rows)] = 0);
        return at.constant(Tensor.of(DType.FLOAT64, dev.gradcheck.tensor.Shape.of(1, counted.length), counted));
    }

    private static NDArray oneHot(NDArray indices, NDArray weight) {
        int rows = (int) weight.getShape().get(0);
        return indices.toType(DataType.INT64, false).oneHot(rows).toType(weight.getDataType(), false);
    }

    private static NDArray dropout(Leaves at, Attributes attributes, NDArray x) {
        return dropped(at, attributes.tensor("mask"), attributes.number("p"), x);
    }

    private static NDArray dropped(Leaves at, Tensor mask, double p, NDArray x) {
        return x.mul(at.constant(mask)).div(at.constant(1 - p));
    }

    private static NDArray concat(List<NDArray> x, int axis) {
        int rank = x.get(0).getShape().dimension();
        return NDArrays.concat(new NDList(x), axis < 0 ? axis + rank : axis);
    }

    private static NDArray reshape(NDArray x, Attributes attributes) {
        Shape to = new Shape(x.getShape().get(0));
        for (int length : attributes.shape("shape").dimensions()) {
            to = to.add(length);
        }
        return x.reshape(to);
    }

    private static NDArray cosineSimilarity(Leaves at, Attributes told, List<NDArray> x) {
        int rank = x.get(0).getShape().dimension();
        int[] axis = {told.integer("axis") < 0 ? told.integer("axis") + rank : told.integer("axis")};
        NDArray least = at.constant(told.number("eps"));
        NDArray first = norm(x.get(0), axis, least);
        NDArray second = norm(x.get(1), axis, least);
        return x.get(0).div(first).mul(x.get(1).div(second)).sum(axis);
    }

    /** At least so large: below, the root is not taken of the squares, so that nothing is divided by 0 in the derivative. */
    private static NDArray norm(NDArray x, int[] axis, NDArray least) {
        NDArray squares = x.square().sum(axis, true);
        NDArray counts = squares.gte(least.square());
        NDArray root = NDArrays.where(counts, squares, squares.onesLike()).sqrt();
        return NDArrays.where(counts, root, squares.onesLike().mul(least));
    }

    private static NDArray attention(Leaves at, Attributes attributes, List<NDArray> x) {
        int heads = attributes.integer("heads");
        NDArray q = heads(x.get(0), heads);
        NDArray k = heads(x.get(1), heads);
        NDArray v = heads(x.get(2), heads);
        NDArray scores = q.matMul(k.transpose(0, 1, 3, 2))
                .div(at.constant(q.getShape().get(3)).sqrt());
        if (attributes.numberIfGiven("softcap").isPresent()) {
            NDArray cap = at.constant(attributes.number("softcap"));
            scores = ActivationTwins.tanh(at, scores.div(cap)).mul(cap);
        }
        NDArray allowed = attributes.flag("causal") ? lower(at, scores) : scores.onesLike();
        NDArray p = softmax(at, scores, allowed);
        NDArray left = attributes
                .tensorIfGiven("dropout-mask")
                .map(mask -> dropped(at, mask, attributes.number("dropout-p"), p))
                .orElse(p);
        NDArray o = left.matMul(v).transpose(0, 2, 1, 3);
        return o.reshape(o.getShape().get(0), o.getShape().get(1), -1);
    }

    private static NDArray heads(NDArray x, int heads) {
        Shape shape = x.getShape();
        return x.reshape(shape.get(0), shape.get(1), heads, shape.get(2) / heads)
                .transpose(0, 2, 1, 3);
    }

    /** 1 where the key is not later than the query, else 0; of the shape of the scores. */
    private static NDArray lower(Leaves at, NDArray scores) {
        long queries = scores.getShape().get(2);
        long keys = scores.getShape().get(3);
        NDArray query = at.manager().arange((int) queries).reshape(queries, 1);
        NDArray key = at.manager().arange((int) keys).reshape(1, keys);
        return key.lte(query).toType(scores.getDataType(), false).add(scores.zerosLike());
    }

    private static NDArray softmax(Leaves at, NDArray z) {
        return softmax(at, z, z.onesLike());
    }

    /**
     * p_m = 1/(1 + Σ_{j≠m} e_j) and p_j = e_j·p_m, with e_j = exp(z_j − z_m) and m the largest that is allowed: the derivative of e_m, which
     * is 1, does not cancel against that of the sum.
     */
    private static NDArray softmax(Leaves at, NDArray z, NDArray allowed) {
        Shape shape = z.getShape();
        int length = (int) shape.get(shape.dimension() - 1);
        NDArray rows = z.reshape(-1, length);
        NDArray counts = allowed.reshape(-1, length).gt(0);
        NDArray masked = NDArrays.where(counts, rows, at.constant(Double.NEGATIVE_INFINITY));
        NDArray largest = masked.argMax(1).oneHot(length).toType(z.getDataType(), false);
        NDArray d = rows.sub(rows.mul(largest).sum(new int[] {1}, true));
        NDArray others = counts.toType(z.getDataType(), false).mul(largest.neg().add(1));
        NDArray e = NDArrays.where(others.gt(0), d, d.zerosLike()).exp().mul(others);
        NDArray total = e.sum(new int[] {1}, true).add(1);
        return e.add(largest).div(total).reshape(shape);
    }
}

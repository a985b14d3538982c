package dev.gradcheck.oracle.djl;

import ai.djl.ndarray.NDArray;
import dev.gradcheck.oracle.OracleException;
import dev.gradcheck.record.Record;
import dev.gradcheck.tensor.Arithmetic;
import dev.gradcheck.tensor.DType;
import dev.gradcheck.tensor.Primitive;
import dev.gradcheck.tensor.Univariate;
import java.util.ArrayList;
import java.util.List;

/**
 * A recorded forward pass as a twin: its primitives one after the other, in DJL's operations. It can be evaluated at other points than the
 * recorded one, since a complete record has no number in it that depends on the parameters in an unknown way.
 *
 * @param record a complete one
 */
record Replay(Record record) implements Twin {
    /** @throws OracleException if a primitive has no equal in DJL's operations: inapplicable, with the reason */
    Replay {
        record.nodes().forEach(node -> node.primitive().ifPresent(primitive -> require(primitive, place(node))));
    }

    @Override
    public NDArray forward(Leaves at) {
        List<NDArray> values = new ArrayList<>();
        for (Record.Node node : record.nodes()) {
            List<NDArray> operands = node.operands().stream().map(values::get).toList();
            values.add(node.primitive()
                    .map(primitive -> primitive.by(new ReplayedStep(at, operands)))
                    .orElseGet(() -> node.parameter().map(at::get).orElseGet(() -> at.constant(node.value()))));
        }
        return values.get(record.output());
    }

    private static String place(Record.Node node) {
        return node.value().origin().map(origin -> " at " + origin.place()).orElse("");
    }

    private static void require(Primitive primitive, String place) {
        if (primitive instanceof Primitive.Map map && map.function() instanceof Univariate.Opaque) {
            throw OracleException.inapplicable(
                    "a function of numbers that was given to map" + place
                            + " is known by its values alone, and cannot be"
                            + " replayed in PyTorch's operations: compute it with the named functions of Tensor, or write a twin");
        }
        if (primitive instanceof Primitive.Cast cast && !cast.to().equals(Arithmetic.nearest(DType.FLOAT64))) {
            throw OracleException.inapplicable(
                    "the forward pass converts to " + cast.to().dtype() + " itself" + place
                            + ", which is not replayed in PyTorch's operations: write a twin");
        }
    }
}

package dev.gradcheck.oracle.record;

import dev.gradcheck.function.Parameters;
import dev.gradcheck.oracle.Estimate;
import dev.gradcheck.oracle.Slope;
import dev.gradcheck.record.Record;
import dev.gradcheck.tensor.DType;
import dev.gradcheck.tensor.Tensor;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The gradient of ⟨cotangent, value⟩ by one sweep forward, for the errors of the values, and one backward, for all derivatives with theirs.
 *
 * <p>The bounds are computed in float64 themselves, of positive numbers, where a hundred million roundings make up less than {@link #INFLATED}.
 */
final class Sweep {
    /** 2²⁷ roundings of 2⁻⁵³ each. */
    private static final double INFLATED = 1 + 0x1p-26;

    private final Record record;
    private final Bounded[] values;
    private final Bounded[] bars;

    private Sweep(Record record) {
        this.record = record;
        this.values = new Bounded[record.nodes().size()];
        this.bars = new Bounded[record.nodes().size()];
    }

    /** With all errors and derivatives. */
    static Sweep of(Record record, Tensor cotangent) {
        Sweep sweep = new Sweep(record);
        sweep.forward();
        sweep.bars[record.output()] =
                Bounded.constant(cotangent.reshape(record.value().shape()));
        sweep.backward();
        return sweep;
    }

    /** How far rounding moves each element of the value, at most. */
    double[] noise() {
        return values[record.output()].error().values();
    }

    /** One for each parameter, in the order of the point: exact zeros for those that the value does not depend on. */
    static Map<String, Bounded> whole(Record record, Tensor cotangent, Parameters point) {
        Map<String, Bounded> gradient = of(record, cotangent).gradient();
        Map<String, Bounded> whole = new LinkedHashMap<>();
        point.tensors()
                .forEach((name, tensor) -> whole.put(
                        name,
                        gradient.containsKey(name)
                                ? gradient.get(name)
                                : Bounded.constant(tensor.mapExactly(value -> 0))));
        return whole;
    }

    /** As estimates, one for each parameter, in the order of the point. */
    static List<Estimate> estimates(Map<String, Bounded> gradient, Parameters point) {
        List<Estimate> estimates = new ArrayList<>();
        for (String name : point.names()) {
            Tensor like = point.get(name);
            Bounded own = gradient.getOrDefault(name, Bounded.constant(Tensor.zeros(DType.FLOAT64, like.shape())));
            List<Slope> slopes = new ArrayList<>(own.size());
            for (int i = 0; i < own.size(); i++) {
                slopes.add(Slope.of(own.at(i), own.error(i) * INFLATED));
            }
            estimates.add(new Estimate(name, like.shape(), slopes));
        }
        return estimates;
    }

    private void forward() {
        for (int k = 0; k < values.length; k++) {
            Record.Node node = record.nodes().get(k);
            values[k] = node.primitive()
                    .map(primitive -> Bounded.of(primitive, node.value(), operands(node)))
                    .orElseGet(() ->
                            new Bounded(node.value(), null, node.parameter().isPresent()));
        }
    }

    private void backward() {
        for (int k = values.length - 1; k >= 0; k--) {
            Record.Node node = record.nodes().get(k);
            if (bars[k] != null && values[k].moves() && node.primitive().isPresent()) {
                List<Bounded> pulled = node.primitive().get().by(new Adjoint(operands(node), values[k], bars[k]));
                for (int j = 0; j < pulled.size(); j++) {
                    add(node.operands().get(j), pulled.get(j));
                }
            }
        }
    }

    private void add(int operand, Bounded bar) {
        if (values[operand].moves()) {
            bars[operand] = bars[operand] == null ? bar : bars[operand].plus(bar);
        }
    }

    /** By name; of parameters that the value does not depend on there is none. */
    Map<String, Bounded> gradient() {
        Map<String, Bounded> leaves = new HashMap<>();
        for (int k = 0; k < bars.length; k++) {
            Optional<String> name = record.nodes().get(k).parameter();
            if (name.isPresent() && bars[k] != null) {
                leaves.put(name.get(), bars[k]);
            }
        }
        return leaves;
    }

    private List<Bounded> operands(Record.Node node) {
        return node.operands().stream().map(k -> values[k]).toList();
    }
}

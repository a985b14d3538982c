package dev.gradcheck.oracle.record;

import dev.gradcheck.accused.Accused;
import dev.gradcheck.function.Parameters;
import dev.gradcheck.record.Record;
import dev.gradcheck.tensor.Arithmetic;
import dev.gradcheck.tensor.DType;
import dev.gradcheck.tensor.Tensor;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * What rounding does to a gradient in another order of operations than that of a hand-written backward pass: the reverse sweep of the recorded
 * forward pass, in random arithmetic. A kernel of another program subtracts what this project's own pass does not.
 *
 * @param exact the sweep in float64
 * @param errors what the sweep in float64 may err by, each: 0 where a zero is one by a factor, more where it is what is left of a sum
 * @param samples the same in another arithmetic, with different seeds; by the same conventions at kinks
 */
public record OtherOrders(Parameters exact, Parameters errors, List<Parameters> samples) {
    /**
     * Copies.
     *
     * @param exact the sweep in float64
     * @param errors what it may err by
     * @param samples the same in another arithmetic
     */
    public OtherOrders {
        samples = List.copyOf(samples);
    }

    /**
     * {@return both; empty for a forward pass that cannot be recorded, or computes in several dtypes}
     *
     * @param own the function
     * @param dtype of the arithmetic
     * @param count how many samples, with the seeds from 1
     */
    public static Optional<OtherOrders> of(Accused own, DType dtype, int count) {
        Parameters point = own.working().point();
        return swept(own, point.in(Arithmetic.nearest(DType.FLOAT64))).map(exact -> {
            List<Parameters> samples = new ArrayList<>();
            for (int seed = 1; seed <= count; seed++) {
                swept(own, point.in(Arithmetic.randomised(dtype, seed)))
                        .map(sample -> each(sample, Bounded::value))
                        .ifPresent(samples::add);
            }
            return new OtherOrders(each(exact, Bounded::value), each(exact, Bounded::error), samples);
        });
    }

    private static Optional<Map<String, Bounded>> swept(Accused own, Parameters at) {
        return own.recordedAnew(at)
                .value()
                .filter(Record::isComplete)
                .filter(OtherOrders::isOfOneDtype)
                .map(record -> Sweep.whole(record, own.cotangent().like(record.value()), at));
    }

    private static Parameters each(Map<String, Bounded> gradient, Function<Bounded, Tensor> what) {
        Map<String, Tensor> tensors = new LinkedHashMap<>();
        gradient.forEach((name, bounded) -> tensors.put(name, what.apply(bounded)));
        return new Parameters(tensors);
    }

    private static boolean isOfOneDtype(Record record) {
        return record.nodes().stream()
                .allMatch(node -> node.value().dtype() == record.value().dtype());
    }
}

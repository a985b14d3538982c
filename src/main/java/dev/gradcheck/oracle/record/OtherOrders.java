package dev.gradcheck.oracle.record;

import dev.gradcheck.accused.Accused;
import dev.gradcheck.function.Parameters;
import dev.gradcheck.record.Record;
import dev.gradcheck.tensor.Arithmetic;
import dev.gradcheck.tensor.DType;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What rounding does to a gradient in another order of operations than that of a hand-written backward pass: the reverse sweep of the recorded
 * forward pass, in random arithmetic. A kernel of another program subtracts what this project's own pass does not.
 *
 * @param exact the sweep in float64
 * @param samples the same in another arithmetic, with different seeds; by the same conventions at kinks
 */
public record OtherOrders(Parameters exact, List<Parameters> samples) {
    /**
     * Copies.
     *
     * @param exact the sweep in float64
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
                swept(own, point.in(Arithmetic.randomised(dtype, seed))).ifPresent(samples::add);
            }
            return new OtherOrders(exact, samples);
        });
    }

    private static Optional<Parameters> swept(Accused own, Parameters at) {
        return own.recordedAnew(at)
                .value()
                .filter(Record::isComplete)
                .filter(OtherOrders::isOfOneDtype)
                .map(record -> Sweep.numbers(record, own.cotangent().like(record.value()), at));
    }

    private static boolean isOfOneDtype(Record record) {
        return record.nodes().stream()
                .allMatch(node -> node.value().dtype() == record.value().dtype());
    }
}

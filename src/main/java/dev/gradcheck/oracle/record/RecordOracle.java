package dev.gradcheck.oracle.record;

import dev.gradcheck.accused.Failure;
import dev.gradcheck.accused.ForwardPass.Measured;
import dev.gradcheck.accused.Outcome;
import dev.gradcheck.oracle.Estimate;
import dev.gradcheck.oracle.GradientOracle;
import dev.gradcheck.oracle.OracleException;
import dev.gradcheck.oracle.Question;
import dev.gradcheck.record.Record;
import dev.gradcheck.tensor.DType;
import java.util.List;
import java.util.Map;

/**
 * The derivative of the recorded forward pass: all elements at the cost of a few passes, each with a bound. Every record is compared with
 * differences along random directions, and is not believed where they contradict it.
 *
 * <p>A function whose numbers leave {@link dev.gradcheck.tensor.Tensor} cannot be recorded; the message says where they leave.
 */
public final class RecordOracle implements GradientOracle {
    /** Signs of the directions; fixed, so that the same check asks the same. */
    private static final long SEED = 20261126;

    @Override
    public String name() {
        return "record";
    }

    @Override
    public DType dtype() {
        return DType.FLOAT64;
    }

    @Override
    public String device() {
        return "cpu";
    }

    @Override
    public List<Estimate> estimate(Question question) {
        Record record = record(question);
        Sweep sweep = Sweep.of(record, question.cotangent());
        Map<String, Bounded> gradient = sweep.gradient();
        Projection.contradiction(question, gradient, new Measured(record.value(), sweep.noise()), SEED)
                .ifPresent(sentence -> {
                    throw new OracleException(sentence);
                });
        return Sweep.estimates(gradient, question.point());
    }

    /**
     * What the record alone says, compared with nothing.
     *
     * @param record a complete one
     * @param question its point and cotangent
     * @return an estimate for every parameter, in the point's order
     */
    public static List<Estimate> unconfirmed(Record record, Question question) {
        return Sweep.estimates(Sweep.of(record, question.cotangent()).gradient(), question.point());
    }

    /**
     * {@return the forward pass that a question is about, taken down at its point}
     *
     * @param question its cotangent has as many elements as the value
     * @throws OracleException if the pass fails, or if numbers leave it: then this is inapplicable, and the message says where
     */
    public static Record record(Question question) {
        Outcome<Record> recorded = question.function().recorded(question.point());
        String clause = recorded.failure().map(Failure::clause).orElse("");
        Record record = recorded.value()
                .orElseThrow(() -> new OracleException("there is no forward pass to record: it " + clause));
        if (!record.isComplete()) {
            throw OracleException.inapplicable("the forward pass cannot be recorded: " + record.gap()
                    + ". Compute with the operations of Tensor there, or judge by differences alone");
        }
        if (record.value().size() != question.cotangent().size()) {
            throw new OracleException(
                    "the forward pass has " + record.value().size() + " outputs, but the cotangent has "
                            + question.cotangent().size() + " elements: it has to be of the output's shape");
        }
        return record;
    }
}

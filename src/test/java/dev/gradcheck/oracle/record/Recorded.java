package dev.gradcheck.oracle.record;

import dev.gradcheck.accused.Accused;
import dev.gradcheck.function.Differentiable;
import dev.gradcheck.function.Parameters;
import dev.gradcheck.function.Vjp;
import dev.gradcheck.oracle.Claim;
import dev.gradcheck.oracle.Estimate;
import dev.gradcheck.oracle.FiniteDifferences;
import dev.gradcheck.oracle.Question;
import dev.gradcheck.oracle.Slope;
import dev.gradcheck.tensor.DType;
import dev.gradcheck.tensor.Tensor;
import java.util.List;
import java.util.function.Function;

/** A forward pass without a backward pass, and what is said of its gradient. */
public record Recorded(Function<Parameters, Tensor> pass, Parameters point) implements Differentiable {
    @Override
    public String name() {
        return "recorded";
    }

    @Override
    public Tensor primal(Parameters at) {
        return pass.apply(at);
    }

    @Override
    public Vjp vjp(Parameters at) {
        throw new UnsupportedOperationException();
    }

    public Question question() {
        Accused accused = new Accused(this, point, DType.FLOAT64, 7);
        Tensor cotangent = accused.cotangent().like(accused.value(point).value().orElseThrow());
        return new Question(accused, point, cotangent, Claim.NONE);
    }

    public List<Estimate> byRecord() {
        return new RecordOracle().estimate(question());
    }

    List<Estimate> byDifferences() {
        return new FiniteDifferences().estimate(question());
    }

    Slope slope(String parameter, int element) {
        return byRecord().stream()
                .filter(e -> e.parameter().equals(parameter))
                .findFirst()
                .orElseThrow()
                .slopes()
                .get(element);
    }
}

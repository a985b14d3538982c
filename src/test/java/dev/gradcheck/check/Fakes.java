package dev.gradcheck.check;

import dev.gradcheck.function.Differentiable;
import dev.gradcheck.function.Parameters;
import dev.gradcheck.function.Vjp;
import dev.gradcheck.oracle.Estimate;
import dev.gradcheck.oracle.GradientOracle;
import dev.gradcheck.oracle.OracleException;
import dev.gradcheck.oracle.Question;
import dev.gradcheck.oracle.Slope;
import dev.gradcheck.tensor.DType;
import dev.gradcheck.tensor.Shape;
import dev.gradcheck.tensor.Tensor;
import dev.gradcheck.verdict.Finding;
import dev.gradcheck.verdict.Source;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.stream.DoubleStream;

/** The function w ↦ Σ w² at w = (1, 2), whose gradient is (2, 4); tiny oracles and passes around it. */
final class Fakes {
    static final Tensor W = Tensor.of(DType.FLOAT64, Shape.of(2), 1, 2);
    static final Parameters POINT = Parameters.of("w", W);

    private Fakes() {}

    /** A function of any formulas; the trace is of its parameter {@code w}. */
    record Fake(Function<Parameters, Tensor> value, BiFunction<Parameters, Tensor, Parameters> backward)
            implements Differentiable {
        @Override
        public String name() {
            return "fake";
        }

        @Override
        public Tensor primal(Parameters point) {
            return value.apply(point);
        }

        @Override
        public Vjp vjp(Parameters point) {
            Parameters trace = Parameters.of("square", point.get("w").times(point.get("w")));
            return new Vjp(primal(point), trace, cotangent -> backward.apply(point, cotangent));
        }
    }

    static Tensor sumOfSquares(Parameters point) {
        return point.get("w").times(point.get("w")).sum();
    }

    /** The sum of squares with the given gradient of w instead of 2w. */
    static Fake squares(Function<Tensor, Tensor> gradient) {
        return new Fake(Fakes::sumOfSquares, (point, cotangent) -> Parameters.of("w", gradient.apply(point.get("w"))));
    }

    static Fake right() {
        return squares(w -> w.times(2));
    }

    /** An oracle of one parameter {@code w} that answers with these slopes. */
    record Oracle(String name, DType dtype, String device, Function<Question, List<Estimate>> answer)
            implements GradientOracle {
        @Override
        public List<Estimate> estimate(Question question) {
            return answer.apply(question);
        }

        Oracle named(String other) {
            return new Oracle(other, dtype, device, answer);
        }
    }

    static Oracle saying(Slope... slopes) {
        return new Oracle(
                "fake oracle",
                DType.FLOAT64,
                "cpu",
                q -> List.of(new Estimate("w", Shape.of(slopes.length), List.of(slopes))));
    }

    static Oracle saying(double... values) {
        return saying(DoubleStream.of(values).mapToObj(v -> Slope.of(v, 1e-12)).toArray(Slope[]::new));
    }

    static Oracle silent(String message) {
        return new Oracle("silent", DType.FLOAT64, "cpu", q -> {
            throw new OracleException(message);
        });
    }

    static CheckReport check(Differentiable function, GradientOracle... oracles) {
        return check(function, POINT, DType.FLOAT64, oracles);
    }

    static CheckReport check(Differentiable function, Parameters point, DType dtype, GradientOracle... oracles) {
        return withoutContracts(new GradientCheck("case", function, point, dtype, List.of(oracles), 1).run());
    }

    /** Contracts have tests of their own, and most fakes know no upstream gradient. */
    static CheckReport withoutContracts(CheckReport report) {
        List<Finding> findings = new ArrayList<>(report.findings());
        findings.removeIf(f -> f.witness().isContract());
        List<CheckReport.NotRun> notRun = new ArrayList<>(report.notRun());
        notRun.removeIf(
                n -> n.witness().equals(ContractCheck.WHAT) || n.witness().equals(Source.TAYLOR.label()));
        return new CheckReport(report.name(), report.dtype(), report.point(), findings, notRun, report.declared());
    }

    static List<Finding> of(CheckReport report, String witness) {
        List<Finding> found = new ArrayList<>(report.findings());
        found.removeIf(f -> !f.witness().oracle().equals(witness));
        return found;
    }
}

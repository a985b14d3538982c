package dev.gradcheck.hard;

import dev.gradcheck.check.CheckReport;
import dev.gradcheck.check.GradientCheck;
import dev.gradcheck.function.Parameters;
import dev.gradcheck.oracle.FiniteDifferences;
import dev.gradcheck.tensor.DType;
import dev.gradcheck.tensor.Tensor;
import dev.gradcheck.verdict.Verdict;
import java.util.List;
import java.util.stream.LongStream;

/** One of the 28: a function at a point, and whether its gradient is right. Several cotangents stand for the Jacobian. */
record HardCase(String name, Function function, Tensor x, DType dtype, boolean correct) {
    private static final int COTANGENTS = 3;

    static HardCase correct(String name, Function function, Tensor x) {
        return new HardCase(name, function, x, DType.FLOAT64, true);
    }

    static HardCase planted(String name, Function function, Tensor x) {
        return new HardCase(name, function, x, DType.FLOAT64, false);
    }

    /** The same pass in float32: the point is a float32 point. */
    HardCase inFloat32() {
        return new HardCase(name + ", float32", function, x.as(DType.FLOAT32), DType.FLOAT32, correct);
    }

    /** Finite differences alone; the gravest verdict over the cotangents, where disagreement is graver than not to know. */
    Verdict verdict() {
        List<Verdict> verdicts =
                LongStream.rangeClosed(1, COTANGENTS).mapToObj(this::verdict).toList();
        return verdicts.stream().reduce(Verdict.AGREES, Verdict::or);
    }

    private Verdict verdict(long seed) {
        CheckReport report = new GradientCheck(
                        name, function, Parameters.of("x", x), dtype, List.of(new FiniteDifferences()), seed)
                .run();
        return report.verdict();
    }

    @Override
    public String toString() {
        return (correct ? "correct: " : "planted: ") + name;
    }
}

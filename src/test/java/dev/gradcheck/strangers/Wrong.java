package dev.gradcheck.strangers;

import dev.gradcheck.function.ScalarFunction;
import dev.gradcheck.tensor.DType;
import java.util.List;
import java.util.function.DoubleBinaryOperator;

/** Wrong gradients that passed (C). */
final class Wrong {
    private Wrong() {}

    static List<Kind> kinds() {
        return List.of(
                new Kind("C max(a, b) at a tie, (1, 1)", false, r -> {
                    double tie = r.nextDouble(-3, 3);
                    return Sample.of(
                            new ScalarFunction("max", x -> Math.max(x[0], x[1]), x -> new double[] {1, 1}), tie, tie);
                }),
                new Kind("C max-pool of a tie, (4, 4)", false, r -> {
                    double tie = r.nextDouble(-3, 3);
                    return Sample.of(
                            new ScalarFunction("4 max", x -> 4 * Math.max(x[0], x[1]), x -> new double[] {4, 4}),
                            tie,
                            tie);
                }),
                float32("C float32 only: sign", (w, v) -> -w * v),
                float32("C float32 only: 0", (w, v) -> 0),
                float32("C float32 only: 1.0001 times", (w, v) -> 1.0001 * w * v),
                new Kind(
                        "C clipped at 100",
                        false,
                        r -> new Sample(
                                new Loops(
                                        "clipped",
                                        (o, in) -> new double[] {in[0][0] * 150},
                                        (o, v, in) -> new double[][] {{Math.max(-100, Math.min(100, 150 * v[0]))}},
                                        Rounding.DOUBLES,
                                        1),
                                Loops.point(Rounding.DOUBLES, new double[] {r.nextDouble(-2, 2)}),
                                DType.FLOAT64)),
                new Kind("C every 7th call wrong", false, r -> {
                    int[] calls = {0};
                    return Sample.of(
                            new ScalarFunction(
                                    "x²", x -> x[0] * x[0], x -> new double[] {++calls[0] % 7 == 0 ? x[0] : 2 * x[0]}),
                            r.nextDouble(1, 2));
                }));
    }

    /** W²/2, whose gradient is right wherever it is computed in float64. */
    private static Kind float32(String name, DoubleBinaryOperator fault) {
        return new Kind(
                name,
                false,
                r -> new Sample(
                        new FloatFault(fault),
                        Loops.point(Rounding.FLOATS, new double[] {r.nextDouble(0.5, 3)}),
                        DType.FLOAT32));
    }
}

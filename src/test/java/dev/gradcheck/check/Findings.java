package dev.gradcheck.check;

import dev.gradcheck.function.Parameters;
import dev.gradcheck.oracle.Slope;
import dev.gradcheck.tensor.DType;
import dev.gradcheck.tensor.Shape;
import dev.gradcheck.tensor.Tensor;
import dev.gradcheck.verdict.ElementVerdict;
import dev.gradcheck.verdict.Finding;
import dev.gradcheck.verdict.Source;
import dev.gradcheck.verdict.Verdict;
import dev.gradcheck.verdict.Witness;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/** Findings made by hand, for tests of what is said about them. */
public final class Findings {
    /** An oracle in float64. */
    public static final Witness DIFFERENCES = new Witness("finite differences", DType.FLOAT64, "cpu");

    /** Another one. */
    public static final Witness AUTOGRAD = new Witness("autograd", DType.FLOAT64, "cpu");

    /** The comparison of float32 with its float64 shadow. */
    public static final Witness SHADOW = Source.SHADOW.in(DType.FLOAT32);

    /** The examination of shape, dtype and finiteness. */
    public static final Witness STRUCTURE = Source.STRUCTURE.in(DType.FLOAT32);

    /** The comparison with what a golden file fixes. */
    public static final Witness GOLDEN = Source.GOLDEN_VALUE.in(DType.FLOAT32);

    private Findings() {}

    /** Of a vector: the elements that are not as the witness says have the verdict, the others agree. */
    public static Finding of(String gradient, Verdict verdict, Witness witness, double[] analytic, double... truth) {
        return of(gradient, verdict, witness, Shape.of(analytic.length), analytic, truth);
    }

    /** The same in any shape; the first element that is not as the witness says is the worst. */
    public static Finding of(
            String gradient, Verdict verdict, Witness witness, Shape shape, double[] analytic, double... truth) {
        List<ElementVerdict> elements = new ArrayList<>();
        int worst = -1;
        for (int i = 0; i < analytic.length; i++) {
            boolean same = Double.compare(analytic[i], truth[i]) == 0;
            worst = worst < 0 && !same ? i : worst;
            Slope slope = Slope.of(truth[i], 1e-12);
            elements.add(new ElementVerdict(i, analytic[i], slope, 1e-15, same ? Verdict.AGREES : verdict));
        }
        OptionalInt at = OptionalInt.of(Math.max(worst, 0));
        return Finding.of(gradient, verdict, witness, shape, elements, at, "because " + verdict + " it is");
    }

    /** About form, not about elements. */
    public static Finding malformed(String gradient, Shape shape, String reason) {
        return Finding.of(gradient, Verdict.MALFORMED, STRUCTURE, shape, reason);
    }

    /** NaN at one element: the only one that structure speaks of. */
    public static Finding nan(String gradient, Shape shape, int offset) {
        Slope nothing = Slope.of(Double.NaN, Double.POSITIVE_INFINITY);
        ElementVerdict element = new ElementVerdict(offset, Double.NaN, nothing, 0, Verdict.MALFORMED);
        return Finding.of(
                gradient, Verdict.MALFORMED, STRUCTURE, shape, List.of(element), OptionalInt.of(0), "not finite");
    }

    /** Of a check at W (2,2) and b (2) in float32. */
    public static CheckReport report(Finding... findings) {
        Parameters point = Parameters.of("W", Tensor.zeros(DType.FLOAT32, Shape.of(2, 2)))
                .with("b", Tensor.zeros(DType.FLOAT32, Shape.of(2)));
        return new CheckReport("net", DType.FLOAT32, point, List.of(findings), List.of(), Optional.empty());
    }
}

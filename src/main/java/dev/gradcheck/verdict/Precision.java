package dev.gradcheck.verdict;

import dev.gradcheck.oracle.Slope;
import dev.gradcheck.tensor.DType;
import dev.gradcheck.tensor.Tensor;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.OptionalInt;

/**
 * What the declared dtype loses: a tensor computed in it against the same code in float64, its shadow. Whether the formula is right
 * is another question; here both sides have the same formula.
 */
public final class Precision {
    private Precision() {}

    /**
     * Compares a tensor with its shadow, normwise: the error of every element against the largest element of the shadow.
     *
     * @param name what the tensor is called
     * @param declared computed in the declared dtype
     * @param shadow the same in float64, of the same shape
     * @return "agrees", or "imprecise" if more than half of the digits are lost: an error above √u
     */
    public static Finding of(Subject name, Tensor declared, Tensor shadow) {
        double scale = shadow.maxAbs();
        double threshold = Math.sqrt(declared.dtype().unitRoundoff()) * scale;
        List<ElementVerdict> elements = new ArrayList<>();
        int worst = 0;
        for (int i = 0; i < declared.size(); i++) {
            double error = Math.abs(declared.at(i) - shadow.at(i));
            Verdict verdict = error <= threshold ? Verdict.AGREES : Verdict.IMPRECISE;
            elements.add(new ElementVerdict(i, declared.at(i), Slope.of(shadow.at(i), 0), threshold, verdict));
            worst = error > elements.get(worst).error() ? i : worst;
        }
        Verdict whole = elements.stream().map(ElementVerdict::verdict).reduce(Verdict.AGREES, Verdict::or);
        OptionalInt at = elements.isEmpty() ? OptionalInt.empty() : OptionalInt.of(worst);
        double relative = elements.isEmpty() ? 0 : relative(elements.get(worst).error(), scale);
        Witness witness = Source.SHADOW.in(declared.dtype());
        return Finding.of(
                name, whole, witness, declared.shape(), elements, at, sentence(relative, declared.dtype(), whole));
    }

    /**
     * {@return how many of a dtype's decimal digits an error costs}
     *
     * @param dtype the dtype
     * @param relative the relative error
     */
    public static double digitsLost(DType dtype, double relative) {
        double all = -Math.log10(dtype.unitRoundoff());
        double left = Math.max(0, -Math.log10(Math.max(relative, dtype.unitRoundoff())));
        return all - left;
    }

    private static double relative(double error, double scale) {
        return error == 0 ? 0 : error / scale;
    }

    private static String sentence(double relative, DType dtype, Verdict verdict) {
        String lost = String.format(
                Locale.ROOT,
                "%.1f of the %.1f digits of %s are lost (relative error %.2g, allowed √u = %.2g)",
                digitsLost(dtype, relative),
                -Math.log10(dtype.unitRoundoff()),
                dtype,
                relative,
                Math.sqrt(dtype.unitRoundoff()));
        return verdict == Verdict.AGREES ? lost : lost + "; the same formula in float64 is not affected";
    }
}

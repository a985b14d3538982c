package dev.gradcheck.verdict;

import dev.gradcheck.oracle.Slope;
import dev.gradcheck.tensor.DType;
import dev.gradcheck.tensor.Tensor;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.OptionalInt;
import java.util.function.IntPredicate;
import java.util.function.IntToDoubleFunction;
import java.util.stream.DoubleStream;

/**
 * What the declared dtype loses: a tensor computed in it against the same code in float64, its shadow. Whether the formula is right
 * is another question. That both sides have the same formula is not taken for granted: what they differ by has to be what rounding in
 * the declared dtype explains, else the declared pass has a fault of its own.
 *
 * @param type whose digits count: the declared dtype, or a coarser one in which the pass keeps values
 * @param name what the tensor is called
 * @param declared computed in the declared dtype
 * @param shadow the same in float64, of the same shape
 * @param explained by rounding in the declared dtype, absolute, by the element's offset
 * @param isEstimated whether that could not be measured
 * @param whole the largest element of the whole gradient, of which this is one tensor
 * @param lost a gradient this small moves the value by less than a few of its roundings in the declared dtype
 * @param isAtKink by the element's offset, whether a unit sits on a kink, where rounding takes one side or the other
 */
public record Precision(
        DType type,
        Subject name,
        Tensor declared,
        Tensor shadow,
        IntToDoubleFunction explained,
        boolean isEstimated,
        double whole,
        double lost,
        IntPredicate isAtKink) {
    /**
     * A relative error that leaves no digit: zero for what is not zero and a wrong sign have twice as much and more. Of the two digits of a
     * type of 16 bits rounding alone leaves none where a few terms cancel.
     */
    private static final double NO_DIGIT = 0.5;

    /**
     * {@return "agrees"; "imprecise" if more than half of the digits are lost, an error above √u against the largest element of the shadow;
     *     "disagrees" if rounding does not explain an error, or leaves a gradient without a right digit}
     */
    public Finding finding() {
        double threshold = Math.sqrt(type.unitRoundoff()) * shadow.maxAbs();
        List<ElementVerdict> elements = new ArrayList<>();
        for (int i = 0; i < declared.size(); i++) {
            Slope slope = Slope.of(shadow.at(i), 0);
            Verdict verdict = verdict(i, threshold);
            double allowed = isExplained(i) ? threshold : explained.applyAsDouble(i);
            elements.add(new ElementVerdict(i, declared.at(i), slope, allowed, verdict));
        }
        Verdict whole = elements.stream().map(ElementVerdict::verdict).reduce(Verdict.AGREES, Verdict::or);
        OptionalInt worst = worst(elements, whole);
        Witness witness = Source.SHADOW.in(declared.dtype());
        return Finding.of(name, whole, witness, declared.shape(), elements, worst, sentence(whole, worst));
    }

    /** {@return whether rounding explains all that the two differ by} */
    public boolean isExplained() {
        for (int i = 0; i < declared.size(); i++) {
            if (!isExplained(i)) {
                return false;
            }
        }
        return true;
    }

    /** What underflows in the declared dtype is lost with or without rounding. */
    private boolean isExplained(int i) {
        return error(i) <= explained.applyAsDouble(i) + underflow();
    }

    private double underflow() {
        return declared.dtype() == DType.FLOAT32 ? Float.MIN_NORMAL : Double.MIN_NORMAL;
    }

    private double error(int i) {
        return Math.abs(declared.at(i) - shadow.at(i));
    }

    private Verdict verdict(int i, double threshold) {
        if (!isExplained(i) || hasNoDigit(i, threshold)) {
            return Verdict.DISAGREES;
        }
        return error(i) <= threshold ? Verdict.AGREES : Verdict.IMPRECISE;
    }

    /**
     * Of a gradient whose digits matter: what is small against the whole gradient, against its tensor or the value's roundings may be rounding only, as that of a
     * weight before a batch norm is, and at a kink rounding takes one side or the other. A value without digits is the function's business, and imprecise.
     */
    private boolean hasNoDigit(int i, double threshold) {
        double smallOfAll = Math.sqrt(type.unitRoundoff()) * whole;
        double small =
                DoubleStream.of(threshold, lost, smallOfAll, underflow()).max().orElseThrow();
        double size = Math.abs(shadow.at(i));
        return name instanceof Subject.Gradient
                && !type.isHalf()
                && size > small
                && !isNoise(i)
                && error(i) >= NO_DIGIT * size
                && !isAtKink.test(i);
    }

    /** A shadow that the rounding of float64 explains has no digits either; of rounding without a bound that is not said. */
    private boolean isNoise(int i) {
        double ofShadow = explained.applyAsDouble(i) * DType.FLOAT64.unitRoundoff() / type.unitRoundoff();
        return Double.isFinite(ofShadow) && ofShadow >= NO_DIGIT * Math.abs(shadow.at(i));
    }

    /** Among those of the gravest verdict the one with the largest error. */
    private static OptionalInt worst(List<ElementVerdict> elements, Verdict whole) {
        OptionalInt worst = OptionalInt.empty();
        for (ElementVerdict element : elements) {
            boolean isWorse = worst.isEmpty()
                    || element.error() > elements.get(worst.getAsInt()).error();
            if (element.verdict() == whole && isWorse) {
                worst = OptionalInt.of(element.element());
            }
        }
        return worst;
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

    private double relative(OptionalInt worst) {
        double error = worst.isPresent() ? error(worst.getAsInt()) : 0;
        return error == 0 ? 0 : error / shadow.maxAbs();
    }

    private String sentence(Verdict verdict, OptionalInt worst) {
        String lost = String.format(
                Locale.ROOT,
                "%.1f of the %.1f digits of %s are lost (relative error %.2g, allowed √u = %.2g)",
                digitsLost(type, relative(worst)),
                -Math.log10(type.unitRoundoff()),
                type,
                relative(worst),
                Math.sqrt(type.unitRoundoff()));
        return switch (verdict) {
            case AGREES -> lost;
            case DISAGREES -> disagrees(worst.getAsInt(), lost);
            default -> lost + "; the same formula in float64 is not affected";
        };
    }

    private String disagrees(int worst, String lost) {
        DType dtype = declared.dtype();
        String values = dtype.format(declared.at(worst)) + " in " + dtype + ", "
                + DType.FLOAT64.format(shadow.at(worst)) + " by the same code in float64";
        if (isExplained(worst)) {
            return values + ": no digit of it is right, whatever the formula; " + lost;
        }
        String how = isEstimated
                ? "rounding inside this function cannot be measured, and is estimated to explain "
                : "random rounding in " + dtype + " explains ";
        return values + ": the two differ by " + DType.FLOAT64.format(error(worst)) + ", and " + how
                + DType.FLOAT64.format(explained.applyAsDouble(worst)) + "; the " + dtype
                + " path has a fault of its own, or another formula";
    }
}

package dev.gradcheck.golden;

import dev.gradcheck.tensor.DType;
import dev.gradcheck.tensor.Shape;
import dev.gradcheck.verdict.Subject;
import dev.gradcheck.verdict.Verdict;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * A finding that is known and explained. What is declared must occur as it is declared, and nothing else: an empty
 * component leaves that side of the finding open.
 *
 * @param subject the gradient of a parameter, or a value of the forward pass
 * @param verdict one of {@link #VERDICTS}
 * @param elements the indices of exactly the elements concerned; empty: not declared
 * @param ratio analytic / true, at every element concerned, to the digits given
 * @param analytic the number found, at every element concerned, to the digits given; for NaN and infinities above all
 * @param shape the shape that is found where another one should be
 * @param dtype the dtype the finding is made in: the declared one, float64 for the shadow too, int32 for integer
 *     parameters
 * @param oracle the only oracle that finds it; empty: every one does
 * @param diagnosis a piece of the diagnosis
 * @param error a piece of the message with which the pass fails
 * @param defect its number in a list of defects, for people
 * @param reason why it is so
 * @param location where it is declared
 */
public record KnownDiscrepancy(
        Subject subject,
        Verdict verdict,
        Optional<List<List<Integer>>> elements,
        Optional<NumberText> ratio,
        Optional<NumberText> analytic,
        Optional<Shape> shape,
        Optional<DType> dtype,
        Optional<String> oracle,
        Optional<String> diagnosis,
        Optional<String> error,
        OptionalInt defect,
        String reason,
        Location location) {
    /** What can be declared: every verdict of the harness but {@code agrees}, and but this one. */
    public static final List<Verdict> VERDICTS = List.of(
            Verdict.DISAGREES,
            Verdict.IMPRECISE,
            Verdict.MALFORMED,
            Verdict.UNDECIDED,
            Verdict.ORACLE_CONFLICT,
            Verdict.AGREES_AT_A_KINK);

    /**
     * Copies and checks.
     *
     * @param subject what it is about
     * @param verdict the verdict
     * @param elements the elements concerned
     * @param ratio analytic / true
     * @param analytic the number found
     * @param shape the shape found
     * @param dtype the finding's dtype
     * @param oracle the only oracle
     * @param diagnosis a piece of the diagnosis
     * @param error a piece of the message
     * @param defect its number
     * @param reason why it is so
     * @param location where it is declared
     * @throws IllegalArgumentException if ratio or analytic is no decimal number, NaN or infinity
     */
    public KnownDiscrepancy {
        elements = elements.map(indices -> indices.stream().map(List::copyOf).toList());
        ratio.ifPresent(KnownDiscrepancy::requireDigits);
        analytic.ifPresent(KnownDiscrepancy::requireDigits);
    }

    private static void requireDigits(NumberText number) {
        if (!number.isGivenToDigits()) {
            throw new IllegalArgumentException("'" + number + "' is no decimal number, NaN or infinity");
        }
    }

    /** {@return the name of the gradient or value} */
    public String name() {
        return subject.name();
    }
}

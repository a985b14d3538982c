package dev.gradcheck.golden;

import dev.gradcheck.tensor.DType;
import dev.gradcheck.tensor.Shape;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * A finding that is known and explained. What is declared must occur as it is declared, and nothing else: an empty
 * component leaves that side of the finding open.
 *
 * @param subject whether {@code name} is a parameter, whose gradient is wrong, or a value of the forward pass
 * @param name the parameter's or the value's name
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
        String name,
        String verdict,
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
    public static final List<String> VERDICTS =
            List.of("disagrees", "imprecise", "malformed", "undecided", "oracle conflict", "agrees at a kink");

    /** What a finding is about. */
    public enum Subject {
        /** The gradient with respect to a parameter. */
        GRADIENT,
        /** A value of the forward pass. */
        VALUE
    }

    /**
     * Copies and checks.
     *
     * @param subject what it is about
     * @param name its name
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
}

package dev.gradcheck.function;

import dev.gradcheck.tensor.Tensor;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * What can go wrong with one tensor of a gradient: a kind, how severe, and at which place. Places are row-major offsets; an effect at a
 * place that a tensor does not have throws IndexOutOfBoundsException. Every effect is computed in the tensor's own arithmetic.
 *
 * @param name for a person, with severity and place
 * @param effect on the right gradient
 */
public record Fault(String name, Effect effect) {
    /** What becomes of the right gradient of one parameter. */
    @FunctionalInterface
    public interface Effect {
        /**
         * Spoils a gradient.
         *
         * @param right the right gradient
         * @return the wrong one; empty where it is missing
         */
        Optional<Tensor> on(Tensor right);
    }

    /** {@return the whole tensor with the wrong sign} */
    public static Fault sign() {
        return of("sign", right -> right.times(-1));
    }

    /**
     * {@return the whole tensor times a factor}
     *
     * @param severity the factor
     */
    public static Fault factor(double severity) {
        return of("factor " + severity, right -> right.times(severity));
    }

    /** {@return the transpose, poured into the shape that the gradient must have; for matrices} */
    public static Fault transposed() {
        return of("transposed", right -> right.transpose().reshape(right.shape()));
    }

    /** {@return every element with the value of the one before it, the first with the last's} */
    public static Fault shifted() {
        return of("shifted", right -> {
            Tensor wrong = right;
            for (int i = 0; i < right.size(); i++) {
                wrong = wrong.with(i, right.at(Math.floorMod(i - 1, right.size())));
            }
            return wrong;
        });
    }

    /** {@return the first row alone, the first element of a vector: the rest is zero, as after a loop that ends too early} */
    public static Fault firstRowOnly() {
        return of("first row only", right -> {
            int row =
                    right.shape().rank() < 2 ? 1 : right.size() / right.shape().dimension(0);
            Tensor wrong = right;
            for (int i = row; i < right.size(); i++) {
                wrong = wrong.with(i, 0);
            }
            return wrong;
        });
    }

    /**
     * {@return one element dropped: zero}
     *
     * @param place of the element
     */
    public static Fault dropped(int place) {
        return of("element " + place + " dropped", right -> right.with(place, 0));
    }

    /**
     * {@return one element times 1 + severity}
     *
     * @param place of the element
     * @param severity relative size of the error; 0 is none
     */
    public static Fault element(int place, double severity) {
        return of(
                "element " + place + " times 1 + " + severity,
                right -> right.with(place, right.times(1 + severity).at(place)));
    }

    /**
     * {@return one element with the value of the next, the last with that of the one before}
     *
     * @param place of the element
     */
    public static Fault neighbour(int place) {
        return of(
                "element " + place + " with its neighbour's value",
                right -> right.with(place, right.at(place + 1 < right.size() ? place + 1 : place - 1)));
    }

    /**
     * {@return one element that is not a number}
     *
     * @param place of the element
     */
    public static Fault notANumber(int place) {
        return of("NaN at element " + place, right -> right.with(place, Double.NaN));
    }

    /** {@return no gradient at all} */
    public static Fault missing() {
        return new Fault("missing", right -> Optional.empty());
    }

    private static Fault of(String name, UnaryOperator<Tensor> effect) {
        return new Fault(name, right -> Optional.of(effect.apply(right)));
    }
}

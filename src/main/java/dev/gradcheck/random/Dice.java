package dev.gradcheck.random;

import dev.gradcheck.tensor.DType;
import dev.gradcheck.tensor.Shape;
import dev.gradcheck.tensor.Tensor;
import java.util.List;
import java.util.function.DoubleSupplier;
import java.util.function.Supplier;

/**
 * Random things, each drawn from whole numbers of which the smallest means the simplest thing. Tensors are float64 and hold float32
 * numbers.
 */
public final class Dice {
    private static final int CONTINUOUS = 1 << 20;
    private static final int RARE = 50;

    private final Choices choices;
    private final Weights weights;
    private final boolean isLarge;

    /**
     * Dice.
     *
     * @param choices where the numbers come from
     * @param weights what numbers in tensors look like
     */
    public Dice(Choices choices, Weights weights) {
        this(choices, weights, false);
    }

    private Dice(Choices choices, Weights weights, boolean isLarge) {
        this.choices = choices;
        this.weights = weights;
        this.isLarge = isLarge;
    }

    /**
     * {@return a whole number}
     *
     * @param low the smallest, and the simplest
     * @param high the largest
     */
    public int between(int low, int high) {
        return (int) (low + choices.next((long) high - low + 1));
    }

    /** {@return true or, simpler, false} */
    public boolean chance() {
        return between(0, 1) == 1;
    }

    /** {@return these dice or, once in fifty, dice whose lengths may be large: sizes multiply, so that a network is large or small as a whole} */
    public Dice sometimesLarge() {
        return new Dice(choices, weights, between(0, RARE - 1) == RARE - 1);
    }

    /**
     * {@return a length from 1 on}
     *
     * @param longest where lengths are small
     * @param largest where they may be large
     */
    public int length(int longest, int largest) {
        return isLarge && largest > longest && chance() ? between(longest + 1, largest) : between(1, longest);
    }

    /**
     * {@return one of several things}
     *
     * @param things the simplest first
     * @param <T> what they are
     */
    public <T> T one(List<T> things) {
        return things.get(between(0, things.size() - 1));
    }

    /**
     * {@return what is drawn as one thing, which a smaller network may lack as a whole}
     *
     * @param drawn with these dice
     * @param <T> what it is
     */
    public <T> T together(Supplier<T> drawn) {
        choices.begin();
        T thing = drawn.get();
        choices.end();
        return thing;
    }

    /**
     * {@return numbers of any sign, as this network's weights look: continuous or small integers, tiny or large, with zeros and repetitions}
     *
     * @param shape of the tensor
     */
    public Tensor weights(Shape shape) {
        return filled(shape, () -> weights.number(choices));
    }

    /**
     * {@return numbers of any sign in [−1, 1], however this network's weights look}
     *
     * @param shape of the tensor
     */
    public Tensor values(Shape shape) {
        return filled(shape, () -> Weights.SMALL_INTEGERS == weights ? between(0, 2) - 1 : signed());
    }

    /**
     * {@return numbers in [lowest, lowest + 1]}
     *
     * @param shape of the tensor
     * @param lowest greater than 0 for variances and scales
     */
    public Tensor above(double lowest, Shape shape) {
        return filled(shape, () -> lowest + fraction());
    }

    /**
     * {@return zeros and ones}
     *
     * @param shape of the tensor
     */
    public Tensor bits(Shape shape) {
        return filled(shape, () -> between(0, 1));
    }

    /**
     * {@return whole numbers from 0 on}
     *
     * @param shape of the tensor
     * @param count how many there are to choose from
     */
    public Tensor indices(Shape shape, int count) {
        return filled(shape, () -> between(0, count - 1));
    }

    /** In [0, 1). */
    private double fraction() {
        return choices.next(CONTINUOUS) / (double) CONTINUOUS;
    }

    private double signed() {
        return 2 * fraction() - 1;
    }

    private Tensor filled(Shape shape, DoubleSupplier numbers) {
        double[] values = new double[shape.size()];
        choices.begin();
        for (int i = 0; i < values.length; i++) {
            values[i] = (float) numbers.getAsDouble();
        }
        choices.end();
        return Tensor.of(DType.FLOAT64, shape, values);
    }
}

package dev.gradcheck.verdict;

import dev.gradcheck.function.Parameters;
import dev.gradcheck.tensor.DType;
import dev.gradcheck.tensor.Tensor;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * How far rounding may move each element of a gradient, measured by running the same backward pass under random rounding a few
 * times: cancellation shows, although nothing is known of the formula. A fault in the formula does not, since it is in every run.
 */
public final class RoundingError {
    /** Rounding to nearest errs by less than random rounding does; six standard deviations of the latter are never reached by chance. */
    private static final double DEVIATIONS = 6;

    /** The last few operations of a pass, in units of the last place: for results whose samples happen to be alike. */
    private static final double LAST_OPERATIONS = 8;

    private final Map<String, double[]> allowances;
    private final Map<String, DType> arithmetic;
    private final boolean isEstimated;

    private RoundingError(Map<String, double[]> allowances, Map<String, DType> arithmetic, boolean isEstimated) {
        this.allowances = allowances;
        this.arithmetic = arithmetic;
        this.isEstimated = isEstimated;
    }

    private static RoundingError measured(Parameters gradient, Map<String, double[]> allowances) {
        Map<String, DType> arithmetic = new HashMap<>();
        gradient.tensors().forEach((name, tensor) -> arithmetic.put(name, tensor.dtype()));
        return new RoundingError(allowances, arithmetic, false);
    }

    /**
     * Compares a gradient with the same gradient under random rounding.
     *
     * @param gradient rounded to nearest
     * @param samples the same under random rounding with different seeds; a sample that lacks a tensor says nothing about it
     * @return the measured rounding error
     */
    public static RoundingError of(Parameters gradient, List<Parameters> samples) {
        Map<String, double[]> allowances = new HashMap<>();
        gradient.tensors().forEach((name, tensor) -> allowances.put(name, allowance(name, tensor, samples)));
        return measured(gradient, allowances);
    }

    /**
     * Compares a gradient with the same gradient under random rounding; where that moves no tensor at all, the arithmetic is out of its
     * reach, and the rounding is estimated from gradients at close points.
     *
     * @param gradient rounded to nearest
     * @param samples the same under random rounding with different seeds
     * @param close the same at close points
     * @return the measured rounding error
     */
    public static RoundingError of(Parameters gradient, List<Parameters> samples, CloseGradients close) {
        boolean isReached = gradient.tensors().entrySet().stream()
                .anyMatch(e ->
                        isMoved(e.getValue(), tensorsOf(e.getKey(), e.getValue().size(), samples)));
        if (isReached) {
            return of(gradient, samples);
        }
        Map<String, double[]> allowances = new HashMap<>();
        Map<String, DType> arithmetic = new HashMap<>();
        gradient.tensors().forEach((name, tensor) -> {
            CloseGradients.Seen seen = close.of(name, tensor);
            arithmetic.put(name, seen.dtype());
            allowances.put(
                    name, allowance(tensor, seen.deviation(), seen.dtype().unitRoundoff()));
        });
        return new RoundingError(allowances, arithmetic, true);
    }

    private static boolean isMoved(Tensor tensor, List<Tensor> samples) {
        return Arrays.stream(deviation(tensor, samples)).anyMatch(d -> d > 0);
    }

    /**
     * {@return the arithmetic that a gradient is computed in whatever is asked for, as far as its values tell; float64 where random rounding
     *     reaches it, since then the pass is judged in float64}
     *
     * @param name the gradient's name
     */
    public DType ownArithmetic(String name) {
        return isEstimated ? arithmetic.getOrDefault(name, DType.FLOAT64) : DType.FLOAT64;
    }

    /** {@return whether random rounding moves nothing, so that all of it is estimated from values at close points} */
    public boolean isEstimated() {
        return isEstimated;
    }

    /**
     * What a gradient in the declared dtype loses against its float64 shadow.
     *
     * @param gradient in the declared dtype
     * @param shadow the same code in float64; a tensor of another shape says nothing
     * @return the rounding error seen
     */
    public static RoundingError against(Parameters gradient, Parameters shadow) {
        Map<String, double[]> allowances = new HashMap<>();
        gradient.tensors().forEach((name, tensor) -> {
            double[] allowance = allowance(name, tensor, List.of());
            Tensor other = shadow.has(name) ? shadow.get(name) : tensor;
            for (int i = 0; i < allowance.length && other.size() == tensor.size(); i++) {
                allowance[i] += Math.abs(tensor.at(i) - other.at(i));
            }
            allowances.put(name, allowance);
        });
        return measured(gradient, allowances);
    }

    /**
     * {@return what the last few operations of a pass explain, in whatever order they were done}
     *
     * @param gradient in its dtype
     * @param type in which they are rounded: the dtype, or a coarser one in which the pass keeps values
     */
    public static RoundingError lastOperations(Parameters gradient, DType type) {
        Map<String, double[]> allowances = new HashMap<>();
        gradient.tensors()
                .forEach((name, tensor) ->
                        allowances.put(name, allowance(tensor, new double[tensor.size()], type.unitRoundoff())));
        return measured(gradient, allowances);
    }

    /**
     * What rounding explains of elements that the float64 code has too, once every operation of it rounds as the declared dtype does.
     *
     * @param gradient in the declared dtype
     * @param shadow the same code in float64
     * @param emulated the same code in float64 with the rounding of the declared dtype; a tensor that is missing says nothing
     * @return all that gradient and shadow differ by where the two roundings give one number, else nothing
     */
    public static RoundingError reproduced(Parameters gradient, Parameters shadow, Parameters emulated) {
        Map<String, double[]> allowances = new HashMap<>();
        gradient.tensors().forEach((name, tensor) -> {
            double[] allowance = new double[tensor.size()];
            boolean isComparable = Stream.of(shadow, emulated)
                    .allMatch(other -> other.has(name) && other.get(name).size() == tensor.size());
            for (int i = 0; i < allowance.length && isComparable; i++) {
                boolean isSame = tensor.at(i) == emulated.get(name).at(i);
                allowance[i] = isSame ? Math.abs(tensor.at(i) - shadow.get(name).at(i)) : 0;
            }
            allowances.put(name, allowance);
        });
        return measured(gradient, allowances);
    }

    /**
     * {@return the largest deviation that rounding explains, absolute}
     *
     * @param name the gradient's name
     * @param element row-major offset
     */
    public double allowance(String name, int element) {
        return allowances.get(name)[element];
    }

    /**
     * {@return the same in the arithmetic of another dtype, to first order: as much more as its unit roundoff is larger}
     *
     * @param name the gradient's name
     * @param element row-major offset
     * @param dtype of the other arithmetic
     */
    public double allowance(String name, int element, DType dtype) {
        return allowance(name, element)
                * dtype.unitRoundoff()
                / arithmetic.get(name).unitRoundoff();
    }

    /**
     * {@return the larger of both, element by element}
     *
     * @param other of the same gradients
     */
    public RoundingError or(RoundingError other) {
        Map<String, double[]> larger = new HashMap<>();
        allowances.forEach((name, mine) -> {
            double[] both = mine.clone();
            Arrays.setAll(both, i -> Math.max(both[i], other.allowance(name, i)));
            larger.put(name, both);
        });
        return new RoundingError(larger, arithmetic, isEstimated || other.isEstimated);
    }

    /**
     * {@return the same, but where a gradient is zero since a sum cancels, at least as much of what its computation may err by as elsewhere in
     *     its tensor: another order of operations leaves some of what this one cancels}
     *
     * @param gradient as it is exactly
     * @param errors what its computation may err by, each: 0 for a zero that no rounding touches
     */
    public RoundingError whereCancelled(Parameters gradient, Parameters errors) {
        Map<String, double[]> wider = new HashMap<>();
        allowances.forEach((name, mine) -> {
            Tensor exact = gradient.get(name);
            Tensor error = errors.get(name);
            double typical = median(IntStream.range(0, mine.length)
                    .filter(i -> exact.at(i) != 0)
                    .mapToDouble(i -> mine[i] / error.at(i)));
            double[] all = mine.clone();
            Arrays.setAll(all, i -> exact.at(i) == 0 ? Math.max(all[i], typical * error.at(i)) : all[i]);
            wider.put(name, all);
        });
        return new RoundingError(wider, arithmetic, isEstimated);
    }

    private static double median(DoubleStream numbers) {
        double[] sorted = numbers.filter(Double::isFinite).sorted().toArray();
        return sorted.length == 0 ? 0 : sorted[sorted.length / 2];
    }

    private static double[] allowance(String name, Tensor tensor, List<Parameters> samples) {
        double[] deviation = deviation(tensor, tensorsOf(name, tensor.size(), samples));
        return allowance(tensor, deviation, tensor.dtype().unitRoundoff());
    }

    private static double[] allowance(Tensor tensor, double[] deviation, double unitRoundoff) {
        double typical = typicalRelative(tensor, deviation);
        double lastOperations = LAST_OPERATIONS * unitRoundoff;
        double largest = Arrays.stream(deviation).max().orElse(0);
        double[] allowance = new double[tensor.size()];
        for (int i = 0; i < allowance.length; i++) {
            double size = Math.abs(tensor.at(i));
            double seen = Math.max(deviation[i], Math.min(typical * size, largest));
            allowance[i] = Math.max(DEVIATIONS * seen, lastOperations * size);
        }
        return allowance;
    }

    private static List<Tensor> tensorsOf(String name, int size, List<Parameters> samples) {
        return samples.stream()
                .filter(sample -> sample.has(name) && sample.get(name).size() == size)
                .map(sample -> sample.get(name))
                .toList();
    }

    /** The root mean square distance of the samples from the gradient, element by element; scaled first, so that nothing underflows. */
    private static double[] deviation(Tensor tensor, List<Tensor> samples) {
        double[] deviation = new double[tensor.size()];
        for (int i = 0; i < deviation.length; i++) {
            double largest = 0;
            for (Tensor sample : samples) {
                largest = Math.max(largest, distance(sample.at(i), tensor.at(i)));
            }
            double squares = 0;
            for (Tensor sample : samples) {
                double scaled = largest == 0 ? 0 : distance(sample.at(i), tensor.at(i)) / largest;
                squares += scaled * scaled;
            }
            deviation[i] = squares == 0 || Double.isInfinite(largest)
                    ? largest
                    : largest * Math.sqrt(squares / samples.size());
        }
        return deviation;
    }

    /**
     * The median of the relative deviations: an element whose samples happen to be alike is no better than its tensor. Zeros have no part
     * in it: what is relative to them is not finite.
     */
    private static double typicalRelative(Tensor tensor, double[] deviation) {
        return median(IntStream.range(0, deviation.length).mapToDouble(i -> deviation[i] / Math.abs(tensor.at(i))));
    }

    /** A sample that is NaN where the gradient is not: rounding can lose everything. */
    private static double distance(double sample, double value) {
        return Double.isNaN(sample) ? Double.POSITIVE_INFINITY : Math.abs(sample - value);
    }
}

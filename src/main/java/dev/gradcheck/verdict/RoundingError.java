package dev.gradcheck.verdict;

import dev.gradcheck.function.Parameters;
import dev.gradcheck.tensor.Tensor;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * How far rounding may move each element of a gradient, measured by running the same backward pass under random rounding a few
 * times: cancellation shows, although nothing is known of the formula. A fault in the formula does not, since it is in every run.
 */
public final class RoundingError {
    /**
     * Rounding to nearest errs by half as much as random rounding, so the largest of eight samples is already about four standard
     * deviations away; three times that is never reached by chance.
     */
    private static final double SAFETY = 3;

    /** The last few operations of a pass, in units of the last place: for results whose samples happen to be alike. */
    private static final double LAST_OPERATIONS = 8;

    private final Map<String, double[]> allowances;

    private RoundingError(Map<String, double[]> allowances) {
        this.allowances = allowances;
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
        return new RoundingError(allowances);
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
        return new RoundingError(allowances);
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

    private static double[] allowance(String name, Tensor tensor, List<Parameters> samples) {
        double[] spread = new double[tensor.size()];
        for (Parameters sample : samples) {
            if (sample.has(name) && sample.get(name).size() == tensor.size()) {
                for (int i = 0; i < spread.length; i++) {
                    spread[i] = Math.max(spread[i], Math.abs(sample.get(name).at(i) - tensor.at(i)));
                }
            }
        }
        double typical = typicalRelative(tensor, spread);
        double lastOperations = LAST_OPERATIONS * tensor.dtype().unitRoundoff();
        double[] allowance = new double[tensor.size()];
        for (int i = 0; i < allowance.length; i++) {
            double relative = Math.max(lastOperations, SAFETY * typical);
            allowance[i] = Math.max(SAFETY * spread[i], relative * Math.abs(tensor.at(i)));
        }
        return allowance;
    }

    /** The median of the relative spreads: an element whose samples happen to be alike is no better than its tensor. */
    private static double typicalRelative(Tensor tensor, double[] spread) {
        double[] relative = IntStream.range(0, spread.length)
                .filter(i -> tensor.at(i) != 0)
                .mapToDouble(i -> spread[i] / Math.abs(tensor.at(i)))
                .sorted()
                .toArray();
        return relative.length == 0 ? 0 : relative[relative.length / 2];
    }
}

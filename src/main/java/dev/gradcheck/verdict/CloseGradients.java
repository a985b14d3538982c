package dev.gradcheck.verdict;

import dev.gradcheck.accused.Differencing;
import dev.gradcheck.function.Parameters;
import dev.gradcheck.tensor.DType;
import dev.gradcheck.tensor.Tensor;
import java.util.List;
import java.util.function.Supplier;

/**
 * The rounding of a gradient whose arithmetic random rounding does not reach, as its own values show it: the same pass at points and
 * cotangents that are closer than any formula can tell, so that what is not smooth in the values is rounding. A formula that is wrong is wrong
 * alike in all of them. What is no multiple of rounding is a kink or a tie on the way, and counts as half the digits at most.
 *
 * @param lines each of equally spaced points, closer than float64 work can tell
 * @param wider the same for float32 work; asked for where all the gradients are float32 numbers
 */
public record CloseGradients(Supplier<List<List<Parameters>>> lines, Supplier<List<List<Parameters>>> wider) {
    /**
     * The rounding seen in one tensor.
     *
     * @param deviation by the element's offset, as a standard deviation
     * @param dtype of the arithmetic, as far as the values tell
     */
    record Seen(double[] deviation, DType dtype) {}

    /** {@return what the values show of one tensor's rounding} */
    Seen of(String name, Tensor tensor) {
        double[] deviation = new double[tensor.size()];
        List<List<Parameters>> close = lines.get();
        boolean isFloat = tensor.maxAbs() > 0
                && standStill(name, tensor, close)
                && areFloats(name, close)
                && areFloats(name, wider.get());
        DType dtype = isFloat ? DType.FLOAT32 : DType.FLOAT64;
        double most = Math.sqrt(dtype.unitRoundoff()) * tensor.maxAbs();
        List<List<Parameters>> usable = (isFloat ? wider.get() : close)
                .stream().filter(line -> isComplete(name, tensor, line)).toList();
        for (List<Parameters> line : usable) {
            List<Tensor> gradients = line.stream().map(g -> g.get(name)).toList();
            for (int i = 0; i < deviation.length; i++) {
                int element = i;
                double noise = Differencing.noise(
                        gradients.stream().mapToDouble(g -> g.at(element)).toArray());
                deviation[i] = Math.max(deviation[i], Math.min(noise, most));
            }
        }
        return new Seen(deviation, dtype);
    }

    private static boolean isComplete(String name, Tensor tensor, List<Parameters> line) {
        return line.size() == Differencing.POINTS
                && line.stream()
                        .allMatch(g -> g.has(name)
                                && g.get(name).size() == tensor.size()
                                && Double.isFinite(g.get(name).maxAbs()));
    }

    /** Points closer than float32 can tell are one point to float32 work. */
    private static boolean standStill(String name, Tensor tensor, List<List<Parameters>> lines) {
        return lines.stream()
                .allMatch(line -> isComplete(name, tensor, line)
                        && line.stream().map(g -> g.get(name)).distinct().count() <= Differencing.POINTS / 2);
    }

    private static boolean areFloats(String name, List<List<Parameters>> lines) {
        return lines.stream().flatMap(List::stream).filter(g -> g.has(name)).allMatch(g -> areFloats(g.get(name)));
    }

    private static boolean areFloats(Tensor tensor) {
        for (int i = 0; i < tensor.size(); i++) {
            if (tensor.at(i) != (float) tensor.at(i)) {
                return false;
            }
        }
        return true;
    }
}

package dev.gradcheck.oracle.djl;

import dev.gradcheck.function.Parameters;
import dev.gradcheck.function.ScalarFunction;
import dev.gradcheck.oracle.Claim;
import dev.gradcheck.oracle.Estimate;
import dev.gradcheck.oracle.Question;
import dev.gradcheck.oracle.Slope;
import dev.gradcheck.oracle.Support;
import dev.gradcheck.oracle.djl.torch.TorchDevice;
import dev.gradcheck.tensor.DType;
import dev.gradcheck.tensor.Shape;
import dev.gradcheck.tensor.Tensor;
import java.util.Arrays;
import java.util.List;

/** Points and cotangents for tests of autograd, which looks at nothing of the function but its name. */
final class Questions {
    /** A claim that every estimate supports. */
    private static final Claim UNDISPUTED = (parameter, element, slope) -> Support.FULL;

    private Questions() {}

    static Question of(Parameters point, Tensor cotangent) {
        return new Question(new ScalarFunction("stub", x -> Double.NaN, x -> x), point, cotangent, UNDISPUTED);
    }

    static Question scalar(Parameters point) {
        return of(point, Tensor.scalar(DType.FLOAT64, 1));
    }

    static Tensor tensor(Shape shape, double... values) {
        return Tensor.of(DType.FLOAT64, shape, values);
    }

    static DjlAutograd cpu(Twin twin, DType dtype) {
        return DjlAutograd.of(twin, dtype, TorchDevice.CPU);
    }

    static double[] values(List<Estimate> estimates, String parameter) {
        return slopes(estimates, parameter).stream().mapToDouble(Slope::value).toArray();
    }

    static double[] bounds(List<Estimate> estimates, String parameter) {
        return slopes(estimates, parameter).stream()
                .mapToDouble(slope -> slope.bound().orElse(Double.NaN))
                .toArray();
    }

    static List<Slope> slopes(List<Estimate> estimates, String parameter) {
        return estimates.stream()
                .filter(estimate -> estimate.parameter().equals(parameter))
                .findFirst()
                .orElseThrow(() -> new AssertionError(parameter + " is not in " + Arrays.toString(estimates.toArray())))
                .slopes();
    }
}

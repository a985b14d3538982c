package dev.gradcheck.oracle;

import dev.gradcheck.accused.FloatNoise;
import dev.gradcheck.accused.ForwardPass.Measured;
import dev.gradcheck.tensor.DType;
import dev.gradcheck.tensor.Tensor;
import java.util.Arrays;
import java.util.Optional;

/**
 * Values of a function beside its value at the point: ⟨cotangent, f − f(x)⟩. The difference is taken output by output before it is
 * contracted, so that large outputs that do not change cost no digits.
 */
final class Contraction {
    private final double[] cotangent;
    private final double[] primal;
    private final double[] noise;
    private final Optional<Double> inFloat32;
    private final double least;

    /**
     * At a point.
     *
     * @param cotangent one factor for each output
     * @param origin the outputs at the point, and how far rounding moves them; NaN where that is not known
     */
    Contraction(double[] cotangent, Measured origin) {
        this(cotangent, origin, 0);
    }

    /**
     * At a point.
     *
     * @param cotangent one factor for each output
     * @param origin the outputs at the point, and how far rounding moves them; NaN where that is not known
     * @param least noise of the sum
     */
    Contraction(double[] cotangent, Measured origin, double least) {
        this.least = least;
        this.cotangent = cotangent;
        this.primal = origin.value().values();
        this.noise = origin.noise();
        this.inFloat32 = origin.inFloat32().map(floats -> floats.of(cotangent));
    }

    /** {@return the number of outputs} */
    int outputs() {
        return primal.length;
    }

    /** {@return the largest absolute value of the cotangent} */
    double weight() {
        return Arrays.stream(cotangent).map(Math::abs).max().orElse(0);
    }

    /** {@return Σ|cotangent·f(x)|, the size of the function's value} */
    double magnitude() {
        double magnitude = 0;
        for (int k = 0; k < primal.length; k++) {
            magnitude += Math.abs(cotangent[k] * primal[k]);
        }
        return magnitude;
    }

    /**
     * {@return the change from the point, and the noise in it: never less than a rounding of each of the two values; that of all outputs together
     *     where it could be measured}
     *
     * @param step to the value, signed
     * @param value of as many outputs
     */
    Line.Change change(double step, Tensor value) {
        double change = 0;
        double uncertainty = 0;
        for (int k = 0; k < primal.length; k++) {
            if (cotangent[k] != 0) {
                double size = Math.max(Math.abs(value.at(k)), Math.abs(primal[k]));
                change += cotangent[k] * (value.at(k) - primal[k]);
                uncertainty += Math.abs(cotangent[k]) * Math.max(noise[k], 2 * DType.FLOAT64.unitRoundoff() * size);
            }
        }
        double together = inFloat32
                .map(known -> Math.max(known, FloatNoise.least(cotangent, value.values())))
                .orElse(uncertainty);
        return new Line.Change(step, change, Math.max(least, together));
    }
}

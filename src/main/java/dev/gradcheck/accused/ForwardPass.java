package dev.gradcheck.accused;

import dev.gradcheck.function.Parameters;
import dev.gradcheck.record.Record;
import dev.gradcheck.tensor.DType;
import dev.gradcheck.tensor.Tensor;
import java.util.Optional;

/** What an oracle may see of the accused: its forward pass, as a black box that cannot do any harm. */
public interface ForwardPass {
    /** {@return what people call the function} */
    String name();

    /**
     * Runs the forward pass.
     *
     * @param point the parameters, all in one arithmetic
     * @return f(x), or what the accused does instead
     */
    Outcome<Tensor> value(Parameters point);

    /**
     * The forward pass at a point with the noise there, measured once for each point, whoever asks.
     *
     * @param point all float64
     * @return f(x) and how far rounding moves it, or what the accused does instead
     */
    Outcome<Measured> measured(Parameters point);

    /**
     * The forward pass, taken down at a point, once for each point, whoever asks.
     *
     * @param point all float64
     * @return the record, complete or not, or what the accused does instead
     */
    Outcome<Record> recorded(Parameters point);

    /**
     * A value with its noise.
     *
     * @param value of the function
     * @param noise how far rounding moves each output, absolute; NaN where that cannot be measured
     * @param inFloat32 the noise of all outputs together, where the function computes in float32 whatever it is asked for, and takes every point for
     *     the float32 numbers that are nearest to it
     */
    record Measured(Tensor value, double[] noise, Optional<FloatNoise> inFloat32) {
        /**
         * Copies the array.
         *
         * @param value of the function
         * @param noise of each output
         * @param inFloat32 of all outputs together
         */
        public Measured {
            noise = noise.clone();
        }

        /**
         * Of a function that computes in float64.
         *
         * @param value of the function
         * @param noise of each output
         */
        public Measured(Tensor value, double[] noise) {
            this(value, noise, Optional.empty());
        }

        /** {@return in which the function computes, as far as its values tell} */
        public DType arithmetic() {
            return inFloat32.isPresent() ? DType.FLOAT32 : DType.FLOAT64;
        }

        /** {@return a copy} */
        @Override
        public double[] noise() {
            return noise.clone();
        }
    }
}

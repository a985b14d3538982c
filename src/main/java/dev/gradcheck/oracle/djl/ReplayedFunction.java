package dev.gradcheck.oracle.djl;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDArrays;
import ai.djl.nn.Activation;
import dev.gradcheck.tensor.Elementary;
import dev.gradcheck.tensor.Univariate;

/**
 * The functions that have a name, in DJL's operations, in forms whose derivatives keep their digits.
 *
 * @param at the source of constants
 * @param x the argument
 */
record ReplayedFunction(Leaves at, NDArray x) {
    NDArray of(Univariate function) {
        if (function instanceof Univariate.Scale scale) {
            return x.mul(at.constant(scale.factor()));
        }
        if (function instanceof Univariate.Shift shift) {
            return x.add(at.constant(shift.summand()));
        }
        if (function instanceof Univariate.Power power) {
            return x.pow(at.constant(power.exponent()));
        }
        return named((Elementary) function);
    }

    private NDArray named(Elementary function) {
        return switch (function) {
            case NEGATE -> x.neg();
            case ABS -> x.abs();
            case SIGN -> x.sign();
            case STEP -> x.gt(0).toType(x.getDataType(), false);
            case RELU -> Activation.relu(x);
            case SQUARE -> x.square();
            case RECIPROCAL -> at.constant(1).div(x);
            case SQRT -> x.sqrt();
            case EXP -> x.exp();
            case EXPM1 -> expMinusOne();
            case LOG -> x.log();
            case LOG1P -> logOfOneMore();
            case SIN -> x.sin();
            case COS -> x.cos();
            case ATAN -> x.atan();
            case TANH -> ActivationTwins.tanh(at, x);
            case SIGMOID -> StandardTwins.sigmoid(x);
            case SOFTPLUS -> StandardTwins.softplus(x);
            case ERF -> x.erf();
            case NORMAL -> ActivationTwins.normal(at, x);
            case NORMAL_DENSITY -> x.square().mul(at.constant(-0.5)).exp().mul(at.constant(1 / Math.sqrt(2 * Math.PI)));
            case DETACH -> x.stopGradient();
        };
    }

    /** 2h/(1 − h) with h = tanh(x/2) near 0, where eˣ − 1 cancels. */
    private NDArray expMinusOne() {
        NDArray near = x.abs().lt(1);
        NDArray h = NDArrays.where(near, x, x.zerosLike()).mul(at.constant(0.5)).tanh();
        NDArray quotient = h.mul(at.constant(2)).div(h.neg().add(1));
        return NDArrays.where(near, quotient, x.exp().sub(1));
    }

    /** With w the rounded 1 + x: log w and, near 0, what the rounding left out, (x − (w − 1))/w. */
    private NDArray logOfOneMore() {
        NDArray near = x.abs().lt(at.constant(0.5));
        NDArray small = NDArrays.where(near, x, x.zerosLike());
        NDArray w = small.add(1);
        NDArray leftOut = small.sub(w.sub(1)).div(w);
        return x.add(1).log().add(leftOut);
    }
}

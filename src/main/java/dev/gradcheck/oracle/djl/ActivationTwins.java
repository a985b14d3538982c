package dev.gradcheck.oracle.djl;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDArrays;
import ai.djl.nn.Activation;
import java.util.LinkedHashMap;
import java.util.Map;

/** Activations in DJL's operations. */
final class ActivationTwins {
    private static final double SQRT_HALF = Math.sqrt(0.5);

    /** From here on the trapezoidal rule gives the tail of the normal distribution, nearer to 0 erf does. */
    private static final double TAIL = 1;

    /** Source: G. Klambauer, T. Unterthiner, A. Mayr, S. Hochreiter, Self-Normalizing Neural Networks (2017). */
    private static final double SELU_ALPHA = 1.6732632423543772848170429916717;

    private static final double SELU_SCALE = 1.0507009873554804934193349852946;

    private static final double STEP = 0.5;
    private static final int NODES = 14;

    private ActivationTwins() {}

    static Map<String, LayerTwin> all() {
        Map<String, LayerTwin> all = new LinkedHashMap<>();
        all.put("relu", (at, node, x) -> Activation.relu(x.get(0)));
        all.put(
                "leaky-relu",
                (at, node, x) -> leaky(at, x.get(0), node.attributes().number("slope")));
        all.put("prelu", (at, node, x) -> prelu(x.get(0), at.get(node.parameters() + ".weight")));
        all.put("tanh", (at, node, x) -> tanh(at, x.get(0)));
        all.put("sigmoid", (at, node, x) -> StandardTwins.sigmoid(x.get(0)));
        all.put("softplus", (at, node, x) -> StandardTwins.softplus(x.get(0)));
        all.put("elu", (at, node, x) -> elu(at, x.get(0), node.attributes().number("alpha")));
        all.put("selu", (at, node, x) -> elu(at, x.get(0), SELU_ALPHA).mul(at.constant(SELU_SCALE)));
        all.put("gelu", (at, node, x) -> gelu(at, x.get(0)));
        all.put("gelu-tanh", (at, node, x) -> geluTanh(at, x.get(0)));
        all.put("silu", (at, node, x) -> x.get(0).mul(StandardTwins.sigmoid(x.get(0))));
        all.put("identity", (at, node, x) -> x.get(0).mul(at.constant(1)));
        return all;
    }

    /** DJL's own takes the slope as a float, which is off by 2e-8 in float64. */
    private static NDArray leaky(Leaves at, NDArray z, double slope) {
        return NDArrays.where(z.gt(0), z, z.mul(at.constant(slope)));
    }

    private static NDArray prelu(NDArray z, NDArray weight) {
        NDArray slope = weight.size() == 1 ? weight.reshape(1) : ImageTwins.column(weight, z);
        return NDArrays.where(z.gt(0), z, z.mul(slope));
    }

    /** PyTorch's own, whose derivative 1 − tanh² saturates, near 0; 2σ(2z) − 1, which cancels near 0, elsewhere. */
    static NDArray tanh(Leaves at, NDArray z) {
        NDArray two = at.constant(2);
        NDArray far = StandardTwins.sigmoid(z.mul(two)).mul(two).sub(1);
        return NDArrays.where(z.abs().lt(at.constant(0.5)), z.tanh(), far);
    }

    /** α·(eˣ − 1) below 0. PyTorch's own subtracts 1 from eˣ, of which nothing is left near 0 in float64 and float32 alike. */
    private static NDArray elu(Leaves at, NDArray x, double alpha) {
        NDArray below = NDArrays.where(x.gt(0), x.zerosLike(), x);
        return NDArrays.where(x.gt(0), x, expMinusOne(at, below).mul(at.constant(alpha)));
    }

    /** For x ≤ 0: 2h/(1 − h) with h = tanh(x/2) near 0; eˣ − 1 elsewhere, where the derivative of tanh saturates. */
    private static NDArray expMinusOne(Leaves at, NDArray x) {
        NDArray near = x.gt(-1);
        NDArray h = NDArrays.where(near, x, x.zerosLike()).mul(at.constant(0.5)).tanh();
        NDArray quotient = h.mul(at.constant(2)).div(h.neg().add(1));
        return NDArrays.where(near, quotient, x.exp().sub(1));
    }

    private static NDArray gelu(Leaves at, NDArray x) {
        return x.mul(normal(at, x));
    }

    /** Φ(x). The branch that is not taken is moved to where it is finite: 0·∞ would be NaN in the gradient. */
    static NDArray normal(Leaves at, NDArray x) {
        NDArray isTail = x.lt(-TAIL);
        NDArray a = NDArrays.where(isTail, x.neg(), x.onesLike());
        NDArray centre = NDArrays.where(isTail, x.zerosLike(), x);
        NDArray erf = centre.mul(at.constant(SQRT_HALF)).erf();
        return NDArrays.where(isTail, tail(at, a), erf.add(1).mul(at.constant(0.5)));
    }

    /**
     * Φ(−a) = ½·erfc(t) at t = a/√2, where 1 + erf has no digits left, by the trapezoidal rule of step h for its integral with the residue at
     * its pole: erfc(t) = (h·t/π)·exp(−t²)·(1/t² + 2·Σ exp(−n²h²)/(n²h² + t²)) − 2/(exp(2πt/h) − 1) for t < π/h, beyond which the pole is outside and nothing is subtracted, to a relative error of 10⁻¹⁶ from t = 0.7
     * on. Source: F. Matta, A. Reichel, Uniform computation of the error function and other related functions, Math. Comp. 25 (1971) 339–344.
     */
    private static NDArray tail(Leaves at, NDArray a) {
        NDArray square = a.square().mul(at.constant(0.5));
        NDArray t = a.mul(at.constant(SQRT_HALF));
        NDArray one = at.constant(1);
        NDArray sum = one.div(square);
        for (int n = 1; n <= NODES; n++) {
            double node = n * n * STEP * STEP;
            sum = sum.add(at.constant(2 * Math.exp(-node)).div(square.add(at.constant(node))));
        }
        NDArray trapezoids = square.neg().exp().mul(t).mul(sum).mul(at.constant(STEP / Math.PI));
        NDArray vanishing = t.mul(at.constant(-2 * Math.PI / STEP)).exp();
        NDArray residue = vanishing.mul(at.constant(2)).div(vanishing.neg().add(1));
        NDArray enclosed = NDArrays.where(t.lt(at.constant(Math.PI / STEP)), residue, residue.zerosLike());
        return trapezoids.sub(enclosed).mul(at.constant(0.5));
    }

    /** ½x(1 + tanh u) = x·σ(2u). */
    private static NDArray geluTanh(Leaves at, NDArray x) {
        NDArray cubic = x.add(x.mul(x).mul(x).mul(at.constant(0.044715)));
        return x.mul(StandardTwins.sigmoid(cubic.mul(at.constant(Math.sqrt(8 / Math.PI)))));
    }
}

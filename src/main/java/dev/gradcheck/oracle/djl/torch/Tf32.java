package dev.gradcheck.oracle.djl.torch;

import ai.djl.engine.Engine;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.convolutional.Conv2d;
import java.util.Arrays;

/**
 * Whether a device rounds float32 operands to TF32, 10 bits of fraction instead of 23. DJL has no switch for it, so it
 * is measured: 1 + 2⁻¹² times one comes back as 1 where it does.
 *
 * <p>PyTorch leaves it off in matrix products and <em>on in convolutions</em> (cuDNN). {@code NVIDIA_TF32_OVERRIDE=0}
 * in the environment of the JVM switches both off; set from within Java it would come too late.
 *
 * @param device where it was measured
 * @param inMatrixProducts whether matrix products round to TF32
 * @param inConvolutions whether convolutions do
 */
public record Tf32(TorchDevice device, boolean inMatrixProducts, boolean inConvolutions) {
    /** The environment variable by which NVIDIA's libraries are told not to. */
    public static final String OVERRIDE = "NVIDIA_TF32_OVERRIDE";

    /** 12 bits of fraction: float32 holds it, TF32 rounds it to 1. */
    private static final float PROBE = 1 + 0x1p-12f;

    /** Wide enough for the kernels that use tensor cores. */
    private static final int WIDTH = 128;

    /**
     * {@return what the device does now}
     *
     * @param device one that can run
     * @throws dev.gradcheck.oracle.OracleException if PyTorch is missing or does not fit
     */
    public static Tf32 measure(TorchDevice device) {
        Engine engine = Pytorch.engine();
        try (NDManager manager = engine.newBaseManager(device.djl())) {
            NDArray identity = manager.eye(WIDTH, WIDTH, 0, DataType.FLOAT32);
            float[] probes = new float[WIDTH * WIDTH];
            Arrays.fill(probes, PROBE);
            NDArray probe = manager.create(probes, new Shape(WIDTH, WIDTH));
            NDArray product = probe.matMul(identity);
            NDArray image = probe.reshape(1, WIDTH, 1, WIDTH);
            NDArray convolved =
                    Conv2d.conv2d(image, identity.reshape(WIDTH, WIDTH, 1, 1)).singletonOrThrow();
            return new Tf32(device, isRounded(product), isRounded(convolved));
        } catch (RuntimeException e) {
            throw Failures.of(
                    "float32 arithmetic on " + device, e, "see whether the driver fits PyTorch's CUDA version");
        }
    }

    /** {@return whether it is off everywhere} */
    public boolean isOff() {
        return !inMatrixProducts && !inConvolutions;
    }

    /** For the report: {@code cuda:0: off in matrix products, on in convolutions}. */
    @Override
    public String toString() {
        return device + ": " + word(inMatrixProducts) + " in matrix products, " + word(inConvolutions)
                + " in convolutions";
    }

    private static String word(boolean on) {
        return on ? "on" : "off";
    }

    private static boolean isRounded(NDArray result) {
        return result.toFloatArray()[0] != PROBE;
    }
}

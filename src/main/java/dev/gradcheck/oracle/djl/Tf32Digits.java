package dev.gradcheck.oracle.djl;

import ai.djl.engine.Engine;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.convolutional.Conv2d;
import dev.gradcheck.oracle.OracleException;
import dev.gradcheck.oracle.djl.torch.Failures;
import dev.gradcheck.oracle.djl.torch.Pytorch;
import dev.gradcheck.oracle.djl.torch.Tf32;
import dev.gradcheck.oracle.djl.torch.TorchDevice;
import dev.gradcheck.process.ChildProcess;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;
import java.util.stream.Stream;

/**
 * How many decimal digits of float32 a device keeps, against float64 on the same device: about 7, and about 3.5 where operands are
 * rounded to TF32.
 *
 * @param inMatrixProducts of the worst element of a product of two matrices
 * @param inConvolutions of the worst element of a convolution
 */
public record Tf32Digits(double inMatrixProducts, double inConvolutions) {
    /** Wide enough for the kernels that use tensor cores. */
    private static final int WIDTH = 128;

    /** PyTorch reads it once, as it starts. */
    private static final String SWITCH_ON = "TORCH_ALLOW_TF32_CUBLAS_OVERRIDE";

    /** PyTorch is unpacked and loaded again, from a slow disk perhaps. */
    private static final Duration LIMIT = Duration.ofMinutes(5);

    /** What the JVM of {@link #withTf32} was started with and this one has to be started with, too. */
    private static final List<String> INHERITED =
            List.of("PYTORCH_LIBRARY_PATH", "PYTORCH_FLAVOR", "DJL_CACHE_DIR", "jna.library.path", "jna.tmpdir");

    /**
     * {@return the digits in this process, where {@code NVIDIA_TF32_OVERRIDE=0} keeps TF32 off}
     *
     * @param device one that can run
     * @throws OracleException if PyTorch is missing or does not fit
     */
    public static Tf32Digits measure(TorchDevice device) {
        Engine engine = Pytorch.engine();
        try (NDManager manager = engine.newBaseManager(device.djl())) {
            NDArray a = manager.create(positive(1), new Shape(WIDTH, WIDTH));
            NDArray b = manager.create(positive(2), new Shape(WIDTH, WIDTH));
            return new Tf32Digits(digits(a, b, Tf32Digits::product), digits(a, b, Tf32Digits::convolution));
        } catch (RuntimeException e) {
            throw Failures.of(
                    "float32 arithmetic on " + device, e, "see whether the driver fits PyTorch's CUDA version");
        }
    }

    /**
     * {@return the digits with TF32 switched on, measured in a JVM of its own: PyTorch and NVIDIA's libraries look at the switches once}
     *
     * @param device one that can run
     * @throws OracleException if that JVM fails
     */
    public static Tf32Digits withTf32(TorchDevice device) {
        try {
            Path answer = Files.createTempFile("tf32", ".txt");
            try {
                ProcessBuilder builder = new ProcessBuilder(command(device, answer))
                        .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                        .redirectError(ProcessBuilder.Redirect.INHERIT);
                builder.environment().remove(Tf32.OVERRIDE);
                builder.environment().put(SWITCH_ON, "1");
                if (ChildProcess.run(builder, LIMIT).status() != 0) {
                    throw new OracleException("TF32 on " + device
                            + " could not be measured: the JVM in which it is on failed, see the console");
                }
                return parse(Files.readString(answer));
            } finally {
                Files.delete(answer);
            }
        } catch (IOException e) {
            throw new OracleException("TF32 on " + device + " could not be measured: " + e.getMessage(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new OracleException("TF32 on " + device + " could not be measured: interrupted", e);
        }
    }

    /**
     * The other JVM: measures and writes down.
     *
     * @param arguments the device, and the file for the answer
     * @throws IOException if the file cannot be written
     */
    public static void main(String[] arguments) throws IOException {
        String device = arguments[0];
        TorchDevice torch = device.equals("cpu")
                ? TorchDevice.CPU
                : TorchDevice.cuda(Integer.parseInt(device.substring(device.indexOf(':') + 1)));
        Tf32Digits digits = measure(torch);
        Files.writeString(Path.of(arguments[1]), digits.inMatrixProducts + " " + digits.inConvolutions);
    }

    /** As in "6.6 digits in matrix products, 6.7 in convolutions". */
    @Override
    public String toString() {
        return String.format(
                Locale.ROOT, "%.1f digits in matrix products, %.1f in convolutions", inMatrixProducts, inConvolutions);
    }

    private static Tf32Digits parse(String text) {
        String[] numbers = text.strip().split(" ");
        return new Tf32Digits(Double.parseDouble(numbers[0]), Double.parseDouble(numbers[1]));
    }

    private static List<String> command(TorchDevice device, Path answer) {
        return Stream.of(
                        List.of(Path.of(System.getProperty("java.home"), "bin", "java")
                                .toString()),
                        INHERITED.stream()
                                .filter(name -> System.getProperty(name) != null)
                                .map(name -> "-D" + name + "=" + System.getProperty(name))
                                .toList(),
                        List.of(
                                "-cp",
                                System.getProperty("java.class.path"),
                                Tf32Digits.class.getName(),
                                device.toString(),
                                answer.toString()))
                .flatMap(List::stream)
                .toList();
    }

    /** Of one sign, so that nothing cancels and the digits are the arithmetic's. */
    private static double[] positive(long seed) {
        return new SplittableRandom(seed)
                .doubles((long) WIDTH * WIDTH, 0.5, 1.5)
                .map(value -> (float) value)
                .toArray();
    }

    private interface Operation {
        NDArray of(NDArray a, NDArray b);
    }

    private static double digits(NDArray a, NDArray b, Operation operation) {
        double[] exact = operation.of(a, b).toDoubleArray();
        float[] single = operation
                .of(a.toType(DataType.FLOAT32, true), b.toType(DataType.FLOAT32, true))
                .toFloatArray();
        double worst = Double.POSITIVE_INFINITY;
        for (int i = 0; i < exact.length; i++) {
            worst = Math.min(worst, GradientDifference.digits(Math.abs(single[i] - exact[i]), Math.abs(exact[i])));
        }
        return worst;
    }

    private static NDArray product(NDArray a, NDArray b) {
        return a.matMul(b);
    }

    private static NDArray convolution(NDArray a, NDArray b) {
        return Conv2d.conv2d(a.reshape(1, WIDTH, 1, WIDTH), b.reshape(WIDTH, WIDTH, 1, 1))
                .singletonOrThrow();
    }
}

package dev.gradcheck.oracle.djl;

import ai.djl.engine.Engine;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.training.GradientCollector;
import dev.gradcheck.oracle.OracleException;
import dev.gradcheck.oracle.Question;
import dev.gradcheck.oracle.djl.torch.Failures;
import dev.gradcheck.oracle.djl.torch.Pytorch;
import dev.gradcheck.oracle.djl.torch.TorchDevice;
import dev.gradcheck.tensor.DType;
import dev.gradcheck.tensor.Shape;
import dev.gradcheck.tensor.Tensor;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;

/**
 * What one forward and one backward pass of a twin gave.
 *
 * @param value the output, in the dtype of the evaluation
 * @param gradients d⟨cotangent, output⟩/dp for every parameter p, row-major, rounded to the dtype
 */
record Evaluation(Tensor value, Map<String, double[]> gradients) {
    /** DJL has one gradient collector per process, and a second one throws. */
    private static final Object LOCK = new Object();

    static Evaluation of(Twin twin, Question question, DType dtype, TorchDevice device) {
        Engine engine = Pytorch.engine();
        synchronized (LOCK) {
            try (NDManager manager = engine.newBaseManager(device.djl())) {
                return run(engine, manager, twin, question, dtype);
            } catch (OracleException e) {
                throw e;
            } catch (RuntimeException e) {
                String what = "autograd of " + question.function().name() + " on " + device + " in " + dtype;
                throw Failures.of(what, e, "see the twin's operations and shapes");
            }
        }
    }

    private static Evaluation run(Engine engine, NDManager manager, Twin twin, Question question, DType dtype) {
        Leaves leaves = new Leaves(manager, dtype, question.point());
        try (GradientCollector collector = engine.newGradientCollector()) {
            NDArray output = twin.forward(leaves);
            requireAsAsked(output, question, dtype);
            // backward seeds ones, so the cotangent has to be contracted first
            NDArray contracted =
                    output.mul(leaves.constant(question.cotangent())).sum();
            // backward throws where nothing can be differentiated by; this always can
            NDArray anchor = leaves.constant(0);
            anchor.setRequiresGradient(true);
            collector.backward(contracted.add(anchor));
            return new Evaluation(read(output, dtype), gradients(leaves));
        }
    }

    private static void requireAsAsked(NDArray output, Question question, DType dtype) {
        String twin = "the twin of " + question.function().name() + " returned ";
        if (output.getDataType() != Leaves.dataType(dtype)) {
            throw new OracleException(twin + output.getDataType().name().toLowerCase(Locale.ROOT) + " where " + dtype
                    + " was asked for; make its constants with Leaves.constant");
        }
        Shape shape = shape(output);
        if (!shape.equals(question.cotangent().shape())) {
            throw new OracleException(twin + "the shape " + shape + ", the cotangent has "
                    + question.cotangent().shape() + "; both must be the function's output shape");
        }
    }

    private static Map<String, double[]> gradients(Leaves leaves) {
        Map<String, double[]> gradients = new LinkedHashMap<>();
        leaves.arrays().forEach((name, leaf) -> gradients.put(name, numbers(leaf.getGradient())));
        return gradients;
    }

    /** Alone with the engine: autograd records what runs, whoever runs it. */
    static <T> T alone(Function<Engine, T> work) {
        Engine engine = Pytorch.engine();
        synchronized (LOCK) {
            return work.apply(engine);
        }
    }

    static Tensor read(NDArray array, DType dtype) {
        return Tensor.of(dtype, shape(array), numbers(array));
    }

    /**
     * Asks the array for its dtype: the gradient of a parameter that took no part is a zero that DJL makes up, in
     * float32 whatever the parameter is.
     */
    private static double[] numbers(NDArray array) {
        if (array.getDataType() == DataType.FLOAT64) {
            return array.toDoubleArray();
        }
        float[] floats = array.toType(DataType.FLOAT32, false).toFloatArray();
        double[] numbers = new double[floats.length];
        Arrays.setAll(numbers, i -> floats[i]);
        return numbers;
    }

    private static Shape shape(NDArray array) {
        return Shape.of(Arrays.stream(array.getShape().getShape())
                .mapToInt(Math::toIntExact)
                .toArray());
    }
}

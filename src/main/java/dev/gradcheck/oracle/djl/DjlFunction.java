package dev.gradcheck.oracle.djl;

import ai.djl.Device;
import ai.djl.engine.Engine;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.nn.Block;
import ai.djl.nn.Parameter;
import ai.djl.training.GradientCollector;
import ai.djl.training.ParameterStore;
import dev.gradcheck.function.Differentiable;
import dev.gradcheck.function.Parameters;
import dev.gradcheck.function.Vjp;
import dev.gradcheck.tensor.DType;
import dev.gradcheck.tensor.Shape;
import dev.gradcheck.tensor.Tensor;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * A function of DJL's arrays as the accused: its backward pass is DJL's autograd, or one written by hand. It runs on the CPU, in the dtype of
 * the point: float32 and, as its shadow, float64. Several outputs are one vector, one after the other. A pass with dropout or other chance
 * inside is none that can be judged.
 */
public final class DjlFunction implements Differentiable {
    private static final Device CPU = Device.cpu();

    private final String name;
    private final Forward forward;
    private final Optional<Backward> backward;

    /** From the arrays of the point, by name and in order, to the outputs. */
    private interface Forward {
        NDList of(Leaves at);
    }

    /** A backward pass in DJL's arrays, written by hand. */
    @FunctionalInterface
    public interface Backward {
        /**
         * The gradients.
         *
         * @param inputs one for each parameter, in the order of the point
         * @param cotangents one for each output
         * @return one gradient for each input, in the same order
         */
        NDList of(NDList inputs, NDList cotangents);
    }

    private DjlFunction(String name, Forward forward, Optional<Backward> backward) {
        this.name = name;
        this.forward = forward;
        this.backward = backward;
    }

    /**
     * {@return a function whose gradient is DJL's autograd}
     *
     * @param name what people call it
     * @param forward from one array for each parameter of the point, in its order, to the outputs
     */
    public static DjlFunction of(String name, UnaryOperator<NDList> forward) {
        return new DjlFunction(name, at -> forward.apply(inputs(at)), Optional.empty());
    }

    /**
     * {@return a function with a backward pass written by hand}
     *
     * @param name what people call it
     * @param forward from one array for each parameter of the point, in its order, to the outputs
     * @param backward from the same arrays and a cotangent for each output to the gradients
     */
    public static DjlFunction of(String name, UnaryOperator<NDList> forward, Backward backward) {
        return new DjlFunction(name, at -> forward.apply(inputs(at)), Optional.of(backward));
    }

    /**
     * {@return a block: a function of its parameters, by the names that it gives them, and of its inputs} The block itself is not changed; its
     * forward pass is the one for training.
     *
     * @param block initialised
     * @param inputs the names of its inputs in the point, in order
     */
    public static DjlFunction of(Block block, String... inputs) {
        List<String> names = List.of(inputs);
        return new DjlFunction(
                block.getClass().getSimpleName(),
                at -> block.forward(
                        new FromPoint(block, at),
                        new NDList(names.stream().map(at::get).toList()),
                        true),
                Optional.empty());
    }

    /**
     * {@return the values of a block's parameters, by the names that it gives them: the point to judge it at, but for its inputs}
     *
     * @param block initialised
     */
    public static Parameters parameters(Block block) {
        Parameters point = Parameters.NONE;
        for (var parameter : block.getParameters()) {
            point = point.with(
                    parameter.getKey(), Evaluation.read(parameter.getValue().getArray(), DType.FLOAT32));
        }
        return point;
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public Tensor primal(Parameters point) {
        return value(point);
    }

    private Tensor value(Parameters point) {
        return Evaluation.alone(engine -> {
            try (NDManager manager = engine.newBaseManager(CPU)) {
                return joined(forward.of(leaves(manager, point)), dtype(point));
            }
        });
    }

    @Override
    public Vjp vjp(Parameters point) {
        return new Vjp(
                value(point),
                Parameters.NONE,
                cotangent -> Evaluation.alone(engine -> {
                    try (NDManager manager = engine.newBaseManager(CPU)) {
                        Leaves leaves = leaves(manager, point);
                        return backward.isPresent()
                                ? byHand(leaves, point, cotangent)
                                : byAutograd(engine, leaves, point, cotangent);
                    }
                }));
    }

    private Parameters byHand(Leaves leaves, Parameters point, Tensor cotangent) {
        NDList inputs = inputs(leaves);
        NDList gradients = backward.orElseThrow().of(inputs, split(forward.of(leaves), leaves.constant(cotangent)));
        Parameters found = Parameters.NONE;
        int place = 0;
        for (String parameter : point.names()) {
            if (place < gradients.size()) {
                found = found.with(parameter, Evaluation.read(gradients.get(place), dtype(point)));
            }
            place++;
        }
        return found;
    }

    private Parameters byAutograd(Engine engine, Leaves leaves, Parameters point, Tensor cotangent) {
        try (GradientCollector collector = engine.newGradientCollector()) {
            NDList outputs = forward.of(leaves);
            NDList cotangents = split(outputs, leaves.constant(cotangent));
            // where no output depends on a parameter there is nothing to collect; this always can be
            NDArray sum = leaves.constant(0);
            sum.setRequiresGradient(true);
            for (int i = 0; i < outputs.size(); i++) {
                sum = sum.add(outputs.get(i).mul(cotangents.get(i)).sum());
            }
            collector.backward(sum);
            Parameters found = Parameters.NONE;
            for (String parameter : point.names()) {
                Tensor gradient = Evaluation.read(leaves.get(parameter).getGradient(), dtype(point));
                found = found.with(parameter, gradient.as(dtype(point)));
            }
            return found;
        }
    }

    private static Leaves leaves(NDManager manager, Parameters point) {
        return new Leaves(manager, dtype(point), point);
    }

    private static DType dtype(Parameters point) {
        return point.tensors().values().iterator().next().dtype();
    }

    private static NDList inputs(Leaves leaves) {
        return new NDList(leaves.arrays().values());
    }

    private static Tensor joined(NDList outputs, DType dtype) {
        if (outputs.size() == 1) {
            return Evaluation.read(outputs.get(0), dtype);
        }
        List<double[]> parts = new ArrayList<>();
        outputs.forEach(output -> parts.add(Evaluation.read(output, dtype).values()));
        double[] all = parts.stream().flatMapToDouble(Arrays::stream).toArray();
        return Tensor.from(dtype, Shape.of(all.length), all);
    }

    private static NDList split(NDList outputs, NDArray cotangent) {
        NDArray flat = cotangent.flatten();
        NDList parts = new NDList();
        long from = 0;
        for (NDArray output : outputs) {
            parts.add(flat.get(from + ":" + (from + output.size())).reshape(output.getShape()));
            from += output.size();
        }
        return parts;
    }

    /** A block asks for its parameters here and gets the point's. */
    private static final class FromPoint extends ParameterStore {
        private final Map<Parameter, NDArray> values = new IdentityHashMap<>();

        FromPoint(Block block, Leaves at) {
            super(at.manager(), false);
            for (var parameter : block.getParameters()) {
                values.put(parameter.getValue(), at.get(parameter.getKey()));
            }
        }

        @Override
        public NDArray getValue(Parameter parameter, Device device, boolean training) {
            return values.get(parameter);
        }
    }
}

package dev.gradcheck.net;

import dev.gradcheck.check.CheckReport;
import dev.gradcheck.check.GradientCheck;
import dev.gradcheck.function.Differentiable;
import dev.gradcheck.function.Parameters;
import dev.gradcheck.graph.Architecture;
import dev.gradcheck.graph.Node;
import dev.gradcheck.oracle.FiniteDifferences;
import dev.gradcheck.oracle.djl.LayerTwins;
import dev.gradcheck.oracle.djl.Twin;
import dev.gradcheck.tensor.DType;
import dev.gradcheck.tensor.Shape;
import dev.gradcheck.tensor.Tensor;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/** Small networks with two dense layers, at points without symmetry. All numbers are float32, so that both dtypes have the same. */
public final class Nets {
    /** By the names that twins and planted faults have for them. */
    static final Map<String, Layer> ACTIVATIONS = Map.of(
            "relu", new Relu(),
            "leaky", new LeakyRelu(0.01),
            "tanh", new Tanh(),
            "sigmoid", new Sigmoid(),
            "softplus", new Softplus());

    /** The inputs have as many features as the network has hidden units: there is a square weight. */
    static final int HIDDEN = 3;

    static final int OUTPUTS = 2;

    private Nets() {}

    /** Linear, activation, linear, loss. */
    public static Network of(String activation, String loss, int batch) {
        Layer last = loss(loss, target(loss, batch));
        List<Layer> layers = List.of(new Linear("0"), ACTIVATIONS.get(activation), new Linear("1"), last);
        return Network.chain(activation + " and " + loss, layers, input(batch));
    }

    /** The same network by autograd. */
    static Twin twin(String activation, String loss, int batch) {
        Node act = Node.of("1", activation.equals("leaky") ? "leaky-relu" : activation, "0");
        Node last = Node.of("3", loss, "2").with("target", target(loss, batch));
        List<Node> nodes = List.of(
                Node.of("0", "linear", "input"),
                act,
                Node.of("2", "linear", "1").sharing("1"),
                last);
        return LayerTwins.standard()
                .of(new Architecture(nodes, Map.of("input", input(batch))))
                .orElseThrow();
    }

    static Tensor input(int batch) {
        return random(11, batch, HIDDEN);
    }

    static Tensor target(String loss, int batch) {
        if (loss.equals("mse")) {
            return random(12, batch, OUTPUTS);
        }
        return loss.equals("softmax-cross-entropy")
                ? classes(batch)
                : random(13, batch, OUTPUTS).mapExactly(v -> v > 0 ? 1 : 0);
    }

    static Layer loss(String name, Tensor target) {
        return switch (name) {
            case "mse" -> new MeanSquared(target);
            case "bce-with-logits" -> new BceWithLogits(target);
            default -> new SoftmaxCrossEntropy(target);
        };
    }

    /** A point of such a network, in one dtype. */
    public static Parameters point(DType dtype) {
        return Parameters.of("0.weight", random(1, HIDDEN, HIDDEN).as(dtype))
                .with("0.bias", random(2, HIDDEN).as(dtype))
                .with("1.weight", random(3, OUTPUTS, HIDDEN).as(dtype))
                .with("1.bias", random(4, OUTPUTS).as(dtype));
    }

    /** What finite differences find. */
    public static CheckReport check(Differentiable function, Parameters point, DType dtype) {
        return new GradientCheck(function.name(), function, point, dtype, List.of(new FiniteDifferences()), 1).run();
    }

    static Tensor rows(Shape shape, double... values) {
        return Tensor.of(DType.FLOAT64, shape, values);
    }

    /** 1, 2, 3, … */
    static Tensor counting(int... shape) {
        Shape of = Shape.of(shape);
        return rows(of, IntStream.rangeClosed(1, of.size()).asDoubleStream().toArray());
    }

    static Parameters gradient(Differentiable function, Parameters point) {
        DType dtype = function.primal(point).dtype();
        return function.vjp(point).pullback().apply(Tensor.scalar(dtype, 1));
    }

    private static Tensor classes(int batch) {
        return Tensor.of(
                DType.FLOAT64,
                Shape.of(batch),
                new SplittableRandom(14)
                        .ints(batch, 0, OUTPUTS)
                        .asDoubleStream()
                        .toArray());
    }

    private static Tensor random(long seed, int... shape) {
        Shape of = Shape.of(shape);
        return Tensor.from(
                        DType.FLOAT32,
                        of,
                        new SplittableRandom(seed).doubles(of.size(), -1.5, 1.5).toArray())
                .as(DType.FLOAT64);
    }
}

package dev.gradcheck;

import dev.gradcheck.accused.Cotangent;
import dev.gradcheck.check.CheckReport;
import dev.gradcheck.check.GradientCheck;
import dev.gradcheck.function.Differentiable;
import dev.gradcheck.function.Fault;
import dev.gradcheck.function.Parameters;
import dev.gradcheck.function.PlantedFault;
import dev.gradcheck.net.Layer;
import dev.gradcheck.net.LayerCatalog;
import dev.gradcheck.oracle.FiniteDifferences;
import dev.gradcheck.oracle.djl.DjlAutograd;
import dev.gradcheck.oracle.djl.LayerTwins;
import dev.gradcheck.oracle.djl.torch.TorchDevice;
import dev.gradcheck.random.Choices;
import dev.gradcheck.random.LayerSource;
import dev.gradcheck.random.NetworkSample;
import dev.gradcheck.random.SingleLayer;
import dev.gradcheck.random.Weights;
import dev.gradcheck.tensor.DType;
import dev.gradcheck.tensor.Shape;
import dev.gradcheck.tensor.Tensor;
import dev.gradcheck.verdict.Finding;
import dev.gradcheck.verdict.Verdict;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import java.util.stream.Stream;

/**
 * The faults of the catalogue and a layer's own mistakes, planted in one kind of layer, each at the first random configuration where it
 * makes a difference.
 *
 * @param kind of the layer
 * @param source of its configurations
 */
record LayerFaults(String kind, LayerSource source) {
    /** So many configurations are tried for one in which a fault makes a difference. */
    private static final int CONFIGURATIONS = 40;

    /** What differs by less makes no difference. */
    private static final double DIFFERENCE = 1e-7;

    private static final long SEED = 1;

    /** Why a fault cannot be planted in a gradient; empty where it can. */
    private static final Map<String, Function<Tensor, Optional<Fault>>> FAULTS = faults();

    /** What became of a fault: "caught", or why it could not be planted. One that never makes a difference is not planted, and is no pass. */
    record Cell(String fault, String result, boolean good) {}

    static List<String> columns() {
        return List.copyOf(FAULTS.keySet());
    }

    List<Cell> cells() {
        return FAULTS.entrySet().stream()
                .map(entry -> cell(entry.getKey(), entry.getValue()))
                .toList();
    }

    /** The usual mistakes that this kind of layer names itself. */
    List<Cell> mistakes() {
        return samples()
                .map(this::layer)
                .flatMap(layer -> layer.mistakes().stream())
                .map(Layer.Mistake::fault)
                .distinct()
                .map(this::mistake)
                .toList();
    }

    private Cell cell(String name, Function<Tensor, Optional<Fault>> fault) {
        for (NetworkSample sample : samples().toList()) {
            Differentiable sound = function(sample, LayerCatalog.standard());
            Parameters right = gradient(sound, sample);
            String tensor = right.has("layer.weight") ? "layer.weight" : "x0";
            if (!right.has(tensor)) {
                return new Cell(name, "NO GRADIENT", false);
            }
            Optional<Fault> planted = fault.apply(right.get(tensor));
            if (planted.isPresent()) {
                Differentiable faulty = new PlantedFault(sound, tensor, planted.get());
                if (differs(right, gradient(faulty, sample))) {
                    return judged(name, sample, faulty, tensor);
                }
            }
        }
        boolean isNoMatrix = name.equals("transposed");
        return new Cell(name, isNoMatrix ? "no matrix" : "MAKES NO DIFFERENCE", isNoMatrix);
    }

    private Cell mistake(String name) {
        for (NetworkSample sample : samples().toList()) {
            Optional<Layer> wrong = layer(sample).mistakes().stream()
                    .filter(mistake -> mistake.fault().equals(name))
                    .map(Layer.Mistake::layer)
                    .findFirst();
            if (wrong.isPresent()) {
                LayerCatalog faulty = LayerCatalog.standard().with(kind, node -> wrong.get());
                Differentiable function = function(sample, faulty);
                Parameters right = gradient(function(sample, LayerCatalog.standard()), sample);
                Parameters planted = gradient(function, sample);
                if (differs(right, planted)) {
                    return judged(name, sample, function, differing(right, planted));
                }
            }
        }
        return new Cell(name, "MAKES NO DIFFERENCE", false);
    }

    private static Cell judged(String name, NetworkSample sample, Differentiable faulty, String tensor) {
        CheckReport report = new GradientCheck(
                        faulty.name(),
                        faulty,
                        sample.point(),
                        sample.dtype(),
                        List.of(
                                new FiniteDifferences(),
                                DjlAutograd.of(
                                        LayerTwins.standard()
                                                .of(sample.architecture())
                                                .orElseThrow(),
                                        DType.FLOAT64,
                                        TorchDevice.CPU)),
                        SEED)
                .run();
        List<Finding> on = report.findings().stream()
                .filter(finding -> finding.gradient().equals(tensor))
                .toList();
        boolean malformed = on.stream().anyMatch(finding -> finding.verdict() == Verdict.MALFORMED);
        List<Finding> oracles =
                on.stream().filter(finding -> finding.witness().isOracle()).toList();
        boolean byEach =
                oracles.size() == 2 && oracles.stream().allMatch(finding -> finding.verdict() == Verdict.DISAGREES);
        String said = oracles.stream()
                .map(finding -> finding.witness() + ": " + finding.verdict().label())
                .collect(Collectors.joining(", "));
        return malformed || byEach
                ? new Cell(name, "caught", true)
                : new Cell(name, "MISSED at " + sample + " (" + said + ")", false);
    }

    private Stream<NetworkSample> samples() {
        return LongStream.range(0, CONFIGURATIONS)
                .mapToObj(seed -> SingleLayer.draw(kind, source, ordinary(seed), DType.FLOAT64));
    }

    /** Weights as they are initialised: the first number drawn says what they look like. */
    private static Choices ordinary(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        boolean[] isFirst = {true};
        return bound -> {
            long number = isFirst[0] ? Weights.ORDINARY.ordinal() : random.nextLong(bound);
            isFirst[0] = false;
            return number;
        };
    }

    private Layer layer(NetworkSample sample) {
        return LayerCatalog.standard().layer(sample.architecture().nodes().get(0));
    }

    private static Differentiable function(NetworkSample sample, LayerCatalog catalog) {
        return catalog.network(sample.architecture().toString(), sample.architecture());
    }

    private static Parameters gradient(Differentiable function, NetworkSample sample) {
        var vjp = function.vjp(sample.point());
        // the check's own cotangent: what makes no difference under it, no check can see
        return vjp.pullback().apply(new Cotangent(SEED).like(vjp.primal()));
    }

    private static boolean differs(Parameters right, Parameters wrong) {
        return !right.names().equals(wrong.names())
                || right.names().stream().anyMatch(name -> differs(right.get(name), wrong.get(name)));
    }

    private static String differing(Parameters right, Parameters wrong) {
        return right.names().stream()
                .filter(name -> differs(right.get(name), wrong.get(name)))
                .findFirst()
                .orElseThrow();
    }

    /** By more than a rounding, at an element that can be told from zero beside the largest. */
    private static boolean differs(Tensor right, Tensor wrong) {
        return !right.shape().equals(wrong.shape()) || !(right.minus(wrong).maxAbs() <= DIFFERENCE * right.maxAbs());
    }

    private static Map<String, Function<Tensor, Optional<Fault>>> faults() {
        Map<String, Function<Tensor, Optional<Fault>>> all = new LinkedHashMap<>();
        all.put("sign", right -> Optional.of(Fault.sign()));
        all.put("factor", right -> Optional.of(Fault.factor(1.001)));
        all.put("transposed", right -> when(isMatrix(right.shape()), Fault.transposed()));
        all.put("shifted", right -> when(right.size() > 1, Fault.shifted()));
        all.put("first row only", right -> when(right.size() > 1, Fault.firstRowOnly()));
        all.put("dropped", right -> Optional.of(Fault.dropped(largest(right))));
        all.put("element 1e-3", right -> Optional.of(Fault.element(largest(right), 1e-3)));
        all.put("element 1e-6", right -> Optional.of(Fault.element(largest(right), 1e-6)));
        all.put(
                "neighbour",
                right -> right.size() > 1 ? Optional.of(Fault.neighbour(largest(right))) : Optional.empty());
        all.put("NaN", right -> Optional.of(Fault.notANumber(0)));
        all.put("missing", right -> Optional.of(Fault.missing()));
        return all;
    }

    private static Optional<Fault> when(boolean applies, Fault fault) {
        return applies ? Optional.of(fault) : Optional.empty();
    }

    private static boolean isMatrix(Shape shape) {
        return shape.rank() == 2 && shape.dimension(0) > 1 && shape.dimension(1) > 1;
    }

    private static int largest(Tensor tensor) {
        int largest = 0;
        for (int i = 0; i < tensor.size(); i++) {
            largest = Math.abs(tensor.at(i)) > Math.abs(tensor.at(largest)) ? i : largest;
        }
        return largest;
    }
}

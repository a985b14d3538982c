package dev.gradcheck.golden.yaml;

import dev.gradcheck.function.Parameters;
import dev.gradcheck.golden.Location;
import dev.gradcheck.golden.NetworkChoice;
import dev.gradcheck.golden.Printable;
import dev.gradcheck.net.LayerCatalog;
import dev.gradcheck.net.Network;
import dev.gradcheck.tensor.DType;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Reads a network that a file describes: its layers, its inputs, and the tensors that are differentiated. */
final class InlineReader implements NetworkReader {
    private static final String NETWORK = "network";
    private static final String POINT = "parameters";
    private static final List<String> KEYS = List.of(
            NETWORK,
            "dtype",
            "provenance",
            POINT,
            "input",
            "inputs",
            "target",
            "claimed",
            "expected",
            "known",
            "limits");

    private final LayerCatalog catalog;
    private final Problems problems;

    InlineReader(LayerCatalog catalog, Problems problems) {
        this.catalog = catalog;
        this.problems = problems;
    }

    /** Whether a file describes its network, in a list, which may have got lost; the key may be misspelt. */
    static boolean isWanted(Item root) {
        return root instanceof Item.Mapping map
                && map.fields().entrySet().stream()
                        .filter(entry -> isNoName(entry.getValue().value()))
                        .anyMatch(entry ->
                                Nearest.to(entry.getKey(), List.of(NETWORK)).isPresent());
    }

    private static boolean isNoName(Item network) {
        return !(network instanceof Item.Text text) || text.text().isEmpty();
    }

    @Override
    public List<String> keys() {
        return KEYS;
    }

    @Override
    public boolean mayExpectNothing() {
        return true;
    }

    @Override
    public NetworkReader.Part read(Fields fields, DType dtype) {
        Problems own = new Problems(problems.source());
        refuseTarget(fields, own);
        Optional<List<LayersReader.PlacedLayer>> layers = fields.require(NETWORK, "write a list of layers")
                .flatMap(item -> new LayersReader(catalog, dtype, own).read(item));
        Optional<NamedTensors> inputs = inputs(fields, dtype, own);
        Optional<NamedTensors> claimed = fields.find("claimed")
                .map(item -> NamedTensors.readAny(item, "'claimed'", "claimed gradient ", dtype, own))
                .orElse(Optional.of(NamedTensors.NONE));
        // An input that a gradient is named of is differentiated: it stands among the parameters then.
        Set<String> moved = differentiated(fields, inputs, claimed);
        boolean isOfInputs = !moved.isEmpty() || inputs.isEmpty() || claimed.isEmpty();
        Optional<NamedTensors> point = fields.find(POINT).isEmpty() && isOfInputs
                ? Optional.of(NamedTensors.NONE)
                : fields.require(
                                POINT,
                                "give the value of every parameter; without any, a gradient of an input has to be claimed or expected")
                        .flatMap(item -> NamedTensors.read(item, "'parameters'", "parameter ", dtype, own));
        moved.removeAll(point.map(p -> p.places().keySet()).orElse(Set.of()));
        if (point.isPresent() && inputs.isPresent()) {
            NamedTensors all = inputs.get();
            point = point.map(tensors -> tensors.and(all.only(moved)));
            inputs = Optional.of(all.without(moved));
        }
        point.ifPresent(tensors -> requireTensors(place(fields), tensors, dtype, own));
        Optional<Trial.Passed> passed = own.isEmpty() && layers.isPresent() && inputs.isPresent() && point.isPresent()
                ? trial(fields, own, layers.get(), inputs.get(), point.get())
                : Optional.empty();
        if (passed.isPresent() && claimed.isPresent()) {
            requireClaims(fields, claimed.get(), point.get(), passed.get(), own);
        }
        problems.addAll(own);
        return new NetworkReader.Part(
                passed.map(p -> new NetworkChoice.Inline(p.architecture())),
                point.map(p -> new Parameters(p.tensors())).orElse(Parameters.NONE),
                claimed.map(c -> new Parameters(c.tensors())).orElse(Parameters.NONE),
                vocabulary(layers, point, passed));
    }

    private static Optional<Vocabulary> vocabulary(
            Optional<List<LayersReader.PlacedLayer>> layers,
            Optional<NamedTensors> point,
            Optional<Trial.Passed> passed) {
        return passed.map(p -> vocabulary(layers.orElseThrow(), point.orElseThrow(), p));
    }

    /** The inputs of which a gradient is expected, claimed or known. */
    private static Set<String> differentiated(
            Fields fields, Optional<NamedTensors> inputs, Optional<NamedTensors> claimed) {
        Set<String> named = new HashSet<>();
        claimed.ifPresent(c -> named.addAll(c.places().keySet()));
        fields.find("expected")
                .filter(Item.Mapping.class::isInstance)
                .map(item -> ((Item.Mapping) item).fields().get("gradients"))
                .ifPresent(field -> named.addAll(Fields.keys(field.value())));
        named.retainAll(inputs.map(i -> i.tensors().keySet()).orElse(Set.of()));
        return named;
    }

    private static void requireClaims(
            Fields fields, NamedTensors claimed, NamedTensors point, Trial.Passed passed, Problems own) {
        claimed.places().forEach((name, place) -> {
            if (!point.places().containsKey(name)) {
                own.add(
                        place,
                        "the claimed gradient '" + Printable.clipped(name) + "' is of nothing that is differentiated",
                        "a claimed gradient has the name of a tensor under 'parameters', or of an input",
                        Nearest.remedy(name, point.places().keySet()));
            }
        });
        boolean isOne = passed.output().map(shape -> shape.size() == 1).orElse(true);
        if (!isOne && !claimed.places().isEmpty()) {
            own.add(
                    fields.find("claimed").orElseThrow().location(),
                    "gradients are claimed, and the network's value has shape "
                            + passed.output().orElseThrow(),
                    "a claimed gradient is of one number",
                    "end the network with the loss that the gradient is of, or with {kind: weighted-sum, cotangent: …} for what a kernel was given");
        }
    }

    private Optional<Trial.Passed> trial(
            Fields fields,
            Problems own,
            List<LayersReader.PlacedLayer> layers,
            NamedTensors inputs,
            NamedTensors point) {
        new Connections(layers, inputs, point, own).check();
        return own.isEmpty() ? new Trial(catalog, place(fields), own).run(layers, inputs, point) : Optional.empty();
    }

    /** Only of a network that is right: names that do not fit a wrong one are no mistakes of their own. */
    private static Vocabulary vocabulary(
            List<LayersReader.PlacedLayer> layers, NamedTensors point, Trial.Passed passed) {
        return new Vocabulary(
                point.places().keySet(),
                point.shapes(),
                layers.stream().map(LayersReader.PlacedLayer::name).toList(),
                passed.output());
    }

    /** Empty if a key is misspelt or its value is unreadable: then nothing can be said of the names that layers take. */
    private static Optional<NamedTensors> inputs(Fields fields, DType dtype, Problems own) {
        if (fields.isMisspelt("input") || fields.isMisspelt("inputs")) {
            return Optional.empty();
        }
        Optional<NamedTensors> several = fields.find("inputs")
                .map(item -> NamedTensors.read(item, "'inputs'", "input ", dtype, own))
                .orElse(Optional.of(NamedTensors.NONE));
        return fields.find(Network.INPUT)
                .map(item -> several.flatMap(s -> s.with(Network.INPUT, item, dtype, own)))
                .orElse(several);
    }

    private static Location place(Fields fields) {
        return fields.find(POINT).map(Item::location).orElse(fields.location());
    }

    private static void refuseTarget(Fields fields, Problems own) {
        fields.find("target")
                .ifPresent(item -> own.add(
                        item.location(),
                        "'target' stands beside a network that the file describes",
                        "there a target belongs to the loss",
                        "write it into the layer that is the loss: 'target: …'"));
    }

    private static void requireTensors(Location place, NamedTensors point, DType dtype, Problems own) {
        if (point.places().isEmpty()) {
            own.add(
                    place,
                    "no tensor stands under 'parameters'",
                    "a gradient is taken by at least one tensor",
                    "give a parameter, or an input to differentiate by");
        }
        point.tensors().forEach((name, tensor) -> {
            if (tensor.dtype() != dtype) {
                own.add(
                        point.places().get(name),
                        "parameter " + name + " is " + tensor.dtype() + " in a case of " + dtype,
                        "layers compute in one dtype",
                        "leave its dtype out");
            }
        });
    }
}

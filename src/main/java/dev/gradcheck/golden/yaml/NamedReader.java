package dev.gradcheck.golden.yaml;

import dev.gradcheck.accused.Fatal;
import dev.gradcheck.accused.Thrown;
import dev.gradcheck.function.Parameters;
import dev.gradcheck.golden.NetworkCatalog;
import dev.gradcheck.golden.NetworkChoice;
import dev.gradcheck.golden.NetworkDefinition;
import dev.gradcheck.tensor.DType;
import dev.gradcheck.tensor.Shape;
import dev.gradcheck.tensor.Tensor;
import java.util.List;
import java.util.Optional;

/** Reads a network that a file names, with its parameters, input and target. */
final class NamedReader implements NetworkReader {
    private final NetworkCatalog networks;
    private final Problems problems;
    private final TensorReader tensors;

    NamedReader(NetworkCatalog networks, Problems problems) {
        this.networks = networks;
        this.problems = problems;
        this.tensors = new TensorReader(problems);
    }

    @Override
    public List<String> keys() {
        return List.of(
                "network", "dtype", "provenance", "parameters", "input", "target", "expected", "known", "limits");
    }

    @Override
    public boolean mayExpectNothing() {
        return false;
    }

    @Override
    public NetworkReader.Part read(Fields fields, DType dtype) {
        Optional<NetworkDefinition> network = fields.requireText("network", "write a list of layers" + orOneOf())
                .flatMap(name -> network(fields, name));
        Parameters point = fields.require("parameters", "give the value of every parameter")
                .map(item -> parameters(item, network, dtype))
                .orElse(Parameters.NONE);
        Optional<Tensor> input = tensor(fields, "input", dtype);
        Optional<Tensor> target = tensor(fields, "target", dtype);
        Optional<NetworkChoice> choice =
                network.flatMap(n -> input.flatMap(x -> target.flatMap(y -> choice(fields, n, x, y))));
        return new NetworkReader.Part(choice, point, Parameters.NONE, network.map(Vocabulary::of));
    }

    private Optional<NetworkDefinition> network(Fields fields, String name) {
        return networks.names().isEmpty()
                ? problems.add(
                        fields.find("network").orElseThrow().location(),
                        "unknown network '" + name + "'",
                        "'network' is a list of layers, or the name of a network that the suite knows, and it knows none",
                        "describe the network by a list of layers, or register it:"
                                + " new GoldenTests(Networks.standard().with(NetworkCatalog.standard().with(…)))")
                : fields.choice("network", name, List.copyOf(networks.names()), networks.find(name));
    }

    private String orOneOf() {
        return networks.names().isEmpty() ? "" : ", or one of: " + String.join(", ", networks.names());
    }

    private Parameters parameters(Item item, Optional<NetworkDefinition> network, DType dtype) {
        List<String> names =
                network.map(n -> List.copyOf(n.parameters().keySet())).orElse(Fields.keys(item));
        Parameters parameters = Parameters.NONE;
        Optional<Fields> fields = Fields.of(item, "'parameters'", names, problems);
        for (String name : fields.isPresent() ? names : List.<String>of()) {
            Optional<Tensor> tensor = fields.get()
                    .require(name, "give its value")
                    .flatMap(value -> tensors.finite(value, "parameter " + name, dtype)
                            .filter(t -> network.isEmpty() || hasShape(value, name, t, network.get())));
            parameters = tensor.isPresent() ? parameters.with(name, tensor.get()) : parameters;
        }
        return parameters;
    }

    private boolean hasShape(Item item, String name, Tensor tensor, NetworkDefinition network) {
        Shape wanted = network.parameters().get(name);
        if (!tensor.shape().equals(wanted)) {
            problems.add(
                    item.location(),
                    "parameter " + name + " has shape " + tensor.shape(),
                    "in network " + network.name() + " it has shape " + wanted,
                    "write a value of shape " + wanted);
        }
        return tensor.shape().equals(wanted);
    }

    private Optional<Tensor> tensor(Fields fields, String key, DType dtype) {
        return fields.require(key, "give its value").flatMap(item -> tensors.finite(item, key, dtype));
    }

    private Optional<NetworkChoice> choice(Fields fields, NetworkDefinition network, Tensor input, Tensor target) {
        try {
            network.builder().build(input, target);
            return Optional.of(new NetworkChoice.Named(network.name(), input, target));
        } catch (IllegalArgumentException e) {
            return refused(fields, network, String.valueOf(e.getMessage()));
        } catch (Throwable e) {
            Fatal.rethrow(e);
            return refused(fields, network, "the network " + network.name() + " " + Thrown.clause(e));
        }
    }

    private Optional<NetworkChoice> refused(Fields fields, NetworkDefinition network, String message) {
        return problems.add(
                fields.find(message.contains("target") ? "target" : "input")
                        .orElseThrow()
                        .location(),
                message,
                "input and target fit the network " + network.name(),
                "change the value, or name another network");
    }
}

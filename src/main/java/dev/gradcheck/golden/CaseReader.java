package dev.gradcheck.golden;

import dev.gradcheck.function.Parameters;
import dev.gradcheck.tensor.DType;
import dev.gradcheck.tensor.Shape;
import dev.gradcheck.tensor.Tensor;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/** Reads one file's map into one case for each dtype it lists. */
final class CaseReader {
    private static final List<String> KEYS =
            List.of("network", "dtype", "provenance", "parameters", "input", "target", "expected", "known", "limits");
    private static final List<String> WORKING = List.of("float32", "float64");

    private final Path file;
    private final String id;
    private final NetworkCatalog networks;
    private final Problems problems;
    private final TensorReader tensors;

    CaseReader(Path file, String id, NetworkCatalog networks, Problems problems) {
        this.file = file;
        this.id = id;
        this.networks = networks;
        this.problems = problems;
        this.tensors = new TensorReader(problems);
    }

    /** The cases; to be used only if there is no problem afterwards. */
    List<GoldenCase> read(Item root) {
        return Fields.of(root, "a golden case", KEYS, problems).map(this::cases).orElse(List.of());
    }

    private List<GoldenCase> cases(Fields fields) {
        Optional<NetworkDefinition> network = fields.requireText(
                        "network", "write one of: " + String.join(", ", networks.names()))
                .flatMap(name -> fields.choice("network", name, List.copyOf(networks.names()), networks.find(name)));
        String provenance = fields.requireText("provenance", "say where the expected values come from")
                .orElse("");
        List<DType> dtypes = dtypes(fields);
        List<GoldenCase> cases = new ArrayList<>();
        // The rest is examined even where the dtype is unknown: its mistakes are mistakes in float64 too.
        for (DType dtype : dtypes.isEmpty() ? List.of(DType.FLOAT64) : dtypes) {
            String name = dtypes.size() > 1 ? id + "." + dtype : id;
            read(fields, name, network, dtype, provenance).ifPresent(cases::add);
        }
        return cases;
    }

    private Optional<GoldenCase> read(
            Fields fields, String name, Optional<NetworkDefinition> network, DType dtype, String provenance) {
        Parameters parameters = fields.require("parameters", "give the value of every parameter")
                .map(item -> parameters(item, network, dtype))
                .orElse(Parameters.NONE);
        Optional<Tensor> input = tensor(fields, "input", dtype);
        Optional<Tensor> target = tensor(fields, "target", dtype);
        network.ifPresent(n -> input.ifPresent(x -> target.ifPresent(y -> build(fields, n, x, y))));
        Optional<Expected> expected = fields.require("expected", "write the values, and where they come from")
                .flatMap(item -> new ExpectedReader(dtype, problems).read(item, network));
        List<KnownDiscrepancy> known = fields.find("known")
                .map(item -> new KnownReader(network, problems).read(item))
                .orElse(List.of());
        Limits limits = fields.find("limits").map(this::limits).orElse(Limits.NONE);
        return !problems.isEmpty()
                ? Optional.empty()
                : Optional.of(new GoldenCase(
                        name,
                        file,
                        network.orElseThrow().name(),
                        dtype,
                        parameters,
                        input.orElseThrow(),
                        target.orElseThrow(),
                        expected.orElseThrow(),
                        provenance,
                        known,
                        limits));
    }

    private List<DType> dtypes(Fields fields) {
        Optional<Item> item = fields.require("dtype", "write float32, float64 or [float32, float64]");
        List<Item> items = item.map(i -> i instanceof Item.Sequence list ? list.items() : List.of(i))
                .orElse(List.of());
        if (item.isPresent() && items.isEmpty()) {
            unknownDtype(item.get(), "an empty list");
        }
        List<DType> dtypes = new ArrayList<>();
        for (Item one : items) {
            if (one instanceof Item.Text text && WORKING.contains(text.text())) {
                dtypes.add(TensorReader.dtype(text.text()).orElseThrow());
            } else {
                unknownDtype(one, one.kind());
            }
        }
        return dtypes.stream().distinct().toList();
    }

    private void unknownDtype(Item item, String kind) {
        problems.add(
                item.location(),
                "unknown dtype " + kind,
                "a case is declared in float32, float64, or a list of both",
                "write float32 or float64; a tensor in it may say {dtype: int32, value: …}");
    }

    private Parameters parameters(Item item, Optional<NetworkDefinition> network, DType dtype) {
        List<String> names =
                network.map(n -> List.copyOf(n.parameters().keySet())).orElse(keys(item));
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

    private void build(Fields fields, NetworkDefinition network, Tensor input, Tensor target) {
        try {
            network.builder().build(input, target);
        } catch (IllegalArgumentException e) {
            refused(fields, network, String.valueOf(e.getMessage()));
        } catch (RuntimeException e) {
            refused(fields, network, e.toString());
        }
    }

    private void refused(Fields fields, NetworkDefinition network, String message) {
        problems.add(
                fields.find(message.contains("target") ? "target" : "input")
                        .orElseThrow()
                        .location(),
                message,
                "input and target fit the network " + network.name(),
                "change the value, or name another network");
    }

    private Limits limits(Item item) {
        Optional<Item> imprecise = Fields.of(item, "'limits'", List.of("imprecise"), problems)
                .flatMap(fields -> fields.require("imprecise", "write a relative error, or remove 'limits'"));
        Optional<Tensor> limit = imprecise.flatMap(value -> tensors.finite(value, "limit imprecise", DType.FLOAT64));
        if (limit.isPresent() && (limit.get().size() != 1 || !(limit.get().at(0) > 0))) {
            problems.add(
                    imprecise.get().location(),
                    "the limit imprecise is no relative error",
                    "it is one number above 0",
                    "write for example 1e-3");
            return Limits.NONE;
        }
        return limit.map(t -> new Limits(OptionalDouble.of(t.at(0)))).orElse(Limits.NONE);
    }

    private static List<String> keys(Item item) {
        return item instanceof Item.Mapping map ? List.copyOf(map.fields().keySet()) : List.of();
    }
}

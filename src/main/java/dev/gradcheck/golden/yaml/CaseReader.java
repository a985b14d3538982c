package dev.gradcheck.golden.yaml;

import dev.gradcheck.golden.Expected;
import dev.gradcheck.golden.GoldenCase;
import dev.gradcheck.golden.KnownDiscrepancy;
import dev.gradcheck.golden.Limits;
import dev.gradcheck.golden.NetworkCatalog;
import dev.gradcheck.golden.NetworkChoice;
import dev.gradcheck.golden.yaml.DtypesReader.Declared;
import dev.gradcheck.graph.MixedPrecision;
import dev.gradcheck.tensor.DType;
import dev.gradcheck.tensor.Tensor;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;

/** Reads one file's map into one case for each dtype it lists. */
final class CaseReader {
    private static final Expected NOTHING = new Expected(Map.of(), Map.of());

    private final Source source;
    private final String id;
    private final NetworkCatalog networks;
    private final Problems problems;

    CaseReader(Source source, String id, NetworkCatalog networks, Problems problems) {
        this.source = source;
        this.id = id;
        this.networks = networks;
        this.problems = problems;
    }

    /** The cases; to be used only if there is no problem afterwards. */
    List<GoldenCase> read(Item root) {
        NetworkReader network = InlineReader.isWanted(root)
                ? new InlineReader(networks.layers(), problems)
                : new NamedReader(networks, problems);
        return Fields.of(root, "a golden case", network.keys(), problems)
                .map(fields -> cases(fields, network))
                .orElse(List.of());
    }

    private List<GoldenCase> cases(Fields fields, NetworkReader network) {
        String provenance = fields.requireText("provenance", "say where the expected values come from")
                .orElse("");
        List<Declared> dtypes = new DtypesReader(problems).read(fields);
        List<GoldenCase> cases = new ArrayList<>();
        // The rest is examined even where the dtype is unknown: its mistakes are mistakes in float64 too.
        for (Declared declared : dtypes.isEmpty() ? List.of(Declared.FLOAT64) : dtypes) {
            String name = dtypes.size() > 1 ? id + "." + declared.suffix() : id;
            read(fields, name, network, declared, provenance).ifPresent(cases::add);
            if (!problems.isEmpty()) {
                break; // the same mistake may read otherwise in another dtype
            }
        }
        return cases;
    }

    private Optional<GoldenCase> read(
            Fields fields, String name, NetworkReader reader, Declared declared, String provenance) {
        DType dtype = declared.dtype();
        NetworkReader.Part part = reader.read(fields, dtype);
        Optional<NetworkChoice> network = part.network()
                .map(n -> declared.mixed().map(how -> mixed(n, how, fields)).orElse(n));
        Optional<Expected> expected = expected(fields, reader, dtype, part.vocabulary());
        List<KnownDiscrepancy> known = fields.find("known")
                .map(item -> new KnownReader(part.vocabulary(), problems).read(item))
                .orElse(List.of());
        Limits limits = fields.find("limits").map(this::limits).orElse(Limits.NONE);
        return !problems.isEmpty()
                ? Optional.empty()
                : Optional.of(new GoldenCase(
                        name,
                        source.file(),
                        network.orElseThrow(),
                        dtype,
                        part.point(),
                        part.claimed(),
                        expected.orElseThrow(),
                        provenance,
                        known,
                        limits));
    }

    private Optional<Expected> expected(
            Fields fields, NetworkReader reader, DType dtype, Optional<Vocabulary> vocabulary) {
        boolean mayBeEmpty = reader.mayExpectNothing();
        if (mayBeEmpty && !fields.isMeant("expected")) {
            return Optional.of(NOTHING);
        }
        return fields.require("expected", "write the values, and where they come from")
                .flatMap(item -> new ExpectedReader(dtype, mayBeEmpty, problems).read(item, vocabulary));
    }

    /** A network that has a name computes as its code says. */
    private NetworkChoice mixed(NetworkChoice network, MixedPrecision how, Fields fields) {
        return network.either(
                named -> {
                    problems.add(
                            fields.find("dtype").orElseThrow().location(),
                            "mixed precision is declared of a network that has a name",
                            "such a network computes as its code says; one that the file describes as the file says",
                            "write one dtype, or describe the layers in the file");
                    return named;
                },
                inline -> new NetworkChoice.Inline(inline.architecture().in(how)));
    }

    private Limits limits(Item item) {
        Optional<Item> imprecise = Fields.of(item, "'limits'", List.of("imprecise"), problems)
                .flatMap(fields -> fields.require("imprecise", "write a relative error, or remove 'limits'"));
        Optional<Tensor> limit =
                imprecise.flatMap(value -> new TensorReader(problems).finite(value, "limit imprecise", DType.FLOAT64));
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
}

package dev.gradcheck.golden.yaml;

import dev.gradcheck.golden.Expected;
import dev.gradcheck.golden.GoldenCase;
import dev.gradcheck.golden.KnownDiscrepancy;
import dev.gradcheck.golden.Limits;
import dev.gradcheck.golden.NetworkCatalog;
import dev.gradcheck.tensor.DType;
import dev.gradcheck.tensor.Tensor;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;

/** Reads one file's map into one case for each dtype it lists. */
final class CaseReader {
    /** In the order of their precision. */
    static final List<String> WORKING = Arrays.stream(DType.values())
            .filter(DType::isFloating)
            .map(DType::toString)
            .toList();

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
        List<DType> dtypes = dtypes(fields);
        List<GoldenCase> cases = new ArrayList<>();
        // The rest is examined even where the dtype is unknown: its mistakes are mistakes in float64 too.
        for (DType dtype : dtypes.isEmpty() ? List.of(DType.FLOAT64) : dtypes) {
            String name = dtypes.size() > 1 ? id + "." + dtype : id;
            read(fields, name, network, dtype, provenance).ifPresent(cases::add);
            if (!problems.isEmpty()) {
                break; // the same mistake may read otherwise in another dtype
            }
        }
        return cases;
    }

    private Optional<GoldenCase> read(
            Fields fields, String name, NetworkReader reader, DType dtype, String provenance) {
        NetworkReader.Part part = reader.read(fields, dtype);
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
                        part.network().orElseThrow(),
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

    private List<DType> dtypes(Fields fields) {
        Optional<Item> item = fields.require("dtype", "write " + String.join(", ", WORKING) + ", or a list of them");
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
                "a case is declared in a floating type, or a list of them",
                "write " + String.join(", ", WORKING) + "; a tensor in it may say {dtype: int32, value: …}");
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

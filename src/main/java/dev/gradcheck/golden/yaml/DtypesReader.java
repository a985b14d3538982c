package dev.gradcheck.golden.yaml;

import dev.gradcheck.graph.MixedPrecision;
import dev.gradcheck.tensor.DType;
import dev.gradcheck.tensor.Tensor;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/** Reads in which types a case is computed: in one, or in mixed precision; of a list each. */
final class DtypesReader {
    /** In the order of their precision. */
    static final List<String> WORKING = names(DType::isFloating);

    /** Of values in mixed precision, and of parameters. */
    static final List<String> VALUES = names(DType::isHalf);

    static final List<String> PARAMETERS = List.of(MixedPrecision.PARAMETERS.toString());
    static final String LOSS_SCALE = "loss-scale";
    static final List<String> KEYS = List.of("values", "parameters", LOSS_SCALE);

    private static final String DTYPE = "dtype";

    private final Problems problems;

    DtypesReader(Problems problems) {
        this.problems = problems;
    }

    /**
     * One of them.
     *
     * @param dtype of the parameters
     * @param mixed how values are kept, if in another type
     */
    record Declared(DType dtype, Optional<MixedPrecision> mixed) {
        static final Declared FLOAT64 = new Declared(DType.FLOAT64, Optional.empty());

        /** What tells the cases of one file apart. */
        String suffix() {
            return mixed.map(how -> how.values() + "-").orElse("") + dtype;
        }
    }

    List<Declared> read(Fields fields) {
        Optional<Item> item = fields.require(DTYPE, "write " + String.join(", ", WORKING) + ", or a list of them");
        List<Item> items = item.map(i -> i instanceof Item.Sequence list ? list.items() : List.of(i))
                .orElse(List.of());
        if (item.isPresent() && items.isEmpty()) {
            unknown(item.get(), "an empty list");
        }
        List<Declared> all = new ArrayList<>();
        for (Item one : items) {
            if (one instanceof Item.Mapping) {
                mixed(one).ifPresent(all::add);
            } else if (one instanceof Item.Text text && WORKING.contains(text.text())) {
                all.add(new Declared(TensorReader.dtype(text.text()).orElseThrow(), Optional.empty()));
            } else {
                unknown(one, one.kind());
            }
        }
        return all.stream().distinct().toList();
    }

    private Optional<Declared> mixed(Item item) {
        return Fields.of(item, "mixed precision", KEYS, problems).flatMap(fields -> {
            Optional<DType> values = type(fields, "values", VALUES);
            Optional<DType> parameters = type(fields, "parameters", PARAMETERS);
            double scale = fields.find(LOSS_SCALE).map(this::scale).orElse(1.0);
            return values.isEmpty() || parameters.isEmpty() || Double.isNaN(scale)
                    ? Optional.empty()
                    : Optional.of(new Declared(parameters.get(), Optional.of(new MixedPrecision(values.get(), scale))));
        });
    }

    private static Optional<DType> type(Fields fields, String key, List<String> choices) {
        return fields.requireText(key, "write " + String.join(" or ", choices))
                .flatMap(text -> fields.choice(
                        key, text, choices, TensorReader.dtype(text).filter(t -> choices.contains(text))));
    }

    /** NaN where it is none, which is reported. */
    private double scale(Item item) {
        Optional<Tensor> number = new TensorReader(problems).finite(item, LOSS_SCALE, DType.FLOAT64);
        boolean isScale = number.filter(t -> t.size() == 1 && MixedPrecision.isScale(t.at(0)))
                .isPresent();
        if (number.isPresent() && !isScale) {
            problems.add(
                    item.location(),
                    "the " + LOSS_SCALE + " is no power of 2",
                    "the loss is multiplied by it and the gradients are divided by it, so that nothing is rounded",
                    "write for example 1024");
        }
        return isScale ? number.get().at(0) : Double.NaN;
    }

    private void unknown(Item item, String kind) {
        problems.add(
                item.location(),
                "unknown dtype " + kind,
                "a case is declared in a floating type, or a list of them",
                "write " + String.join(", ", WORKING) + "; a tensor in it may say {dtype: int32, value: …}");
    }

    private static List<String> names(Predicate<DType> which) {
        return Arrays.stream(DType.values()).filter(which).map(DType::toString).toList();
    }
}

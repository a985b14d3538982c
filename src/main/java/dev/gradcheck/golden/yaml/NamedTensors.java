package dev.gradcheck.golden.yaml;

import dev.gradcheck.golden.Location;
import dev.gradcheck.golden.Printable;
import dev.gradcheck.tensor.DType;
import dev.gradcheck.tensor.Shape;
import dev.gradcheck.tensor.Tensor;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * A map of names to tensors of finite numbers, in the order of the file.
 *
 * @param tensors those that could be read
 * @param places of all names
 */
record NamedTensors(Map<String, Tensor> tensors, Map<String, Location> places) {
    private static final List<String> EXPECTED = List.of("match", "gradients");

    static final NamedTensors NONE = new NamedTensors(Map.of(), Map.of());

    /** Any names will do; who uses them, judges them. */
    static Optional<NamedTensors> read(Item item, String owner, String what, DType dtype, Problems problems) {
        return read(item, owner, what, dtype, true, problems);
    }

    /** The same of numbers that need not be finite. */
    static Optional<NamedTensors> readAny(Item item, String owner, String what, DType dtype, Problems problems) {
        return read(item, owner, what, dtype, false, problems);
    }

    private static Optional<NamedTensors> read(
            Item item, String owner, String what, DType dtype, boolean finite, Problems problems) {
        return Fields.of(item, owner, Fields.keys(item), problems).map(fields -> {
            NamedTensors read = new NamedTensors(new LinkedHashMap<>(), new LinkedHashMap<>());
            tensors(fields, owner, problems).forEach((name, field) -> {
                if (name.equals("file") && field.value() instanceof Item.Text text) {
                    new TensorFile(problems)
                            .all(text, dtype, finite)
                            .forEach((own, tensor) -> read.put(own, tensor, field.key(), problems));
                    return;
                }
                read.places.putIfAbsent(name, field.key());
                TensorReader reader = new TensorReader(problems);
                (finite
                                ? reader.finite(field.value(), what + name, dtype)
                                : reader.any(field.value(), what + name, dtype))
                        .ifPresent(tensor -> read.put(name, tensor, field.key(), problems));
            });
            return read;
        });
    }

    /** Those before what is expected, whose own line is missing. */
    private static Map<String, Item.Field> tensors(Fields fields, String owner, Problems problems) {
        Map<String, Item.Field> tensors = new LinkedHashMap<>();
        for (Map.Entry<String, Item.Field> field : fields.all().entrySet()) {
            if (EXPECTED.contains(field.getKey())) {
                problems.add(
                        field.getValue().key(),
                        "'" + field.getKey() + "' stands under " + owner,
                        "it says something of the expected values",
                        "write 'expected:' in a line of its own before it");
                break;
            }
            tensors.put(field.getKey(), field.getValue());
        }
        return tensors;
    }

    private void put(String name, Tensor tensor, Location place, Problems problems) {
        places.putIfAbsent(name, place);
        if (tensors.putIfAbsent(name, tensor) != null) {
            problems.add(
                    place,
                    "the tensor '" + Printable.clipped(name) + "' stands in the file and beside it",
                    "each tensor is given once",
                    "remove one of the two");
        }
    }

    NamedTensors only(Set<String> names) {
        NamedTensors copy = new NamedTensors(new LinkedHashMap<>(tensors), new LinkedHashMap<>(places));
        copy.tensors.keySet().retainAll(names);
        copy.places.keySet().retainAll(names);
        return copy;
    }

    NamedTensors without(Set<String> names) {
        NamedTensors copy = new NamedTensors(new LinkedHashMap<>(tensors), new LinkedHashMap<>(places));
        copy.tensors.keySet().removeAll(names);
        copy.places.keySet().removeAll(names);
        return copy;
    }

    /** These and others, which come last; where a name is in both, this one, and {@link Connections} sees both places. */
    NamedTensors and(NamedTensors others) {
        NamedTensors copy = new NamedTensors(new LinkedHashMap<>(tensors), new LinkedHashMap<>(places));
        others.tensors.forEach(copy.tensors::putIfAbsent);
        others.places.forEach(copy.places::putIfAbsent);
        return copy;
    }

    /** One more, from elsewhere in the file. */
    Optional<NamedTensors> with(String name, Item item, DType dtype, Problems problems) {
        if (places.containsKey(name)) {
            return problems.add(
                    places.get(name),
                    "the input '" + name + "' is given twice, first in line "
                            + item.location().line(),
                    "each input is given once",
                    "remove one of the two");
        }
        return new TensorReader(problems).finite(item, name, dtype).map(tensor -> {
            NamedTensors copy = new NamedTensors(new LinkedHashMap<>(tensors), new LinkedHashMap<>(places));
            copy.tensors.put(name, tensor);
            copy.places.put(name, item.location());
            return copy;
        });
    }

    Map<String, Shape> shapes() {
        Map<String, Shape> shapes = new LinkedHashMap<>();
        tensors.forEach((name, tensor) -> shapes.put(name, tensor.shape()));
        return shapes;
    }
}

package dev.gradcheck.golden.yaml;

import dev.gradcheck.golden.Location;
import dev.gradcheck.tensor.DType;
import dev.gradcheck.tensor.Shape;
import dev.gradcheck.tensor.Tensor;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * A map of names to tensors of finite numbers, in the order of the file.
 *
 * @param tensors those that could be read
 * @param places of all names
 */
record NamedTensors(Map<String, Tensor> tensors, Map<String, Location> places) {
    static final NamedTensors NONE = new NamedTensors(Map.of(), Map.of());

    /** Any names will do; who uses them, judges them. */
    static Optional<NamedTensors> read(Item item, String owner, String what, DType dtype, Problems problems) {
        return Fields.of(item, owner, Fields.keys(item), problems).map(fields -> {
            NamedTensors read = new NamedTensors(new LinkedHashMap<>(), new LinkedHashMap<>());
            fields.all().forEach((name, field) -> {
                read.places.put(name, field.key());
                new TensorReader(problems)
                        .finite(field.value(), what + name, dtype)
                        .ifPresent(tensor -> read.tensors.put(name, tensor));
            });
            return read;
        });
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

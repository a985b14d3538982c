package dev.gradcheck.foreign;

import dev.gradcheck.graph.Attributes;
import dev.gradcheck.tensor.Tensor;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What a module is told, option by option, turned into attributes. Each option has to be asked for: one that is left over would be
 * ignored, and is refused instead.
 */
final class Told {
    private final TorchModule module;
    private final Pass pass;
    private final Set<String> asked = new HashSet<>();
    private Attributes attributes = Attributes.NONE;

    Told(TorchModule module, Pass pass) {
        this.module = module;
        this.pass = pass;
    }

    /**
     * What a module's own text does not say of the pass that was dumped.
     *
     * @param training whether the network was in training; empty if nobody said so
     * @param buffers the running means and variances that were dumped, by name
     */
    record Pass(Optional<Boolean> training, Map<String, Tensor> buffers) {}

    Optional<Boolean> training() {
        return pass.training;
    }

    /** A running mean or variance of this module. */
    Told buffer(String name, String attribute) throws Refusal {
        String path = module.path().isEmpty() ? name : module.path() + "." + name;
        Tensor tensor = pass.buffers.get(path);
        if (tensor == null) {
            throw new Refusal(
                    module.location(),
                    module.type() + " was not in training, and the dump has no '" + path + "'",
                    "outside of training a module reads its buffers",
                    "dump them: np.savez(\"weights.npz\", **net.state_dict())");
        }
        return with(attribute, tensor);
    }

    /** The argument without a name that says over how many axes: (4,) is one. */
    Told oneAxis() throws Refusal {
        String shape = module.given().isEmpty() ? "" : module.given().get(0);
        if (!shape.matches("\\(?\\d+,?\\)?")) {
            throw otherwise("normalized_shape", shape);
        }
        return this;
    }

    /** An option that is a number, or one for each axis; the attribute is left out where PyTorch does not print it. */
    Told axes(String option, String attribute) throws Refusal {
        Optional<String> text = find(option);
        return text.isEmpty() ? this : with(attribute, perAxis(option, text.get()));
    }

    Told number(String option, String attribute) throws Refusal {
        Optional<String> text = find(option);
        if (text.isEmpty()) {
            return this;
        }
        try {
            return with(attribute, Double.valueOf(text.get()));
        } catch (NumberFormatException e) {
            throw otherwise(option, text.get());
        }
    }

    /** An option that is printed with its name, or without one at a place, counted from 0; never without one if that is negative. */
    Told whole(String option, int place, String attribute) throws Refusal {
        Optional<String> text = find(option);
        if (text.isEmpty() && place >= 0 && place < module.given().size()) {
            text = Optional.of(module.given().get(place));
        }
        if (text.isEmpty()) {
            return this;
        }
        if (!text.get().matches("-?\\d{1,9}")) {
            throw otherwise(option, text.get());
        }
        return with(attribute, Integer.valueOf(text.get()));
    }

    Told flag(String option, String attribute) throws Refusal {
        Optional<String> text = find(option);
        if (text.isEmpty()) {
            return this;
        }
        if (!List.of("True", "False").contains(text.get())) {
            throw otherwise(option, text.get());
        }
        return with(attribute, text.get().equals("True"));
    }

    /** An option that gradcheck's kind has only in these forms; PyTorch's own default is among them where it is not printed. */
    Told only(String option, String... values) throws Refusal {
        Optional<String> text = find(option);
        if (text.isPresent() && !Arrays.asList(values).contains(text.get())) {
            throw otherwise(option, text.get());
        }
        return this;
    }

    /** Options that do not change what is computed here: shapes that the parameters have, too, and momentum. */
    Told ignoring(String... options) {
        asked.addAll(Arrays.asList(options));
        return this;
    }

    Told with(String attribute, Object value) {
        attributes = attributes.with(attribute, value);
        return this;
    }

    Optional<String> find(String option) {
        asked.add(option);
        return Optional.ofNullable(module.options().get(option));
    }

    /** All of them, if every option of the module was asked for. */
    Attributes all() throws Refusal {
        for (String option : module.options().keySet()) {
            if (!asked.contains(option)) {
                throw otherwise(option, module.options().get(option));
            }
        }
        return attributes;
    }

    Refusal otherwise(String option, String value) {
        return new Refusal(
                module.location(),
                module.type() + " has " + option + "=" + value + ", which has no counterpart here",
                "every option of a module is an attribute of a kind of layer, so that nothing is ignored",
                "describe the network by hand, in operations that are here, or judge a part without this module");
    }

    /** Brackets of one axis or of two; none is a number for all. */
    private Object perAxis(String option, String text) throws Refusal {
        String[] numbers = text.replaceAll("[()\\s]", "").split(",");
        boolean isWhole = Arrays.stream(numbers).allMatch(n -> n.matches("\\d{1,9}(\\.0)?"));
        if (!isWhole || numbers.length > 2) {
            throw otherwise(option, text);
        }
        List<String> whole =
                Arrays.stream(numbers).map(n -> n.replace(".0", "")).toList();
        return whole.stream().distinct().count() == 1
                ? (Object) Integer.valueOf(whole.get(0))
                : String.join("x", whole);
    }
}

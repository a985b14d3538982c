package dev.gradcheck.foreign;

import dev.gradcheck.golden.Location;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A module as PyTorch prints it: {@code Linear(in_features=3, out_features=4, bias=True)}.
 *
 * @param path what the names of its parameters begin with; empty for the whole network
 * @param type its class
 * @param given the arguments without a name, as printed
 * @param options those with a name, as printed
 * @param children the modules within it, in the order in which they were registered
 * @param location where it stands
 */
record TorchModule(
        String path,
        String type,
        List<String> given,
        Map<String, String> options,
        List<TorchModule> children,
        Location location) {
    TorchModule {
        given = List.copyOf(given);
        options = Collections.unmodifiableMap(new LinkedHashMap<>(options));
        children = List.copyOf(children);
    }

    boolean isSequential() {
        return type.equals("Sequential");
    }

    /** The module of this path, within this one. */
    Optional<TorchModule> find(String wanted) {
        return path.equals(wanted)
                ? Optional.of(this)
                : children.stream()
                        .flatMap(child -> child.find(wanted).stream())
                        .findFirst();
    }

    /** Itself, or the modules without children within it, in the order in which they are printed. */
    List<TorchModule> leaves() {
        if (children.isEmpty()) {
            return List.of(this);
        }
        List<TorchModule> leaves = new ArrayList<>();
        children.forEach(child -> leaves.addAll(child.leaves()));
        return leaves;
    }

    /** Whether print says in which order its modules are called: a chain of chains, or one module alone. */
    boolean isChain() {
        return children.isEmpty() || isSequential() && children.stream().allMatch(TorchModule::isChain);
    }
}

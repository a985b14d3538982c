package dev.gradcheck.testing;

import dev.gradcheck.golden.NetworkCatalog;
import dev.gradcheck.oracle.djl.NotebookTwin;
import dev.gradcheck.oracle.djl.Twin;
import dev.gradcheck.tensor.Tensor;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;

/**
 * The networks of golden files together with their autograd twins. A network without a twin is judged by finite differences alone.
 *
 * @param catalog the networks
 * @param twins by the network's name, made of input and target
 */
public record Networks(NetworkCatalog catalog, Map<String, BiFunction<Tensor, Tensor, Twin>> twins) {
    /**
     * Copies.
     *
     * @param catalog the networks
     * @param twins by name
     */
    public Networks {
        twins = Map.copyOf(twins);
    }

    /** {@return the networks of this project with their twins} */
    public static Networks standard() {
        return new Networks(NetworkCatalog.standard(), Map.of())
                .withTwin("notebook", NotebookTwin::asWritten)
                .withTwin("notebook-corrected", NotebookTwin::corrected);
    }

    /**
     * {@return a copy in which a network has a twin}
     *
     * @param name the network's
     * @param twin made of input and target
     */
    public Networks withTwin(String name, BiFunction<Tensor, Tensor, Twin> twin) {
        Map<String, BiFunction<Tensor, Tensor, Twin>> copy = new LinkedHashMap<>(twins);
        copy.put(name, twin);
        return new Networks(catalog, copy);
    }

    /**
     * {@return a copy with another catalog and the same twins}
     *
     * @param other the networks
     */
    public Networks with(NetworkCatalog other) {
        return new Networks(other, twins);
    }

    /**
     * {@return the twin of a network at an input and a target, if it has one}
     *
     * @param name the network's
     * @param input as the golden file has it
     * @param target as the golden file has it
     */
    public Optional<Twin> twin(String name, Tensor input, Tensor target) {
        return Optional.ofNullable(twins.get(name)).map(maker -> maker.apply(input, target));
    }
}

package dev.gradcheck.function;

import dev.gradcheck.tensor.Arithmetic;
import dev.gradcheck.tensor.Tensor;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Set;
import java.util.function.UnaryOperator;

/** Tensors by name, in a fixed order: a point in parameter space, or a gradient there. */
public final class Parameters {
    /** No tensor at all. */
    public static final Parameters NONE = new Parameters(Map.of());

    private final Map<String, Tensor> tensors;

    /** Keeps the map, which nobody else has: differences make a new point for every step. */
    private Parameters(LinkedHashMap<String, Tensor> own) {
        this.tensors = Collections.unmodifiableMap(own);
    }

    /**
     * Copies, and keeps the order.
     *
     * @param tensors each with its name
     */
    public Parameters(Map<String, Tensor> tensors) {
        this(new LinkedHashMap<>(tensors));
    }

    /**
     * {@return one named tensor}
     *
     * @param name its name
     * @param tensor its value
     */
    public static Parameters of(String name, Tensor tensor) {
        return NONE.with(name, tensor);
    }

    /**
     * {@return a copy in which this name has this value; a new name comes last}
     *
     * @param name the tensor's name
     * @param tensor its value
     */
    public Parameters with(String name, Tensor tensor) {
        LinkedHashMap<String, Tensor> copy = new LinkedHashMap<>(tensors);
        copy.put(name, tensor);
        return new Parameters(copy);
    }

    /**
     * {@return the tensor of this name}
     *
     * @param name a name among {@link #names}
     * @throws NoSuchElementException if there is none, naming those there are
     */
    public Tensor get(String name) {
        Tensor tensor = tensors.get(name);
        if (tensor == null) {
            throw new NoSuchElementException("there is no tensor " + name + " among " + names());
        }
        return tensor;
    }

    /**
     * {@return whether there is a tensor of this name}
     *
     * @param name any name
     */
    public boolean has(String name) {
        return tensors.containsKey(name);
    }

    /** {@return each tensor with its name, in order} */
    public Map<String, Tensor> tensors() {
        return tensors;
    }

    /** {@return the names, in order} */
    public Set<String> names() {
        return tensors.keySet();
    }

    /**
     * {@return every tensor in another arithmetic, rounded once; integers become floating}
     *
     * @param arithmetic dtype and rounding
     */
    public Parameters in(Arithmetic arithmetic) {
        return map(tensor -> tensor.in(arithmetic));
    }

    /**
     * {@return the tensors that an operation makes of these, under the same names}
     *
     * @param operation applied to each tensor
     */
    public Parameters map(UnaryOperator<Tensor> operation) {
        LinkedHashMap<String, Tensor> copy = new LinkedHashMap<>();
        tensors.forEach((name, tensor) -> copy.put(name, operation.apply(tensor)));
        return new Parameters(copy);
    }

    /** Equal where the same names have equal tensors, in whatever order. */
    @Override
    public boolean equals(Object other) {
        return other instanceof Parameters parameters && tensors.equals(parameters.tensors);
    }

    @Override
    public int hashCode() {
        return tensors.hashCode();
    }

    @Override
    public String toString() {
        return "Parameters[tensors=" + tensors + "]";
    }
}

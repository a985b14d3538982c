package dev.gradcheck.accused;

import dev.gradcheck.function.Parameters;
import dev.gradcheck.function.Vjp;
import dev.gradcheck.tensor.Elementary;
import dev.gradcheck.tensor.Origin;
import dev.gradcheck.tensor.Primitive;
import dev.gradcheck.tensor.Recording;
import dev.gradcheck.tensor.Tensor;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Both passes of the accused, run once more and recorded: every tensor knows what it was computed of, and where in the code. What was
 * computed outside of {@link Tensor} has no such history.
 *
 * @param vjp the forward pass; empty if it failed
 * @param gradient what the backward pass returned; empty if it failed
 */
public record History(Optional<Vjp> vjp, Optional<Parameters> gradient) {
    /**
     * {@return the history of a value and its gradient}
     *
     * @param accused whose passes are run
     * @param at the parameters, all in one arithmetic
     */
    public static History of(Accused accused, Parameters at) {
        try (Recording recording = new Recording()) {
            Optional<Vjp> vjp = accused.vjp(at.map(recording::leaf)).value();
            Optional<Parameters> gradient = vjp.flatMap(v -> accused.raw(
                                    v, recording.leaf(accused.cotangent().like(v.primal())))
                            .value())
                    .map(g -> Nulls.without(g, new ArrayList<>()));
            return new History(vjp, gradient);
        }
    }

    /** {@return the value, with its origin} */
    public Optional<Tensor> value() {
        return vjp.map(Vjp::primal);
    }

    /**
     * {@return a gradient, with its origin}
     *
     * @param parameter its name
     */
    public Optional<Tensor> gradient(String parameter) {
        return gradient.filter(g -> g.has(parameter)).map(g -> g.get(parameter));
    }

    /** As in "forward". */
    String pass(Tensor tensor) {
        return isForward(tensor) ? "forward" : "backward";
    }

    boolean isForward(Tensor tensor) {
        return number(tensor)
                <= value().flatMap(Tensor::origin).map(Origin::number).orElse(-1);
    }

    /** The first value in the trace that is complete after this operation: the layer that it belongs to, if it is of the forward pass. */
    Optional<String> stage(Tensor tensor) {
        Map<String, Tensor> traced = vjp.map(v -> v.trace().tensors()).orElse(Map.of());
        return traced.entrySet().stream()
                .filter(entry -> entry.getValue().origin().isPresent() && number(entry.getValue()) >= number(tensor))
                .min(Comparator.comparingInt(entry -> number(entry.getValue())))
                .map(Map.Entry::getKey);
    }

    /** All recorded operations that a tensor depends on, operands first. */
    static List<Tensor> operations(Tensor result) {
        Set<Integer> seen = new HashSet<>();
        List<Tensor> found = new ArrayList<>();
        Deque<Tensor> open = new ArrayDeque<>(List.of(result));
        while (!open.isEmpty()) {
            Tensor tensor = open.pop();
            Optional<Origin> origin = tensor.origin();
            if (origin.flatMap(Origin::primitive).isPresent()
                    && seen.add(origin.get().number())) {
                found.add(tensor);
                origin.get().operands().forEach(open::push);
            }
        }
        found.sort(Comparator.comparingInt(History::number));
        return found;
    }

    private static int number(Tensor tensor) {
        return tensor.origin().orElseThrow().number();
    }

    /** As in "exp at Layer.java:12". */
    static String operation(Tensor tensor) {
        Origin origin = tensor.origin().orElseThrow();
        return name(origin.primitive().orElseThrow()) + " at " + origin.place();
    }

    private static String name(Primitive primitive) {
        String name = primitive.getClass().getSimpleName();
        if (primitive instanceof Primitive.Binary binary) {
            name = binary.operation().name();
        } else if (primitive instanceof Primitive.Map map) {
            name = map.function() instanceof Elementary named
                    ? named.name()
                    : map.function().getClass().getSimpleName();
        }
        return name.toLowerCase(Locale.ROOT);
    }
}

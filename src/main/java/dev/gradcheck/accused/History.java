package dev.gradcheck.accused;

import dev.gradcheck.function.Parameters;
import dev.gradcheck.function.Vjp;
import dev.gradcheck.tensor.Elementary;
import dev.gradcheck.tensor.Origin;
import dev.gradcheck.tensor.Primitive;
import dev.gradcheck.tensor.Recording;
import dev.gradcheck.tensor.Tensor;
import java.util.ArrayList;
import java.util.Locale;
import java.util.Optional;

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
        int last = value().flatMap(Tensor::origin).map(Origin::number).orElse(-1);
        return tensor.origin().orElseThrow().number() <= last ? "forward" : "backward";
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

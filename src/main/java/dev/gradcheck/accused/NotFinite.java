package dev.gradcheck.accused;

import dev.gradcheck.function.Parameters;
import dev.gradcheck.function.Vjp;
import dev.gradcheck.tensor.Elementary;
import dev.gradcheck.tensor.Origin;
import dev.gradcheck.tensor.Primitive;
import dev.gradcheck.tensor.Recording;
import dev.gradcheck.tensor.Tensor;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * Where NaN and infinity come from: both passes run once more, recorded, and what is not finite is followed back to the operation that made
 * it of finite numbers. What was computed outside of {@link Tensor} has no such history.
 */
public final class NotFinite {
    private final Optional<Vjp> vjp;
    private final Optional<Parameters> gradient;

    private NotFinite(Optional<Vjp> vjp, Optional<Parameters> gradient) {
        this.vjp = vjp;
        this.gradient = gradient;
    }

    /**
     * {@return the history of a value and its gradient}
     *
     * @param accused whose passes are run
     * @param at the parameters, all in one arithmetic
     */
    public static NotFinite of(Accused accused, Parameters at) {
        try (Recording recording = new Recording()) {
            Optional<Vjp> vjp = accused.vjp(at.map(recording::leaf)).value();
            Optional<Parameters> gradient = vjp.flatMap(v -> accused.raw(
                                    v, recording.leaf(accused.cotangent().like(v.primal())))
                            .value())
                    .map(g -> Nulls.without(g, new ArrayList<>()));
            return new NotFinite(vjp, gradient);
        }
    }

    /** {@return the operation that made the value not finite, as a sentence; empty where nothing is known of it} */
    public Optional<String> ofValue() {
        return vjp.flatMap(v -> sentence(v.primal()));
    }

    /**
     * {@return the same of a gradient}
     *
     * @param parameter its name
     */
    public Optional<String> ofGradient(String parameter) {
        return gradient.filter(g -> g.has(parameter)).flatMap(g -> sentence(g.get(parameter)));
    }

    private Optional<String> sentence(Tensor result) {
        List<Tensor> chain = chain(result);
        if (chain.isEmpty()) {
            return Optional.empty();
        }
        Tensor first = chain.get(chain.size() - 1);
        String text = "it begins in the " + pass(first) + " pass with " + made(first);
        Optional<Tensor> nan = chain.stream().filter(NotFinite::hasNaN).reduce((later, earlier) -> earlier);
        return Optional.of(nan.filter(t -> t != first)
                .map(t -> text + ", and becomes NaN in the " + pass(t) + " pass in " + operation(t))
                .orElse(text));
    }

    /** From the result back to the operation that made the first number that is not finite, NaN before infinity. */
    private static List<Tensor> chain(Tensor result) {
        List<Tensor> chain = new ArrayList<>();
        Optional<Tensor> next = Optional.of(result).filter(NotFinite::isNotFinite);
        while (next.flatMap(Tensor::origin).flatMap(Origin::primitive).isPresent()) {
            chain.add(next.get());
            List<Tensor> operands = next.get().origin().orElseThrow().operands();
            next = first(operands, NotFinite::hasNaN).or(() -> first(operands, NotFinite::isNotFinite));
        }
        return chain;
    }

    private static Optional<Tensor> first(List<Tensor> operands, Predicate<Tensor> predicate) {
        return operands.stream().filter(predicate).findFirst();
    }

    private static String made(Tensor tensor) {
        boolean takesOver = tensor.origin().orElseThrow().operands().stream().anyMatch(NotFinite::isNotFinite);
        String what = hasNaN(tensor) ? "NaN" : "an infinity";
        return takesOver
                ? "numbers that are not finite already, taken by " + operation(tensor)
                : what + ", made of finite numbers by " + operation(tensor);
    }

    private String pass(Tensor tensor) {
        int last = vjp.flatMap(v -> v.primal().origin()).map(Origin::number).orElse(-1);
        return tensor.origin().orElseThrow().number() <= last ? "forward" : "backward";
    }

    private static String operation(Tensor tensor) {
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

    private static boolean isNotFinite(Tensor tensor) {
        return !Double.isFinite(tensor.maxAbs());
    }

    private static boolean hasNaN(Tensor tensor) {
        return Double.isNaN(tensor.maxAbs());
    }
}

package dev.gradcheck.accused;

import dev.gradcheck.tensor.Origin;
import dev.gradcheck.tensor.Tensor;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * Where NaN and infinity come from: what is not finite is followed back to the operation that made it of finite numbers.
 *
 * @param history of both passes
 */
public record NotFinite(History history) {
    /**
     * {@return the operation that made a result not finite, as a sentence; empty where nothing is known of it, or it is finite}
     *
     * @param result of this history
     */
    public Optional<String> of(Tensor result) {
        List<Tensor> chain = chain(result);
        if (chain.isEmpty()) {
            return Optional.empty();
        }
        Tensor first = chain.get(chain.size() - 1);
        String text = "it begins in the " + history.pass(first) + " pass with " + made(first);
        Optional<Tensor> nan = chain.stream().filter(NotFinite::hasNaN).reduce((later, earlier) -> earlier);
        return Optional.of(nan.filter(t -> t != first)
                .map(t -> text + ", and becomes NaN in the " + history.pass(t) + " pass in " + History.operation(t))
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
                ? "numbers that are not finite already, taken by " + History.operation(tensor)
                : what + ", made of finite numbers by " + History.operation(tensor);
    }

    private static boolean isNotFinite(Tensor tensor) {
        return !Double.isFinite(tensor.maxAbs());
    }

    private static boolean hasNaN(Tensor tensor) {
        return Double.isNaN(tensor.maxAbs());
    }
}

package dev.gradcheck.accused;

import dev.gradcheck.tensor.Arithmetic;
import dev.gradcheck.tensor.Origin;
import dev.gradcheck.tensor.Pointwise;
import dev.gradcheck.tensor.Primitive;
import dev.gradcheck.tensor.Tensor;
import java.util.Comparator;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * Which operation loses the digits of a result: the recorded computation is done again with one operation after the other under random
 * rounding, all others as they were. The one whose rounding alone moves the result most is named, and the one that makes it large, as a
 * subtraction does that leaves little.
 *
 * @param history of both passes
 */
public record LostDigits(History history) {
    /** Of each operation. */
    private static final int SAMPLES = 4;

    /** Of more operations the square would take too long, for what only explains. */
    private static final int MOST_OPERATIONS = 400;

    /** Bits that one operation has to lose to be named. */
    private static final double LARGE = 16;

    /** What one operation does: how far the result moves, and which operation makes most of it. */
    private record Effect(Tensor rounded, double moved, Tensor amplifier, double amplification) {}

    /**
     * {@return a sentence about a result; empty where its computation is not known, or too long}
     *
     * @param result of this history
     */
    public Optional<String> of(Tensor result) {
        List<Tensor> operations = History.operations(result);
        if (operations.isEmpty() || operations.size() > MOST_OPERATIONS) {
            return Optional.empty();
        }
        return operations.stream()
                .filter(tensor -> !(primitive(tensor) instanceof Primitive.Cast))
                .map(tensor -> effect(tensor, operations, result))
                .filter(effect -> effect.moved > 0)
                .max(Comparator.comparingDouble(Effect::moved))
                .map(this::sentence);
    }

    private String sentence(Effect effect) {
        String text = String.format(
                Locale.ROOT,
                "rounding in %s alone, in the %s pass, moves it by %.1e, more than that of any other operation",
                History.operation(effect.rounded),
                history.pass(effect.rounded),
                effect.moved);
        return effect.amplification < LARGE
                ? text
                : text
                        + String.format(
                                Locale.ROOT,
                                "; the digits are lost in %s, which makes the relative error %.1e times larger",
                                History.operation(effect.amplifier),
                                effect.amplification);
    }

    private static Effect effect(Tensor rounded, List<Tensor> operations, Tensor result) {
        Effect most = new Effect(rounded, 0, rounded, 0);
        for (int seed = 1; seed <= SAMPLES; seed++) {
            Effect effect = sample(rounded, operations, result, seed);
            most = effect.moved > most.moved ? effect : most;
        }
        return most;
    }

    private static Effect sample(Tensor rounded, List<Tensor> operations, Tensor result, int seed) {
        Map<Tensor, Tensor> values = new IdentityHashMap<>();
        values.put(rounded, again(rounded, values, Arithmetic.randomised(rounded.dtype(), seed)));
        Tensor amplifier = rounded;
        double amplification = 0;
        for (Tensor tensor : operations.subList(operations.indexOf(rounded) + 1, operations.size())) {
            List<Tensor> operands = tensor.origin().orElseThrow().operands();
            if (operands.stream().noneMatch(values::containsKey)) {
                continue;
            }
            values.put(tensor, again(tensor, values, tensor.arithmetic()));
            double before = operands.stream()
                    .mapToDouble(o -> relative(o, values.getOrDefault(o, o)))
                    .max()
                    .orElse(0);
            double factor = before > 0 ? relative(tensor, values.get(tensor)) / before : 0;
            if (factor > amplification) {
                amplifier = tensor;
                amplification = factor;
            }
        }
        return new Effect(rounded, distance(result, values.getOrDefault(result, result)), amplifier, amplification);
    }

    private static Tensor again(Tensor tensor, Map<Tensor, Tensor> values, Arithmetic arithmetic) {
        List<Tensor> operands = tensor.origin().orElseThrow().operands().stream()
                .map(operand -> values.getOrDefault(operand, operand).in(arithmetic))
                .toList();
        return Pointwise.of(primitive(tensor), operands).in(tensor.arithmetic());
    }

    private static Primitive primitive(Tensor tensor) {
        return tensor.origin().flatMap(Origin::primitive).orElseThrow();
    }

    private static double relative(Tensor one, Tensor other) {
        double size = one.maxAbs();
        return size > 0 ? distance(one, other) / size : 0;
    }

    private static double distance(Tensor one, Tensor other) {
        return one == other ? 0 : one.minus(other).maxAbs();
    }
}

package dev.gradcheck.check;

import dev.gradcheck.function.Differentiable;
import dev.gradcheck.function.Parameters;
import dev.gradcheck.function.Vjp;
import dev.gradcheck.tensor.Arithmetic;
import dev.gradcheck.tensor.DType;
import dev.gradcheck.tensor.Shape;
import dev.gradcheck.tensor.Tensor;
import dev.gradcheck.verdict.Finding;
import dev.gradcheck.verdict.ForwardValues;
import dev.gradcheck.verdict.Structure;
import dev.gradcheck.verdict.Verdict;
import dev.gradcheck.verdict.Witness;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * One run of the function and its backward pass, with everything that is wrong with its form.
 *
 * @param point the parameters it was run at
 * @param value of the forward pass alone; empty if it threw
 * @param vjp value and trace; empty if either forward pass threw
 * @param gradient what the backward pass returned; empty if it threw
 * @param problems findings about form: exceptions, structure, NaN
 */
record Pass(
        Parameters point,
        Optional<Tensor> value,
        Optional<Vjp> vjp,
        Optional<Parameters> gradient,
        List<Finding> problems) {
    /** The name under which the function's value is reported. */
    static final String VALUE = "loss";

    static Pass run(Differentiable function, Parameters point, DType dtype, Cotangent cotangent) {
        List<Finding> problems = new ArrayList<>();
        Optional<Vjp> both =
                attempt(() -> function.vjp(point), e -> problems.add(thrown(VALUE, "forward", dtype, Shape.SCALAR, e)));
        Optional<Tensor> value = both.flatMap(v -> alone(function, point, v.primal(), problems));
        Optional<Vjp> vjp = value.flatMap(alone -> both);
        vjp.ifPresent(v -> problems.addAll(Structure.ofValue(VALUE, v.primal())));
        Optional<Parameters> gradient =
                vjp.flatMap(v -> attempt(() -> v.pullback().apply(cotangent.like(v.primal())), e -> point.tensors()
                        .forEach((name, t) -> problems.add(thrown(name, "backward", dtype, t.shape(), e)))));
        gradient.ifPresent(g -> problems.addAll(Structure.ofGradient(point, g, dtype)));
        return new Pass(point, value, vjp, gradient, problems);
    }

    /** The forward pass without the backward pass, which is all that finite differences see: it has to be there, in the same shape. */
    private static Optional<Tensor> alone(
            Differentiable function, Parameters point, Tensor primal, List<Finding> problems) {
        Shape shape = primal.shape();
        Optional<Tensor> alone = attempt(
                () -> function.primal(point), e -> problems.add(thrown(VALUE, "forward", primal.dtype(), shape, e)));
        alone.flatMap(a -> ForwardValues.form(VALUE, a, primal)).ifPresent(problems::add);
        return alone.filter(a -> a.shape().equals(shape));
    }

    /** The gradient under random rounding; a sample that throws is none. */
    static Optional<Parameters> sample(Differentiable function, Parameters point, Cotangent cotangent, long seed) {
        Parameters randomised = point.in(Arithmetic.randomised(DType.FLOAT64, seed));
        return attempt(
                () -> {
                    Vjp vjp = function.vjp(randomised);
                    return vjp.pullback().apply(cotangent.like(vjp.primal()));
                },
                e -> {});
    }

    /** The gradient of one parameter in the parameter's shape, if its values can be compared at all. */
    Optional<Tensor> comparable(String name) {
        Shape shape = point.get(name).shape();
        return gradient.filter(g -> g.has(name))
                .map(g -> g.get(name))
                .filter(t -> t.size() == shape.size() && Double.isFinite(t.maxAbs()))
                .map(t -> t.reshape(shape));
    }

    /** The accused is arbitrary code: whatever it throws, short of an error of the JVM, is a finding. */
    private static <T> Optional<T> attempt(Supplier<T> attempt, Consumer<RuntimeException> otherwise) {
        try {
            return Optional.of(attempt.get());
        } catch (RuntimeException e) {
            otherwise.accept(e);
            return Optional.empty();
        }
    }

    private static Finding thrown(String name, String pass, DType dtype, Shape shape, RuntimeException e) {
        String reason = "the " + pass + " pass throws: " + (e.getMessage() == null ? e.toString() : e.getMessage());
        return Finding.of(name, Verdict.MALFORMED, new Witness(Structure.ORACLE, dtype, Witness.CPU), shape, reason);
    }
}

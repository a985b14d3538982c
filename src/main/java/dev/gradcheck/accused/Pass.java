package dev.gradcheck.accused;

import dev.gradcheck.function.Parameters;
import dev.gradcheck.function.Vjp;
import dev.gradcheck.tensor.Shape;
import dev.gradcheck.tensor.Tensor;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * One run of the function and its backward pass.
 *
 * @param point the parameters it was run at
 * @param pulled the value that comes with the backward pass; empty if there is none
 * @param alone the value of the forward pass without the backward pass; empty if there is none, or no backward pass either
 * @param gradient what the backward pass returned, but for tensors that are null; empty if it failed, or the two values differ in shape
 * @param failures everything the accused did instead of what it was asked for
 */
public record Pass(
        Parameters point,
        Optional<Vjp> pulled,
        Optional<Tensor> alone,
        Optional<Parameters> gradient,
        List<Failure> failures) {
    /** Runs it: the forward pass alone has to be there too, which is all that finite differences see. */
    static Pass of(Accused accused, Parameters point) {
        List<Failure> failures = new ArrayList<>();
        Optional<Vjp> pulled = kept(accused.vjp(point), failures).map(v -> traced(v, failures));
        Optional<Tensor> alone = pulled.flatMap(v -> kept(accused.value(point), failures));
        Optional<Parameters> gradient = pulled.filter(v -> sameShape(v, alone))
                .flatMap(v -> kept(accused.raw(v, accused.cotangent().like(v.primal())), failures))
                .map(g -> Nulls.without(g, failures));
        return new Pass(point, pulled, alone, gradient, List.copyOf(failures));
    }

    /** {@return value and trace, if the forward pass alone has a value of the same shape} */
    public Optional<Vjp> vjp() {
        return pulled.filter(v -> sameShape(v, alone));
    }

    /** {@return whether there is a value and a gradient: all else would be about nothing} */
    public boolean isComplete() {
        return gradient.isPresent();
    }

    /** {@return the value that comes with the backward pass} */
    public Tensor primal() {
        return vjp().orElseThrow().primal();
    }

    /**
     * {@return the gradient of one parameter in the parameter's shape, if its values can be compared at all}
     *
     * @param name the parameter's
     */
    public Optional<Tensor> comparable(String name) {
        Shape shape = point.get(name).shape();
        return gradient.filter(g -> g.has(name))
                .map(g -> g.get(name))
                .filter(t -> t.size() == shape.size() && Double.isFinite(t.maxAbs()))
                .map(t -> t.reshape(shape));
    }

    private static boolean sameShape(Vjp pulled, Optional<Tensor> alone) {
        return alone.filter(a -> a.shape().equals(pulled.primal().shape())).isPresent();
    }

    private static Vjp traced(Vjp vjp, List<Failure> failures) {
        boolean sound = vjp.trace() != null && !Nulls.areIn(vjp.trace());
        if (!sound) {
            failures.add(Failure.of(Call.TRACE, "is null, or has a tensor that is"));
        }
        return sound ? vjp : new Vjp(vjp.primal(), Parameters.NONE, vjp.pullback());
    }

    private static <T> Optional<T> kept(Outcome<T> outcome, List<Failure> failures) {
        outcome.failure().ifPresent(failures::add);
        return outcome.value();
    }
}

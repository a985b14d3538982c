package dev.gradcheck.function;

import dev.gradcheck.tensor.Arithmetic;
import dev.gradcheck.tensor.DType;
import dev.gradcheck.tensor.Tensor;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * A function of some of its parameters; the others stay as they are.
 *
 * @param function of all parameters
 * @param whole the point, with all parameters
 * @param names those that are left
 */
public record Restricted(Differentiable function, Parameters whole, Set<String> names) implements Differentiable {
    /**
     * Copies and checks.
     *
     * @param function of all parameters
     * @param whole the point
     * @param names those that are left
     * @throws IllegalArgumentException if one of them is not among the point's
     */
    public Restricted {
        names = Set.copyOf(names);
        for (String name : names) {
            if (!whole.has(name)) {
                throw new IllegalArgumentException("there is no parameter " + name + " to check alone: the point has "
                        + new TreeSet<>(whole.names()));
            }
        }
    }

    /** {@return the part of the point that is left} */
    public Parameters point() {
        return left(whole);
    }

    @Override
    public String name() {
        return function.name();
    }

    @Override
    public Tensor primal(Parameters point) {
        return function.primal(full(point));
    }

    @Override
    public Vjp vjp(Parameters point) {
        Vjp vjp = function.vjp(full(point));
        return vjp == null || vjp.pullback() == null
                ? vjp
                : new Vjp(vjp.primal(), vjp.trace(), cotangent -> {
                    Parameters gradient = vjp.pullback().apply(cotangent);
                    return gradient == null ? null : left(gradient);
                });
    }

    @Override
    public List<Suspicion> suspicions(Parameters point, Tensor cotangent) {
        return function.suspicions(full(point), cotangent).stream()
                .map(s -> new Suspicion(s.fault(), s.sentence(), s.remedy(), left(s.gradient())))
                .filter(s -> !s.gradient().names().isEmpty())
                .toList();
    }

    @Override
    public DType coarsest(DType declared) {
        return function.coarsest(declared);
    }

    @Override
    public List<Convention> conventions(Parameters point, Tensor cotangent) {
        return function.conventions(full(point), cotangent).stream()
                .map(c -> new Convention(c.name(), left(c.gradient())))
                .toList();
    }

    @Override
    public List<Stage> stages(Parameters point) {
        return function.stages(full(point));
    }

    private Parameters full(Parameters part) {
        Arithmetic arithmetic = part.tensors().values().iterator().next().arithmetic();
        Parameters full = whole.in(arithmetic);
        for (String name : part.names()) {
            full = full.with(name, part.get(name));
        }
        return full;
    }

    private Parameters left(Parameters all) {
        Parameters left = Parameters.NONE;
        for (String name : all.names()) {
            if (names.contains(name) || !whole.has(name)) {
                left = left.with(name, all.get(name));
            }
        }
        return left;
    }

    @Override
    public Set<Class<?>> judges() {
        return function.judges();
    }
}

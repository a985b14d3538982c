package dev.gradcheck.function;

import dev.gradcheck.tensor.DType;
import dev.gradcheck.tensor.Tensor;
import java.util.List;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.function.Function;

/**
 * A function with a hand-written backward pass: what this harness judges.
 *
 * <p>An implementation is pure (same point, same bits), modifies nothing, and computes in the arithmetic of the point it is given.
 */
public interface Differentiable {
    /**
     * {@return a function whose passes are two methods}
     *
     * @param name what people call it
     * @param forward from the parameters to the value f(x)
     * @param backward from the parameters and a cotangent v of f(x) to the gradient of ⟨v, f(x)⟩ by every parameter
     */
    static Differentiable of(
            String name, Function<Parameters, Tensor> forward, BiFunction<Parameters, Tensor, Parameters> backward) {
        return new TwoPasses(name, forward, backward);
    }

    /** {@return what people call this function, as it shall stand in a report} */
    String name();

    /**
     * The forward pass alone.
     *
     * @param point the parameters, all in one arithmetic
     * @return f(x)
     */
    Tensor primal(Parameters point);

    /**
     * The forward pass and the backward pass that belongs to it.
     *
     * @param point the parameters, all in one arithmetic
     * @return the value, and the pullback
     */
    Vjp vjp(Parameters point);

    /**
     * The usual mistakes in this function's backward pass, each with the gradient it leads to: a function that knows its structure
     * lets a diagnosis use it. They are computed from the right formulas, whatever {@link #vjp} does.
     *
     * @param point the parameters, float64
     * @param cotangent of the output's shape
     * @return possible explanations of a wrong gradient; none for a black box
     */
    default List<Suspicion> suspicions(Parameters point, Tensor cotangent) {
        return List.of();
    }

    /**
     * The gradients that different choices of the derivative at a kink lead to, where units sit on one within rounding. A function that
     * knows its structure tells; elsewhere one-sided slopes have to do.
     *
     * @param point the parameters, float64
     * @param cotangent of the output's shape
     * @return none where no unit sits on a kink, and for a black box
     */
    default List<Convention> conventions(Parameters point, Tensor cotangent) {
        return List.of();
    }

    /**
     * The coarsest type in which this function keeps numbers, where its parameters are declared in a finer one: what such a function of mixed
     * precision loses is judged by it.
     *
     * @param declared the type of the parameters
     * @return the same, where nothing else is said
     */
    default DType coarsest(DType declared) {
        return declared;
    }

    /**
     * Whether several threads may call this function at once. One that says so is called from two.
     *
     * @return false, where nothing is promised
     */
    default boolean allowsSeveralThreads() {
        return false;
    }

    /**
     * The stages that this function is composed of, in the order of the backward pass: the last one of the forward pass first. Where a
     * gradient is wrong, each is judged against its own forward pass, so that the guilty one can be named.
     *
     * @param point the parameters, float64
     * @return none for a black box
     */
    default List<Stage> stages(Parameters point) {
        return List.of();
    }

    /**
     * {@return the classes that a check of this function judges: its own, and those of the layers that it is made of. What no check of a run
     *     has judged is told by them}
     */
    default Set<Class<?>> judges() {
        return Set.of(getClass());
    }
}

package dev.gradcheck.function;

import dev.gradcheck.tensor.DType;
import dev.gradcheck.tensor.Tensor;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * A function whose gradient somebody else computed: the forward pass of one function, and numbers in the place of its backward pass. They
 * hold at one point and for one cotangent, and stay in the dtype in which they were computed.
 *
 * @param forward whose value the gradient is of
 * @param gradient as it was claimed; a parameter without one gets zeros, which nobody claimed
 */
public record Claimed(Differentiable forward, Parameters gradient) implements Differentiable {
    @Override
    public String name() {
        return forward.name();
    }

    @Override
    public Tensor primal(Parameters point) {
        return forward.primal(point);
    }

    @Override
    public Vjp vjp(Parameters point) {
        Vjp vjp = forward.vjp(point);
        return new Vjp(vjp.primal(), vjp.trace(), cotangent -> completed(point));
    }

    /** Numbers do not tell how they were computed: what the function itself knows of usual mistakes may explain them. */
    @Override
    public List<Suspicion> suspicions(Parameters point, Tensor cotangent) {
        return forward.suspicions(point, cotangent);
    }

    @Override
    public DType coarsest(DType declared) {
        return forward.coarsest(declared);
    }

    @Override
    public List<Convention> conventions(Parameters point, Tensor cotangent) {
        return forward.conventions(point, cotangent);
    }

    private Parameters completed(Parameters point) {
        Map<String, Tensor> all = new LinkedHashMap<>();
        point.tensors()
                .forEach((name, tensor) ->
                        all.put(name, gradient.has(name) ? gradient.get(name) : tensor.mapExactly(value -> 0)));
        return new Parameters(all);
    }

    /** The numbers are another program's: no backward pass of these classes runs. */
    @Override
    public Set<Class<?>> judges() {
        return Set.of();
    }
}

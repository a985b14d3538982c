package dev.gradcheck.random;

import dev.gradcheck.function.Parameters;
import dev.gradcheck.graph.Architecture;
import dev.gradcheck.graph.MixedPrecision;
import dev.gradcheck.tensor.Arithmetic;
import dev.gradcheck.tensor.DType;
import dev.gradcheck.tensor.Tensor;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * A random network at a random point.
 *
 * @param architecture its layers and inputs
 * @param point its parameters, in the dtype
 * @param dtype in which its pass is declared
 * @param weights what its numbers look like
 */
public record NetworkSample(Architecture architecture, Parameters point, DType dtype, Weights weights) {
    /**
     * {@return the same network declared in another dtype, at its numbers rounded to it}
     *
     * @param other a floating type
     */
    public NetworkSample in(DType other) {
        return in(other, Optional.empty());
    }

    /**
     * {@return the same network declared in mixed precision}
     *
     * @param how it computes
     */
    public NetworkSample in(MixedPrecision how) {
        return in(MixedPrecision.PARAMETERS, Optional.of(how));
    }

    private NetworkSample in(DType other, Optional<MixedPrecision> how) {
        Map<String, Tensor> inputs = new LinkedHashMap<>(architecture.inputs());
        inputs.replaceAll((name, tensor) -> tensor.as(other));
        return new NetworkSample(
                new Architecture(architecture.nodes(), inputs, how),
                point.in(Arithmetic.nearest(other)),
                other,
                weights);
    }

    /** {@return the coarsest type in which it keeps numbers} */
    public DType coarsest() {
        return architecture.mixed().map(MixedPrecision::values).orElse(dtype);
    }

    /** As a person would note it: layers, batch and dtype, then every tensor. */
    @Override
    public String toString() {
        StringBuilder text = new StringBuilder(architecture + ", " + dtype);
        architecture
                .inputs()
                .forEach((name, tensor) ->
                        text.append("\n  ").append(name).append(" = ").append(tensor));
        point.tensors()
                .forEach((name, tensor) ->
                        text.append("\n  ").append(name).append(" = ").append(tensor));
        return text.toString();
    }
}

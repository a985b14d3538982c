package dev.gradcheck.random;

import dev.gradcheck.function.Parameters;
import dev.gradcheck.graph.Architecture;
import dev.gradcheck.tensor.DType;

/**
 * A random network at a random point.
 *
 * @param architecture its layers and inputs
 * @param point its parameters, in the dtype
 * @param dtype in which its pass is declared
 * @param weights what its numbers look like
 */
public record NetworkSample(Architecture architecture, Parameters point, DType dtype, Weights weights) {
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

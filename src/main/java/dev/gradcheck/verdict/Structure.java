package dev.gradcheck.verdict;

import dev.gradcheck.function.Parameters;
import dev.gradcheck.oracle.Slope;
import dev.gradcheck.tensor.DType;
import dev.gradcheck.tensor.Shape;
import dev.gradcheck.tensor.Tensor;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;

/**
 * Which tensors a gradient consists of, their shapes, dtypes, and whether all elements are finite: examined before any value is
 * compared, since a value in the wrong place says nothing.
 */
public final class Structure {
    private Structure() {}

    /**
     * Integer parameters can neither be differentiated nor perturbed by a small step.
     *
     * @param point the point as declared
     * @param lifted the dtype they are lifted to for everything else
     * @return a finding for each integer parameter
     */
    public static List<Finding> ofParameters(Parameters point, DType lifted) {
        List<Finding> findings = new ArrayList<>();
        point.tensors().forEach((name, tensor) -> {
            if (!tensor.dtype().isFloating()) {
                findings.add(malformed(
                        name,
                        tensor,
                        tensor.dtype(),
                        "the parameter is " + tensor.dtype()
                                + ", which can neither be differentiated nor perturbed by a small"
                                + " step; it is lifted to " + lifted + " here, and should be declared so"));
            }
        });
        return findings;
    }

    /**
     * A value of the forward pass has to be finite.
     *
     * @param name what the value is called
     * @param value the value
     * @return a finding if it is not finite, else none
     */
    public static List<Finding> ofValue(Subject name, Tensor value) {
        return notFinite(name, value);
    }

    /**
     * A gradient has one tensor for each parameter, of its shape, in the dtype of the pass, all finite.
     *
     * @param point the parameters
     * @param gradient what the backward pass returned
     * @param dtype the dtype of the pass
     * @return a finding for everything that is not so
     */
    public static List<Finding> ofGradient(Parameters point, Parameters gradient, DType dtype) {
        List<Finding> findings = new ArrayList<>();
        for (String name : point.names()) {
            if (gradient.has(name)) {
                findings.addAll(ofTensor(name, point.get(name).shape(), gradient.get(name), dtype));
            } else {
                findings.add(missing(name, point.get(name).shape(), dtype));
            }
        }
        for (String name : gradient.names()) {
            if (!point.has(name)) {
                Tensor extra = gradient.get(name);
                findings.add(malformed(
                        name,
                        extra,
                        dtype,
                        "a gradient for " + name + ", which is no parameter; those are " + point.names()));
            }
        }
        return findings;
    }

    /**
     * {@return the finding that a pass did not give what it was asked for}
     *
     * @param name of the gradient or value
     * @param dtype of the pass
     * @param shape it should have
     * @param sentence what it does instead
     */
    public static Finding failed(Subject name, DType dtype, Shape shape, String sentence) {
        return Finding.of(name, Verdict.MALFORMED, Source.STRUCTURE.in(dtype), shape, sentence);
    }

    private static List<Finding> ofTensor(String name, Shape expected, Tensor gradient, DType dtype) {
        List<Finding> findings = new ArrayList<>();
        if (!gradient.shape().equals(expected)) {
            String values = gradient.size() == expected.size()
                    ? "the values are compared in row-major order"
                    : "the values cannot be compared and are not checked";
            findings.add(malformed(
                    name,
                    gradient,
                    dtype,
                    "the gradient has shape " + gradient.shape() + ", its parameter has " + expected + "; " + values));
        }
        if (gradient.dtype() != dtype) {
            findings.add(
                    malformed(name, gradient, dtype, "the gradient is " + gradient.dtype() + " in a pass of " + dtype));
        }
        findings.addAll(notFinite(Subject.gradient(name), gradient));
        return findings;
    }

    private static List<Finding> notFinite(Subject name, Tensor value) {
        List<ElementVerdict> elements = new ArrayList<>();
        for (int i = 0; i < value.size(); i++) {
            if (!Double.isFinite(value.at(i))) {
                Slope nothing = Slope.of(Double.NaN, Double.POSITIVE_INFINITY);
                elements.add(new ElementVerdict(i, value.at(i), nothing, 0, Verdict.MALFORMED));
            }
        }
        if (elements.isEmpty()) {
            return List.of();
        }
        String reason =
                elements.size() + " of " + value.size() + " elements are not finite; nothing can be compared with them";
        Witness witness = Source.STRUCTURE.in(value.dtype());
        return List.of(
                Finding.of(name, Verdict.MALFORMED, witness, value.shape(), elements, OptionalInt.of(0), reason));
    }

    private static Finding missing(String name, Shape shape, DType dtype) {
        Witness witness = Source.STRUCTURE.in(dtype);
        return Finding.of(name, Verdict.MALFORMED, witness, shape, "the backward pass returns no gradient for " + name);
    }

    private static Finding malformed(String name, Tensor tensor, DType dtype, String reason) {
        return Finding.of(name, Verdict.MALFORMED, Source.STRUCTURE.in(dtype), tensor.shape(), reason);
    }
}

package dev.gradcheck.strangers;

import dev.gradcheck.function.Differentiable;
import dev.gradcheck.function.Parameters;
import dev.gradcheck.function.Vjp;
import dev.gradcheck.tensor.DType;
import dev.gradcheck.tensor.Shape;
import dev.gradcheck.tensor.Tensor;

/** Code over bare arrays, which computes in its own arithmetic whatever it is asked for; dL/da is off by a factor where one is planted. */
record Loops(String name, Forward forward, Backward backward, Rounding rounding, double factor)
        implements Differentiable {
    interface Forward {
        double[] of(Rounding r, double[]... in);
    }

    interface Backward {
        double[][] of(Rounding r, double[] v, double[]... in);
    }

    static Parameters point(Rounding r, double[]... arrays) {
        Parameters point = Parameters.NONE;
        for (int i = 0; i < arrays.length; i++) {
            point = point.with(
                    String.valueOf((char) ('a' + i)), Tensor.from(r.dtype, Shape.of(arrays[i].length), arrays[i]));
        }
        return point;
    }

    private double[][] arrays(Parameters point) {
        return point.tensors().values().stream()
                .map(Tensor::values)
                .map(this::rounded)
                .toArray(double[][]::new);
    }

    private double[] rounded(double[] x) {
        return java.util.Arrays.stream(x).map(rounding::r).toArray();
    }

    @Override
    public Tensor primal(Parameters point) {
        double[] y = forward.of(rounding, arrays(point));
        return Tensor.from(dtype(point), Shape.of(y.length), y);
    }

    private static DType dtype(Parameters point) {
        return point.tensors().values().iterator().next().dtype();
    }

    @Override
    public Vjp vjp(Parameters point) {
        return new Vjp(primal(point), Parameters.NONE, v -> pulled(point, v));
    }

    private Parameters pulled(Parameters point, Tensor v) {
        double[][] d = backward.of(rounding, rounded(v.values()), arrays(point));
        d[0] = java.util.Arrays.stream(d[0]).map(g -> rounding.r(g * factor)).toArray();
        Parameters gradient = Parameters.NONE;
        int i = 0;
        for (String name : point.names()) {
            gradient = gradient.with(name, Tensor.from(dtype(point), Shape.of(d[i].length), d[i]));
            i++;
        }
        return gradient;
    }
}

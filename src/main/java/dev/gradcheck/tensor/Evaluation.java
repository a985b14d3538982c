package dev.gradcheck.tensor;

import java.util.Arrays;
import java.util.List;

/**
 * The value of a primitive in an arithmetic: every elementary result is rounded, in a fixed order.
 *
 * @param arithmetic in which it is done
 * @param operands not modified
 * @param to the shape of the result
 */
record Evaluation(Arithmetic arithmetic, Tensor[] operands, Shape to) implements Interpreter<double[]> {
    private static final List<Integer> TRANSPOSITION = List.of(1, 0);

    @Override
    public double[] binary(Primitive.Binary primitive) {
        double[] a = numbers(0);
        double[] b = numbers(1);
        return Pairs.of(primitive.operation(), arithmetic, a, b);
    }

    @Override
    public double[] map(Primitive.Map primitive) {
        Univariate function = primitive.function();
        double[] x = numbers(0);
        double[] result = new double[x.length];
        for (int i = 0; i < x.length; i++) {
            result[i] = function.value(arithmetic, x[i]);
        }
        return result;
    }

    @Override
    public double[] compare(Primitive.Compare primitive) {
        double[] a = numbers(0);
        double[] b = numbers(1);
        double[] result = new double[a.length];
        for (int i = 0; i < a.length; i++) {
            boolean holds =
                    switch (primitive.relation()) {
                        case LESS -> a[i] < b[i];
                        case LESS_OR_EQUAL -> a[i] <= b[i];
                        case EQUAL -> a[i] == b[i];
                    };
            result[i] = holds ? 1 : 0;
        }
        return result;
    }

    @Override
    public double[] where(Primitive.Where primitive) {
        double[] mask = numbers(0);
        double[] chosen = numbers(1);
        double[] otherwise = numbers(2);
        double[] result = new double[mask.length];
        for (int i = 0; i < mask.length; i++) {
            result[i] = mask[i] != 0 ? chosen[i] : otherwise[i];
        }
        return result;
    }

    @Override
    public double[] broadcast(Primitive.Broadcast primitive) {
        double[] x = numbers(0);
        double[] result = new double[to.size()];
        Strides.walk(to, Strides.repeated(shape(0), to), (i, place) -> result[i] = x[place]);
        return result;
    }

    @Override
    public double[] sum(Primitive.Sum primitive) {
        double[] x = numbers(0);
        double[] result = new double[to.size()];
        Arithmetic sums = arithmetic.accumulation();
        Strides.walk(
                shape(0), Strides.repeated(to, shape(0)), (i, place) -> result[place] = sums.add(result[place], x[i]));
        return arithmetic.accumulated(result);
    }

    @Override
    public double[] extremum(Primitive.Extremum primitive) {
        double[] x = numbers(0);
        double[] result = new double[to.size()];
        Arrays.fill(result, primitive.largest() ? Double.NEGATIVE_INFINITY : Double.POSITIVE_INFINITY);
        Strides.walk(
                shape(0),
                Strides.repeated(to, shape(0)),
                (i, place) -> result[place] =
                        primitive.largest() ? Math.max(result[place], x[i]) : Math.min(result[place], x[i]));
        return result;
    }

    /** The same array: it is not modified. */
    @Override
    public double[] reshape(Primitive.Reshape primitive) {
        return numbers(0);
    }

    @Override
    public double[] permute(Primitive.Permute primitive) {
        if (primitive.axes().equals(TRANSPOSITION)) {
            return Matrices.transposed(shape(0), numbers(0));
        }
        double[] x = numbers(0);
        double[] result = new double[x.length];
        Strides.walk(to, Strides.permuted(shape(0), primitive.axes()), (i, place) -> result[i] = x[place]);
        return result;
    }

    @Override
    public double[] concat(Primitive.Concat primitive) {
        int behind = 1;
        for (int k = primitive.axis() + 1; k < to.rank(); k++) {
            behind *= to.dimension(k);
        }
        int row = to.dimension(primitive.axis()) * behind;
        double[] result = new double[to.size()];
        int first = 0;
        for (int k = 0; k < operands.length; k++) {
            int length = shape(k).dimension(primitive.axis()) * behind;
            for (int i = 0; i * row < result.length && length > 0; i++) {
                System.arraycopy(numbers(k), i * length, result, i * row + first, length);
            }
            first += length;
        }
        return result;
    }

    @Override
    public double[] gather(Primitive.Gather primitive) {
        return primitive.map().taken(numbers(0));
    }

    @Override
    public double[] scatterAdd(Primitive.ScatterAdd primitive) {
        return primitive.map().added(arithmetic, numbers(0));
    }

    @Override
    public double[] matmul(Primitive.Matmul primitive) {
        return Matrices.products(arithmetic, numbers(0), shape(0), numbers(1), shape(1));
    }

    @Override
    public double[] cast(Primitive.Cast primitive) {
        double[] converted = numbers(0).clone();
        Arrays.setAll(converted, i -> primitive.to().round(converted[i]));
        return converted;
    }

    @Override
    public double[] replace(Primitive.Replace primitive) {
        double[] copy = numbers(0).clone();
        copy[primitive.element()] = primitive.value();
        return copy;
    }

    private double[] numbers(int operand) {
        return operands[operand].array();
    }

    private Shape shape(int operand) {
        return operands[operand].shape();
    }
}

package dev.gradcheck.check;

import dev.gradcheck.accused.Accused;
import dev.gradcheck.function.Parameters;
import dev.gradcheck.function.Suspicion;
import dev.gradcheck.tensor.DType;
import dev.gradcheck.tensor.Shape;
import dev.gradcheck.tensor.Tensor;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * What a wrong gradient may be the right answer to: the gradients of other questions (another upstream gradient, the derivative somewhere
 * else, another tensor in the place of a parameter), each the trace of a usual mistake. They are computed from the forward pass alone: the
 * backward pass that is accused has no part in them.
 */
final class Counterfactuals {
    /** More elements or derivatives would cost more than the check itself. */
    private static final int LARGEST = 512;

    private static final int MOST = 1 << 20;

    /** Parts of a cotangent are tried along axes that are no longer. */
    private static final int PARTS = 16;

    private static final String INDEX = "look for an index that is off by one";

    private final Accused accused;
    private final Parameters point;
    private final String name;
    private final Jacobian there;
    private final double[] v;
    private final List<Suspicion> found = new ArrayList<>();

    private Counterfactuals(Accused accused, String name, Jacobian there) {
        this.accused = accused;
        this.point = accused.shadow().point();
        this.name = name;
        this.there = there;
        this.v = accused.shadowCotangent().values();
    }

    /** In the order in which they are to be tried; none for what is too large. */
    static List<Suspicion> of(Accused accused, String name) {
        Parameters point = accused.shadow().point();
        long size = point.get(name).size();
        if (size > LARGEST || size * accused.shadow().primal().size() > MOST) {
            return List.of();
        }
        Optional<Jacobian> there = Jacobian.of(accused, point, name);
        return there.map(jacobian -> new Counterfactuals(accused, name, jacobian))
                .map(Counterfactuals::all)
                .orElse(List.of());
    }

    private List<Suspicion> all() {
        if (there.isDiagonal()) {
            addOfActivation();
        } else {
            addOfWhole();
        }
        addOfOthers();
        return found;
    }

    /** Of a function of each element by itself. */
    private void addOfActivation() {
        double[] derivative = there.diagonal();
        add(
                "activation mask missing",
                "the upstream gradient is passed on as it is: the derivative is left out",
                "multiply the upstream gradient by the derivative at the input",
                v);
        at(name, x -> there.value())
                .ifPresent(output -> add(
                        "derivative taken at the activation",
                        "the derivative is taken at the output instead of the input",
                        "take the derivative at the input",
                        output.pulled(v)));
        double[] x = point.get(name).values();
        double[] gate = new double[v.length];
        for (int i = 0; i < gate.length; i++) {
            gate[i] = there.value().at(i) / x[i];
        }
        add(
                "product rule forgotten",
                "the output is the input times a gate, and the derivative is taken to be the gate",
                "both factors depend on the input: add the input times the derivative of the gate",
                times(gate, v));
        Shape shape = there.parameter();
        for (int axis = shape.rank() - 1; axis >= 0; axis--) {
            for (int by : new int[] {1, -1}) {
                add(
                        "activation mask shifted",
                        "every element has the derivative at its neighbour along axis " + axis,
                        INDEX + ": each element needs the derivative at its own input",
                        times(Rearranged.rotated(derivative, shape, axis, by), v));
            }
        }
    }

    /** Of a function whose outputs depend on several elements. */
    private void addOfWhole() {
        if (there.isSquare()) {
            add(
                    "taken elementwise",
                    "only the derivative of each output by the element in its own place is there: the other outputs are forgotten",
                    "every element moves all outputs here: add up what all of them pass back",
                    times(there.diagonal(), v));
        }
        double[] ones = new double[v.length];
        Arrays.fill(ones, 1);
        add(
                "upstream ignored",
                "it is the gradient for an upstream gradient of ones",
                "multiply by the upstream gradient",
                there.pulled(ones));
        Shape output = there.value().shape();
        for (int axis = 0; axis < output.rank(); axis++) {
            addAlong(output, axis);
        }
        for (boolean byLast : new boolean[] {true, false}) {
            add(
                    "overwritten instead of added up",
                    "each element has what the " + (byLast ? "last" : "first")
                            + " output that depends on it passes back, instead of the sum of all",
                    "add up what comes from different outputs: += instead of =",
                    there.overwritten(v, byLast));
        }
        if (output.rank() > 1) {
            add(
                    "transposed",
                    "the upstream gradient is read column by column where the forward pass writes row by row",
                    "read it in the order of the forward pass",
                    there.pulled(Rearranged.byColumns(v, output)));
        }
    }

    private void addAlong(Shape output, int axis) {
        int length = output.dimension(axis);
        for (int end : new int[] {0, length - 1}) {
            add(
                    axis == 0 ? "not summed over the batch" : "not summed over positions",
                    "it comes from index " + end + " of axis " + axis + " of the output alone",
                    "sum what the outputs pass back over this axis, too",
                    there.pulled(Rearranged.only(v, output, axis, k -> k == end)));
        }
        for (int by = 1; by < Math.min(length, PARTS); by++) {
            boolean isNeighbour = by == 1 || by == length - 1;
            add(
                    isNeighbour ? axis == 0 ? "previous sample's value" : "neighbour's value" : "parts swapped",
                    "the upstream gradient is that of another place: of " + by + " places before along axis " + axis
                            + " of the output",
                    isNeighbour ? INDEX : "give each input the part of the upstream gradient where its values lie",
                    there.pulled(Rearranged.rotated(v, output, axis, by)));
        }
    }

    /** The derivative where a tensor is another one. */
    private void addOfOthers() {
        if (there.value().size() == 1) {
            at(name, x -> x.times(-1))
                    .ifPresent(negated -> add(
                            "sign of the target",
                            "it is minus the gradient at minus this point: what " + name
                                    + " is compared with has the wrong sign",
                            "look for a plus where the derivative has a minus before the target",
                            negated(negated.pulled(v))));
        }
        for (String other : point.names()) {
            if (!other.equals(name) && point.get(other).size() > 1) {
                addOf(other, point.get(other).shape());
            }
        }
    }

    private void addOf(String other, Shape shape) {
        at(other, t -> Tensor.ones(t.dtype(), t.shape()))
                .ifPresent(one -> add(
                        "factor missing",
                        "it is the gradient for a " + other + " of ones: this factor is left out",
                        "multiply by " + other + " where the forward pass does",
                        one.pulled(v)));
        boolean isSquare = shape.rank() == 2 && shape.dimension(0) == shape.dimension(1);
        if (isSquare) {
            at(other, Tensor::transpose)
                    .ifPresent(turned -> add(
                            "factor transposed",
                            "it is the gradient for the transpose of " + other,
                            "exchange the axes of " + other + " in the product",
                            turned.pulled(v)));
        }
        if (shape.rank() > 2) {
            at(other, t -> Tensor.of(t.dtype(), t.shape(), Rearranged.reversed(t.values(), shape, 2)))
                    .ifPresent(flipped -> add(
                            "kernel flipped",
                            "it is the gradient for " + other + " turned by 180°",
                            "give each element of a window the upstream gradient times the element of the kernel that it was"
                                    + " multiplied by",
                            flipped.pulled(v)));
        }
    }

    /** The derivatives where one tensor of the point is another. */
    private Optional<Jacobian> at(String changed, UnaryOperator<Tensor> change) {
        return Jacobian.of(accused, point.with(changed, change.apply(point.get(changed))), name);
    }

    private void add(String fault, String sentence, String remedy, double[] gradient) {
        boolean isFinite = Arrays.stream(gradient).allMatch(Double::isFinite);
        if (isFinite) {
            Tensor tensor = Tensor.of(DType.FLOAT64, there.parameter(), gradient);
            found.add(new Suspicion(fault, "dL/d" + name + ": " + sentence, remedy, Parameters.of(name, tensor)));
        }
    }

    private static double[] times(double[] a, double[] b) {
        double[] product = new double[a.length];
        for (int i = 0; i < a.length; i++) {
            product[i] = a[i] * b[i];
        }
        return product;
    }

    private static double[] negated(double[] a) {
        return Arrays.stream(a).map(x -> -x).toArray();
    }
}

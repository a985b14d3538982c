package dev.gradcheck.oracle;

import dev.gradcheck.accused.ForwardPass;
import dev.gradcheck.accused.ForwardPass.Measured;
import dev.gradcheck.function.Parameters;
import dev.gradcheck.tensor.Tensor;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.function.Predicate;

/**
 * A function around a point, contracted with a cotangent: s ↦ ⟨cotangent, f(x + s)⟩ − ⟨cotangent, f(x)⟩ for steps s of all parameters at
 * once, with the noise that was measured in it.
 */
public final class Neighbourhood {
    private final ForwardPass function;
    private final Parameters point;
    private final Contraction contraction;
    private final Grid grid;
    private final double[] noise;

    private Neighbourhood(ForwardPass function, Parameters point, Tensor cotangent, Measured measured) {
        this.function = function;
        this.grid = new Grid(measured.arithmetic());
        this.point = grid.on(point);
        this.noise = measured.noise();
        this.contraction = new Contraction(cotangent.values(), measured);
    }

    /**
     * {@return the neighbourhood of a point; empty where the forward pass has no value at the point itself}
     *
     * @param function the forward pass of the accused
     * @param point all float64
     * @param cotangent float64, of the output's shape
     */
    public static Optional<Neighbourhood> of(ForwardPass function, Parameters point, Tensor cotangent) {
        return function.measured(point)
                .value()
                .filter(m -> m.value().size() == cotangent.size())
                .map(m -> new Neighbourhood(function, point, cotangent, m));
    }

    /**
     * {@return the neighbourhood of a point at which the value and the error of any value near it are known already}
     *
     * @param function the forward pass of the accused
     * @param point all float64
     * @param cotangent float64, of the output's shape
     * @param origin value and noise at the point
     */
    public static Neighbourhood of(ForwardPass function, Parameters point, Tensor cotangent, Measured origin) {
        return new Neighbourhood(function, point, cotangent, origin);
    }

    /**
     * A random direction: ±(1 + k/16) times the size of each tensor's largest element rounded down to a power of two, or times 1 where
     * the tensor is zero; so that a step h moves every tensor by about h of itself, and is exact. With plain signs two elements that are
     * exchanged would go unseen along every other direction.
     *
     * @param moves which parameters; the others have the direction 0
     * @param seed of the signs
     * @return one tensor for each parameter
     */
    public Parameters direction(Predicate<String> moves, long seed) {
        SplittableRandom signs = new SplittableRandom(seed);
        Parameters direction = Parameters.NONE;
        for (String name : point.names()) {
            double largest = point.get(name).maxAbs();
            double length = moves.test(name) ? largest > 0 ? Math.scalb(1.0, Math.getExponent(largest)) : 1 : 0;
            direction = direction.with(
                    name,
                    point.get(name)
                            .mapExactly(v -> length * (signs.nextBoolean() ? 1 : -1) * (1 + signs.nextInt(16) / 16.0)));
        }
        return direction;
    }

    /**
     * The change of the function from the point to x + h·direction.
     *
     * @param direction one tensor for each parameter
     * @param h signed
     * @return the change; not finite where the function leaves its domain or throws
     */
    public Displacement change(Parameters direction, double h) {
        Parameters moved = Parameters.NONE;
        Parameters step = Parameters.NONE;
        for (String name : point.names()) {
            Tensor there = grid.on(point.get(name).plus(direction.get(name).times(h)));
            moved = moved.with(name, there);
            step = step.with(name, there.minus(point.get(name)));
        }
        Parameters taken = step;
        return function.value(moved)
                .value()
                .filter(v -> v.size() == contraction.outputs())
                .map(v -> contraction.change(h, v))
                .map(c -> new Displacement(taken, c.value(), c.noise()))
                .orElseGet(() -> new Displacement(taken, Double.NaN, Double.NaN));
    }

    /**
     * {@return how far rounding moves one output at the point, absolute; NaN where that cannot be measured}
     *
     * @param output row-major offset
     */
    public double noise(int output) {
        return noise[output];
    }

    /** {@return Σ|cotangent·f(x)|, the size of the function's value} */
    public double magnitude() {
        return contraction.magnitude();
    }

    /**
     * The change over one step.
     *
     * @param step as taken: x + h·direction is rounded, and the step is what remains
     * @param value ⟨cotangent, f(x + step) − f(x)⟩
     * @param noise the error of either of the two function values
     */
    public record Displacement(Parameters step, double value, double noise) {}
}

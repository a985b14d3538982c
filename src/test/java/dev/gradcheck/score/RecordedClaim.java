package dev.gradcheck.score;

import dev.gradcheck.function.Convention;
import dev.gradcheck.function.Differentiable;
import dev.gradcheck.function.Parameters;
import dev.gradcheck.function.Suspicion;
import dev.gradcheck.function.Vjp;
import dev.gradcheck.net.Network;
import dev.gradcheck.tensor.Arithmetic;
import dev.gradcheck.tensor.DType;
import dev.gradcheck.tensor.Tensor;
import java.util.ArrayList;
import java.util.List;

/**
 * A record as a function: its net's forward pass, and as backward pass the claimed gradient, which is data, times the
 * cotangent. Under random rounding the
 * claimed gradient moves as the textbook formulas of the same net do in the record's dtype.
 */
final class RecordedClaim implements Differentiable {
    private static final int ORDERS = 16;

    private final PlantedRecord record;
    private final Network network;
    private final Network textbook;

    RecordedClaim(PlantedRecord record) {
        this.record = record;
        this.network = RecordedNet.of(record);
        this.textbook = RecordedNet.textbook(record);
    }

    @Override
    public String name() {
        return record.id();
    }

    @Override
    public Tensor primal(Parameters point) {
        return network.primal(point);
    }

    @Override
    public Vjp vjp(Parameters point) {
        Vjp vjp = network.vjp(point);
        return new Vjp(vjp.primal(), vjp.trace(), cotangent -> claimed(point, cotangent));
    }

    @Override
    public List<Suspicion> suspicions(Parameters point, Tensor cotangent) {
        return network.suspicions(point, cotangent);
    }

    /**
     * In the record's own dtype: what is a kink within rounding depends on it. There the sign of a pre-activation depends on the order
     * of a sum, unit by unit: the mixed choices that other orders lead to are sampled.
     */
    @Override
    public List<Convention> conventions(Parameters point, Tensor cotangent) {
        Arithmetic own = Arithmetic.nearest(record.dtype());
        List<Convention> conventions = new ArrayList<>(network.conventions(point.in(own), cotangent.in(own)));
        for (int seed = 1; seed <= ORDERS && !conventions.isEmpty(); seed++) {
            Arithmetic other = Arithmetic.randomised(record.dtype(), seed);
            conventions.add(
                    new Convention("as another order of sums has it", gradient(network, point, other, cotangent)));
        }
        Arithmetic float64 = Arithmetic.nearest(DType.FLOAT64);
        return conventions.stream()
                .map(c -> new Convention(c.name(), c.gradient().in(float64)))
                .toList();
    }

    private Parameters claimed(Parameters point, Tensor cotangent) {
        Arithmetic arithmetic = cotangent.arithmetic();
        if (arithmetic.isNearest()) {
            return record.claimed().in(arithmetic).map(gradient -> gradient.times(cotangent.item()));
        }
        Arithmetic nearest = Arithmetic.nearest(DType.FLOAT64);
        Parameters exact = gradient(textbook, point, nearest, cotangent);
        Parameters moved = gradient(
                textbook,
                point,
                Arithmetic.randomised(record.dtype(), arithmetic.seed().getAsLong())
                        .accumulating(record.dtype()),
                cotangent);
        Parameters claimed = Parameters.NONE;
        for (String name : record.claimed().names()) {
            Tensor deviation = moved.get(name).in(nearest).minus(exact.get(name));
            claimed = claimed.with(
                    name,
                    record.claimed()
                            .get(name)
                            .in(nearest)
                            .times(cotangent.item())
                            .plus(deviation));
        }
        return claimed;
    }

    private static Parameters gradient(Network network, Parameters point, Arithmetic arithmetic, Tensor cotangent) {
        return network.vjp(point.in(arithmetic)).pullback().apply(cotangent.in(arithmetic));
    }
}

package dev.gradcheck.net;

import dev.gradcheck.function.Parameters;
import dev.gradcheck.graph.MixedPrecision;
import dev.gradcheck.tensor.Arithmetic;
import dev.gradcheck.tensor.Tensor;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** One backward pass through a network, in the reverse order of the forward pass. Gradients of what is used several times add up. */
final class BackwardPass {
    private final Map<String, Tensor> bars = new HashMap<>();
    private final Map<String, Tensor> gradients = new HashMap<>();

    /** In which gradients of parameters add up. */
    private final Arithmetic arithmetic;

    private BackwardPass(Arithmetic arithmetic) {
        this.arithmetic = arithmetic;
    }

    /** In the order of the point, not of the backward pass; a parameter for which a layer gives no gradient is missing. */
    static Parameters gradient(ForwardPass forward, Parameters point, Tensor cotangent) {
        BackwardPass pass = new BackwardPass(Network.arithmetic(point));
        double scale = forward.network().mixed().map(MixedPrecision::lossScale).orElse(1.0);
        pass.run(forward, scale == 1 ? cotangent : cotangent.times(scale));
        Parameters ordered = Parameters.NONE;
        for (String name : point.names()) {
            Tensor gradient = sum(pass.gradients.get(name), pass.bars.get(name));
            ordered = gradient == null ? ordered : ordered.with(name, gradient);
        }
        return scale == 1 ? ordered : ordered.map(gradient -> gradient.times(1 / scale));
    }

    private void run(ForwardPass forward, Tensor cotangent) {
        List<Network.Place> places = forward.network().places();
        bars.put(places.get(places.size() - 1).name(), cotangent);
        for (int i = places.size() - 1; i >= 0; i--) {
            Network.Place place = places.get(i);
            Layer.Pulled pulled = forward.applied().get(i).backward().apply(bars.get(place.name()));
            for (int k = 0; k < place.inputs().size(); k++) {
                String name = place.inputs().get(k);
                Tensor bar =
                        pulled.inputBars().get(k).in(forward.values().get(name).arithmetic());
                bars.merge(name, bar, Tensor::plus);
            }
            pulled.parameterBars()
                    .tensors()
                    .forEach((name, bar) -> gradients.merge(name, bar.in(arithmetic), Tensor::plus));
        }
    }

    private static Tensor sum(Tensor one, Tensor other) {
        return one == null || other == null ? one == null ? other : one : one.plus(other);
    }
}

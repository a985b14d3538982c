package dev.gradcheck.net;

import dev.gradcheck.function.Parameters;
import dev.gradcheck.tensor.Tensor;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** One backward pass through a network, in the reverse order of the forward pass. Gradients of what is used several times add up. */
final class BackwardPass {
    private final Map<String, Tensor> bars = new HashMap<>();
    private final Map<String, Tensor> gradients = new HashMap<>();

    private BackwardPass() {}

    /** In the order of the point, not of the backward pass; a parameter for which a layer gives no gradient is missing. */
    static Parameters gradient(ForwardPass forward, Parameters point, Tensor cotangent) {
        BackwardPass pass = new BackwardPass();
        pass.run(forward, cotangent);
        Parameters ordered = Parameters.NONE;
        for (String name : point.names()) {
            Tensor gradient = sum(pass.gradients.get(name), pass.bars.get(name));
            ordered = gradient == null ? ordered : ordered.with(name, gradient);
        }
        return ordered;
    }

    private void run(ForwardPass forward, Tensor cotangent) {
        List<Network.Place> places = forward.network().places();
        bars.put(places.get(places.size() - 1).name(), cotangent);
        for (int i = places.size() - 1; i >= 0; i--) {
            Network.Place place = places.get(i);
            Layer.Pulled pulled = forward.applied().get(i).backward().apply(bars.get(place.name()));
            for (int k = 0; k < place.inputs().size(); k++) {
                Tensor bar = pulled.inputBars().get(k);
                bars.merge(place.inputs().get(k), bar, Tensor::plus);
            }
            pulled.parameterBars().tensors().forEach((name, bar) -> gradients.merge(name, bar, Tensor::plus));
        }
    }

    private static Tensor sum(Tensor one, Tensor other) {
        return one == null || other == null ? one == null ? other : one : one.plus(other);
    }
}

package dev.gradcheck.net;

import dev.gradcheck.function.Parameters;
import dev.gradcheck.function.Stage;
import dev.gradcheck.tensor.Tensor;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The layers of a network, each as a network of one place: its parameters and the values that depend on some parameter are its point, all
 * other values are its inputs.
 */
final class Stages {
    private final ForwardPass forward;
    private final Parameters point;
    private final Set<String> moving;

    private Stages(ForwardPass forward, Parameters point) {
        this.forward = forward;
        this.point = point;
        this.moving = new LinkedHashSet<>(point.names());
        forward.network().places().forEach(place -> moving.add(place.name()));
    }

    static List<Stage> of(Network network, Parameters point) {
        Stages stages = new Stages(ForwardPass.of(network, point), point);
        List<Stage> all = new ArrayList<>();
        for (int i = network.places().size() - 1; i >= 0; i--) {
            Stage stage = stages.stage(i);
            if (!stage.point().names().isEmpty()) {
                all.add(stage);
            }
        }
        return all;
    }

    private Stage stage(int index) {
        Network.Place place = forward.network().places().get(index);
        Parameters at = Parameters.NONE;
        Map<String, Tensor> fixed = new LinkedHashMap<>();
        for (String input : place.inputs()) {
            if (moving.contains(input)) {
                at = at.with(input, forward.values().get(input));
            } else {
                fixed.put(input, forward.values().get(input));
            }
        }
        for (String name : ownParameters(index)) {
            at = at.with(name, point.get(name));
        }
        String name = "layer " + place.name() + " (" + place.layer().name() + ")";
        return new Stage(name, new Network(name, List.of(place), fixed), at);
    }

    /** Those for which the layer has a gradient: what else it may read is not known. */
    private List<String> ownParameters(int index) {
        Layer.Applied applied = forward.applied().get(index);
        Tensor bar = applied.output().mapExactly(value -> 1);
        return applied.backward().apply(bar).parameterBars().names().stream()
                .filter(point::has)
                .toList();
    }
}

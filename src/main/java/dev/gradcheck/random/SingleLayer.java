package dev.gradcheck.random;

import dev.gradcheck.function.Parameters;
import dev.gradcheck.graph.Architecture;
import dev.gradcheck.graph.Node;
import dev.gradcheck.tensor.Arithmetic;
import dev.gradcheck.tensor.DType;
import dev.gradcheck.tensor.Shape;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** A network of one layer, all of whose inputs are differentiated: to judge a kind of layer by itself. */
public final class SingleLayer {
    private static final String NAME = "layer";

    private SingleLayer() {}

    /**
     * {@return a random layer of one kind at a random point}
     *
     * @param kind of the layer
     * @param source how it occurs
     * @param choices where the numbers come from
     * @param dtype of the pass
     */
    public static NetworkSample draw(String kind, LayerSource source, Choices choices, DType dtype) {
        Weights weights = new Dice(choices, Weights.SMALL_INTEGERS).one(List.of(Weights.values()));
        Dice dice = new Dice(choices, weights).sometimesLarge();
        List<Shape> shapes = source.inputs(dice);
        Parameters point = Parameters.NONE;
        List<String> inputs = new ArrayList<>();
        for (int i = 0; i < shapes.size(); i++) {
            inputs.add("x" + i);
            point = point.with("x" + i, source.input(dice, shapes.get(i)));
        }
        Draft draft = source.draft(dice, shapes);
        for (var parameter : draft.parameters().entrySet()) {
            point = point.with(NAME + "." + parameter.getKey(), parameter.getValue());
        }
        Node node = new Node(NAME, kind, inputs, NAME, draft.attributes());
        return new NetworkSample(
                new Architecture(List.of(node), Map.of()), point.in(Arithmetic.nearest(dtype)), dtype, weights);
    }
}

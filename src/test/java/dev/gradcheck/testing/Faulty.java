package dev.gradcheck.testing;

import dev.gradcheck.function.Differentiable;
import dev.gradcheck.function.Parameters;
import dev.gradcheck.function.Vjp;
import dev.gradcheck.golden.NetworkDefinition;
import dev.gradcheck.notebook.NotebookNetworks;
import dev.gradcheck.tensor.Tensor;
import java.util.function.UnaryOperator;

/** A function of this project, with a fault planted in its backward pass. */
record Faulty(Differentiable sound, UnaryOperator<Parameters> fault) implements Differentiable {
    /** The project's networks, in one of which a gradient is not what the code says. */
    static Networks in(String network, String parameter, UnaryOperator<Tensor> fault) {
        NetworkDefinition sound = NotebookNetworks.catalog().find(network).orElseThrow();
        NetworkDefinition faulty = new NetworkDefinition(
                network,
                sound.parameters(),
                sound.values(),
                (input, target) -> new Faulty(
                        sound.builder().build(input, target), g -> g.with(parameter, fault.apply(g.get(parameter)))));
        return NotebookNetworks.all().with(NotebookNetworks.catalog().with(faulty));
    }

    @Override
    public String name() {
        return sound.name();
    }

    @Override
    public Tensor primal(Parameters point) {
        return sound.primal(point);
    }

    @Override
    public Vjp vjp(Parameters point) {
        Vjp vjp = sound.vjp(point);
        return new Vjp(
                vjp.primal(),
                vjp.trace(),
                cotangent -> fault.apply(vjp.pullback().apply(cotangent)));
    }
}

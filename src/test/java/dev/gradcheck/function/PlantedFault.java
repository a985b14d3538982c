package dev.gradcheck.function;

import dev.gradcheck.tensor.Tensor;
import java.util.List;

/**
 * A function with a fault planted in its backward pass: the gradient of one parameter is spoiled, in whatever arithmetic the pass is run;
 * value, trace and everything the function knows of its structure stay right.
 *
 * @param sound the function without the fault
 * @param parameter whose gradient is spoiled
 * @param fault what is wrong with it
 */
public record PlantedFault(Differentiable sound, String parameter, Fault fault) implements Differentiable {
    @Override
    public String name() {
        return sound.name() + " with d/d" + parameter + " wrong: " + fault.name();
    }

    @Override
    public Tensor primal(Parameters point) {
        return sound.primal(point);
    }

    @Override
    public Vjp vjp(Parameters point) {
        Vjp vjp = sound.vjp(point);
        return new Vjp(
                vjp.primal(), vjp.trace(), cotangent -> spoiled(vjp.pullback().apply(cotangent)));
    }

    @Override
    public List<Suspicion> suspicions(Parameters point, Tensor cotangent) {
        return sound.suspicions(point, cotangent);
    }

    @Override
    public List<Convention> conventions(Parameters point, Tensor cotangent) {
        return sound.conventions(point, cotangent);
    }

    @Override
    public List<Stage> stages(Parameters point) {
        return sound.stages(point);
    }

    private Parameters spoiled(Parameters right) {
        Tensor own = right.get(parameter);
        Parameters wrong = Parameters.NONE;
        for (String name : right.names()) {
            if (!name.equals(parameter)) {
                wrong = wrong.with(name, right.get(name));
            } else if (fault.effect().on(own).isPresent()) {
                wrong = wrong.with(name, fault.effect().on(own).get());
            }
        }
        return wrong;
    }
}

package dev.gradcheck.forgotten;

import dev.gradcheck.function.Parameters;
import dev.gradcheck.net.Layer;
import dev.gradcheck.tensor.Tensor;
import java.util.List;

/** x ↦ 2·x, a layer. */
public final class Twice implements Layer {
    @Override
    public String name() {
        return "twice";
    }

    @Override
    public Applied apply(Parameters parameters, List<Tensor> inputs) {
        return new Applied(inputs.get(0).times(2), bar -> new Pulled(bar.times(2), Parameters.NONE));
    }

    /** Judged through what holds it. */
    private record Inner(Twice whole) implements Layer {
        @Override
        public String name() {
            return whole.name();
        }

        @Override
        public Applied apply(Parameters parameters, List<Tensor> inputs) {
            return whole.apply(parameters, inputs);
        }
    }
}

package dev.gradcheck.golden;

import dev.gradcheck.function.Parameters;
import dev.gradcheck.graph.Architecture;
import dev.gradcheck.graph.MixedPrecision;
import dev.gradcheck.tensor.Tensor;
import java.util.Optional;
import java.util.function.Function;

/** The network of a golden case, at its inputs: one that is code and has a name, or one that the file itself describes. */
public sealed interface NetworkChoice {
    /** {@return what people call it} */
    String name();

    /**
     * {@return a value of the forward pass, if there is one of that name}
     *
     * @param trace of the pass
     * @param name as golden files call it
     */
    Optional<Tensor> value(Parameters trace, String name);

    /**
     * {@return what is made of the one kind or of the other}
     *
     * @param named for a network that is code
     * @param inline for one that the file describes
     * @param <T> what is made
     */
    <T> T either(Function<Named, T> named, Function<Inline, T> inline);

    /**
     * A network that is code.
     *
     * @param name in the catalog the case was read with
     * @param input finite, of a shape the network takes
     * @param target finite, of a shape the network takes
     */
    record Named(String name, Tensor input, Tensor target) implements NetworkChoice {
        @Override
        public Optional<Tensor> value(Parameters trace, String name) {
            return trace.has(name) ? Optional.of(trace.get(name)) : Optional.empty();
        }

        @Override
        public <T> T either(Function<Named, T> named, Function<Inline, T> inline) {
            return named.apply(this);
        }
    }

    /**
     * A network that the file describes.
     *
     * @param architecture its layers, and the inputs that are not differentiated
     */
    record Inline(Architecture architecture) implements NetworkChoice {
        @Override
        public String name() {
            return architecture.toString();
        }

        /** By the name of the layer, which the trace lengthens by what the layer is; in the dtype of the case. */
        @Override
        public Optional<Tensor> value(Parameters trace, String name) {
            return trace.names().stream()
                    .filter(traced -> traced.startsWith(name + ": "))
                    .findFirst()
                    .map(trace::get)
                    .map(value -> architecture.mixed().isPresent() ? value.as(MixedPrecision.PARAMETERS) : value);
        }

        @Override
        public <T> T either(Function<Named, T> named, Function<Inline, T> inline) {
            return inline.apply(this);
        }
    }
}

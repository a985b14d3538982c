package dev.gradcheck.net;

import dev.gradcheck.function.Convention;
import dev.gradcheck.function.Parameters;
import dev.gradcheck.tensor.Tensor;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** The units of a network that sit on a kink within rounding, and what conventions there lead to. */
final class Kinks {
    /** A pre-activation this small against the sum of its terms' sizes is zero but for the order of summation. */
    private static final double WITHIN_ROUNDING = 64;

    private Kinks() {}

    static List<Convention> conventions(Network network, Parameters point, Tensor cotangent) {
        List<Convention> conventions = new ArrayList<>();
        for (double choice : new double[] {0, 0.5, 1}) {
            int units = 0;
            Network chosen = network;
            Tensor value = network.lifted(point);
            for (int i = 0; i < network.layers().size(); i++) {
                Layer layer = network.layers().get(i);
                if (layer instanceof Kinked kinked && i > 0 && network.layers().get(i - 1) instanceof Dense dense) {
                    boolean[] onKink = onKink(value, magnitude(network, point, i - 1, dense));
                    units += count(onKink);
                    chosen = chosen.with(i, new AtKinks(kinked, onKink, choice));
                }
                value = layer.apply(point, value).output();
            }
            if (units > 0) {
                String name = String.format(
                        Locale.ROOT, "the derivative %.3g of the way between the slopes at %d units", choice, units);
                conventions.add(
                        new Convention(name, chosen.vjp(point).pullback().apply(cotangent)));
            }
        }
        return conventions;
    }

    /** The dense layer of the absolute values: the size of the terms that make up each pre-activation. */
    private static Tensor magnitude(Network network, Parameters point, int index, Dense dense) {
        Tensor value = network.lifted(point);
        for (Layer layer : network.layers().subList(0, index)) {
            value = layer.apply(point, value).output();
        }
        return dense.apply(point.map(t -> t.mapExactly(Math::abs)), value.mapExactly(Math::abs))
                .output();
    }

    private static boolean[] onKink(Tensor z, Tensor magnitude) {
        boolean[] onKink = new boolean[z.size()];
        for (int i = 0; i < onKink.length; i++) {
            onKink[i] = Math.abs(z.at(i)) <= WITHIN_ROUNDING * z.dtype().unitRoundoff() * magnitude.at(i);
        }
        return onKink;
    }

    private static int count(boolean[] flags) {
        int count = 0;
        for (boolean flag : flags) {
            count += flag ? 1 : 0;
        }
        return count;
    }

    /** A kinked activation with a chosen derivative at certain elements. */
    private record AtKinks(Kinked activation, boolean[] onKink, double choice) implements Elementwise {
        @Override
        public String name() {
            return activation.name();
        }

        @Override
        public Tensor value(Tensor x) {
            return activation.value(x);
        }

        @Override
        public Tensor derivative(Tensor x) {
            Tensor derivative = activation.derivative(x);
            double chosen = activation.leftSlope() + choice * (activation.rightSlope() - activation.leftSlope());
            for (int i = 0; i < onKink.length; i++) {
                derivative = onKink[i] ? derivative.with(i, x.dtype().round(chosen)) : derivative;
            }
            return derivative;
        }
    }
}

package dev.gradcheck.net;

import dev.gradcheck.function.Convention;
import dev.gradcheck.function.Parameters;
import dev.gradcheck.tensor.DType;
import dev.gradcheck.tensor.Tensor;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.ToDoubleFunction;

/** The units of a network that sit on a kink within rounding, and what conventions there lead to. */
final class Kinks {
    /** A number this small against the sum of its terms' sizes is zero but for the order of summation. */
    private static final double WITHIN_ROUNDING = 64;

    private static final double[] CHOICES = {0, 0.5, 1};

    private Kinks() {}

    static List<Convention> conventions(Network network, Parameters point, Tensor cotangent) {
        List<Convention> conventions = new ArrayList<>();
        if (network.layers().stream().noneMatch(Kinked.class::isInstance)) {
            return conventions;
        }
        ForwardPass forward = ForwardPass.of(network, point);
        Map<String, Tensor> magnitudes = magnitudes(forward, point);
        Map<String, ToDoubleFunction<Kinked>> choices = new LinkedHashMap<>();
        for (double choice : CHOICES) {
            String name = String.format(Locale.ROOT, "the derivative %.3g of the way between the slopes", choice);
            choices.put(name, layer -> choice);
        }
        if (usualChoices(network) > 1) {
            choices.put("the derivative that PyTorch has for each layer", Kinked::usualChoice);
        }
        choices.forEach((name, choice) -> add(conventions, name, choice, forward, magnitudes, point, cotangent));
        return conventions;
    }

    private static long usualChoices(Network network) {
        return network.layers().stream()
                .filter(Kinked.class::isInstance)
                .mapToDouble(layer -> ((Kinked) layer).usualChoice())
                .distinct()
                .count();
    }

    private static void add(
            List<Convention> conventions,
            String name,
            ToDoubleFunction<Kinked> choice,
            ForwardPass forward,
            Map<String, Tensor> magnitudes,
            Parameters point,
            Tensor cotangent) {
        int units = 0;
        Network chosen = forward.network();
        for (int i = 0; i < chosen.places().size(); i++) {
            Network.Place place = chosen.places().get(i);
            if (place.layer() instanceof Kinked kinked) {
                List<Tensor> sizes =
                        place.inputs().stream().map(magnitudes::get).toList();
                Kinked.Chosen there = kinked.choose(choice.applyAsDouble(kinked), forward.inputs(place), sizes);
                units += there.units();
                chosen = chosen.with(i, there.layer());
            }
        }
        if (units > 0) {
            Parameters gradient = chosen.vjp(point).pullback().apply(cotangent);
            conventions.add(new Convention(name + " at " + units + " units", gradient));
        }
    }

    /** Which elements are zero but for the order of summation. */
    static boolean[] negligible(Tensor z, Tensor magnitude) {
        boolean[] negligible = new boolean[z.size()];
        for (int i = 0; i < negligible.length; i++) {
            negligible[i] = isNegligible(z.at(i), magnitude.at(i), z.dtype());
        }
        return negligible;
    }

    /** Whether a number is zero but for the order of summation. */
    static boolean isNegligible(double z, double magnitude, DType dtype) {
        return Math.abs(z) <= WITHIN_ROUNDING * dtype.unitRoundoff() * magnitude;
    }

    static int count(boolean[] flags) {
        int count = 0;
        for (boolean flag : flags) {
            count += flag ? 1 : 0;
        }
        return count;
    }

    /** Of every value, how large the terms are that make it up. */
    private static Map<String, Tensor> magnitudes(ForwardPass forward, Parameters point) {
        Map<String, Tensor> magnitudes = new HashMap<>();
        forward.network().given(point).forEach((name, value) -> magnitudes.put(name, value.mapExactly(Math::abs)));
        for (Network.Place place : forward.network().places()) {
            magnitudes.put(place.name(), place.layer().magnitude(forward.parameters(place), forward.inputs(place)));
        }
        return magnitudes;
    }
}

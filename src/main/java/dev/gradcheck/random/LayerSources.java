package dev.gradcheck.random;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The kinds of layers that random networks are made of, the simplest first.
 *
 * @param layers by kind
 * @param losses by kind: what ends a network
 */
public record LayerSources(Map<String, LayerSource> layers, Map<String, LayerSource> losses) {
    private static final LayerSources STANDARD = new LayerSources(standardLayers(), LossSources.all());

    /**
     * Copies.
     *
     * @param layers by kind
     * @param losses by kind
     */
    public LayerSources {
        layers = Collections.unmodifiableMap(new LinkedHashMap<>(layers));
        losses = Collections.unmodifiableMap(new LinkedHashMap<>(losses));
    }

    /** {@return all layers and losses of this project} */
    public static LayerSources standard() {
        return STANDARD;
    }

    private static Map<String, LayerSource> standardLayers() {
        Map<String, LayerSource> all = new LinkedHashMap<>();
        all.putAll(ActivationSources.all());
        all.putAll(LinearSources.all());
        all.putAll(ImageSources.all());
        all.putAll(SequenceSources.all());
        all.putAll(ShapeSources.all());
        return all;
    }
}

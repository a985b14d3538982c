package dev.gradcheck.random;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The kinds of layers that random networks are made of, the simplest first. A network draws the group before the kind, so that none is
 * crowded out by a group with many.
 *
 * @param groups of layers that resemble each other, each by kind; no kind twice
 * @param losses by kind: what ends a network
 */
public record LayerSources(List<Map<String, LayerSource>> groups, Map<String, LayerSource> losses) {
    private static final LayerSources STANDARD = new LayerSources(
            List.of(
                    ActivationSources.all(),
                    LinearSources.all(),
                    ImageSources.convolutions(),
                    ImageSources.pools(),
                    NormSources.all(),
                    SequenceSources.all(),
                    ShapeSources.all(),
                    RecurrentSources.all(),
                    AxisSources.all()),
            LossSources.all());

    /**
     * Copies.
     *
     * @param groups of layers
     * @param losses by kind
     */
    public LayerSources {
        groups = groups.stream().map(LayerSources::copy).toList();
        losses = copy(losses);
    }

    /** {@return all layers and losses of this project} */
    public static LayerSources standard() {
        return STANDARD;
    }

    /** {@return all layers and losses, by kind} */
    public Map<String, LayerSource> all() {
        Map<String, LayerSource> all = new LinkedHashMap<>();
        groups.forEach(all::putAll);
        all.putAll(losses);
        return all;
    }

    private static Map<String, LayerSource> copy(Map<String, LayerSource> sources) {
        return Collections.unmodifiableMap(new LinkedHashMap<>(sources));
    }
}

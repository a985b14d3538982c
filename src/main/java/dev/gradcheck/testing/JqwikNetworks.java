package dev.gradcheck.testing;

import dev.gradcheck.net.LayerCatalog;
import dev.gradcheck.random.Choices;
import dev.gradcheck.random.Drawn;
import dev.gradcheck.random.LayerSources;
import dev.gradcheck.random.NetworkSample;
import dev.gradcheck.random.RandomNetwork;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Shrinkable;
import net.jqwik.api.ShrinkingDistance;

/** Random networks for jqwik: {@code @Provide Arbitrary<NetworkSample> networks() { return JqwikNetworks.of(…); }}. */
public final class JqwikNetworks {
    /** The step of SplittableRandom's own seeds: neighbouring seeds are far apart. */
    private static final long GOLDEN_GAMMA = 0x9E3779B97F4A7C15L;

    private JqwikNetworks() {}

    /** {@return networks of all layers and losses of this project} */
    public static Arbitrary<NetworkSample> standard() {
        return of(LayerSources.standard(), LayerCatalog.standard());
    }

    /**
     * {@return the same networks, each declared in one of these ways}
     *
     * @param ways such as {@code network -> network.in(DType.BFLOAT16)}, at least one
     */
    public static Arbitrary<NetworkSample> declared(List<UnaryOperator<NetworkSample>> ways) {
        return drawnBy(choices -> {
            UnaryOperator<NetworkSample> way = ways.get((int) choices.next(ways.size()));
            return way.apply(RandomNetwork.draw(LayerSources.standard(), LayerCatalog.standard(), choices));
        });
    }

    /**
     * {@return networks of these layers and losses}
     *
     * @param sources what they are made of
     * @param catalog that knows these kinds
     */
    public static Arbitrary<NetworkSample> of(LayerSources sources, LayerCatalog catalog) {
        return drawnBy(choices -> RandomNetwork.draw(sources, catalog, choices));
    }

    /**
     * {@return whatever a generator draws, shrunk by the numbers it was drawn from; the seed of the run takes part beside jqwik's, so that
     *     {@code -Dgradcheck.seed} chooses other things}
     *
     * @param generator the same numbers must always give an equal thing
     * @param <T> what it draws
     */
    public static <T> Arbitrary<T> drawnBy(Function<Choices, T> generator) {
        return Arbitraries.fromGenerator(random -> {
            SplittableRandom own = new SplittableRandom(
                    random.nextLong() + GOLDEN_GAMMA * Settings.current().seed());
            return new ByNumbers<>(Drawn.of(generator, own::nextLong));
        });
    }

    private record ByNumbers<T>(Drawn<T> drawn) implements Shrinkable<T> {
        @Override
        public T value() {
            return drawn.value();
        }

        @Override
        public Stream<Shrinkable<T>> shrink() {
            return drawn.simpler().map(ByNumbers::new);
        }

        @Override
        public ShrinkingDistance distance() {
            return ShrinkingDistance.of(drawn.size(), (long) drawn.weight());
        }
    }
}

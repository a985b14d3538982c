package dev.gradcheck.random;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gradcheck.accused.Accused;
import dev.gradcheck.function.Differentiable;
import dev.gradcheck.net.LayerCatalog;
import dev.gradcheck.oracle.Claim;
import dev.gradcheck.oracle.Estimate;
import dev.gradcheck.oracle.GradientOracle;
import dev.gradcheck.oracle.Question;
import dev.gradcheck.oracle.Slope;
import dev.gradcheck.oracle.djl.DjlAutograd;
import dev.gradcheck.oracle.djl.LayerTwins;
import dev.gradcheck.oracle.djl.ReplayedAutograd;
import dev.gradcheck.oracle.djl.torch.TorchDevice;
import dev.gradcheck.tensor.DType;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Autograd of the hand-written twin and of the replayed record, of every kind of layer: two ways into PyTorch that share no line. */
class ReplayAndTwinTest {
    private static final int TRIES = 12;
    private static final Map<String, LayerSource> SOURCES =
            LayerSources.standard().all();

    static Set<String> kinds() {
        return SOURCES.keySet();
    }

    @ParameterizedTest
    @MethodSource("kinds")
    void they_do_not_contradict_each_other(String kind) {
        int decided = 0;
        for (int seed = 0; seed < TRIES; seed++) {
            NetworkSample sample =
                    SingleLayer.draw(kind, SOURCES.get(kind), new SplittableRandom(seed)::nextLong, DType.FLOAT64);
            Differentiable network = LayerCatalog.standard().network(kind, sample.architecture());
            Accused accused = new Accused(network, sample.point(), DType.FLOAT64, seed);
            Question question = new Question(accused, sample.point(), accused.shadowCotangent(), Claim.NONE);
            GradientOracle twin = DjlAutograd.of(
                    LayerTwins.standard().of(sample.architecture()).orElseThrow(), DType.FLOAT64, TorchDevice.CPU);
            List<Estimate> one = twin.estimate(question);
            List<Estimate> other =
                    ReplayedAutograd.of(DType.FLOAT64, TorchDevice.CPU).estimate(question);
            for (int k = 0; k < one.size(); k++) {
                decided += compared(sample, one.get(k), other.get(k));
            }
        }
        assertThat(decided).as("elements with a bound on both sides").isPositive();
    }

    private static int compared(NetworkSample sample, Estimate one, Estimate other) {
        int decided = 0;
        for (int i = 0; i < one.slopes().size(); i++) {
            Slope a = one.slopes().get(i);
            Slope b = other.slopes().get(i);
            if (a.bound().isPresent() && b.bound().isPresent()) {
                double both = a.bound().getAsDouble() + b.bound().getAsDouble();
                assertThat(Math.abs(a.value() - b.value()))
                        .as("%s, element %d: twin %s, replay %s", sample, i, a, b)
                        .isLessThanOrEqualTo(both);
                decided++;
            }
        }
        return decided;
    }
}

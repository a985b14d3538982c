package dev.gradcheck.random;

import dev.gradcheck.check.CheckReport;
import dev.gradcheck.check.GradientCheck;
import dev.gradcheck.function.Differentiable;
import dev.gradcheck.net.LayerCatalog;
import dev.gradcheck.oracle.FiniteDifferences;
import dev.gradcheck.oracle.GradientOracle;
import dev.gradcheck.oracle.djl.DjlAutograd;
import dev.gradcheck.oracle.djl.LayerTwins;
import dev.gradcheck.oracle.djl.TorchDevice;
import dev.gradcheck.tensor.DType;
import java.util.List;
import java.util.SplittableRandom;

/** Judges samples by both oracles. */
final class Judge {
    private Judge() {}

    static Choices choices(long seed) {
        return new SplittableRandom(seed)::nextLong;
    }

    static Differentiable function(NetworkSample sample) {
        return LayerCatalog.standard().network(sample.architecture().toString(), sample.architecture());
    }

    static CheckReport check(NetworkSample sample) {
        return check(sample, function(sample), oracles(sample));
    }

    static CheckReport check(NetworkSample sample, Differentiable function, List<GradientOracle> oracles) {
        return new GradientCheck(function.name(), function, sample.point(), sample.dtype(), oracles, 1).run();
    }

    static List<GradientOracle> oracles(NetworkSample sample) {
        return List.of(
                new FiniteDifferences(),
                DjlAutograd.of(
                        LayerTwins.standard().of(sample.architecture()).orElseThrow(), DType.FLOAT64, TorchDevice.CPU));
    }
}

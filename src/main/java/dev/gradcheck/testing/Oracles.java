package dev.gradcheck.testing;

import dev.gradcheck.check.CheckReport.NotRun;
import dev.gradcheck.oracle.FiniteDifferences;
import dev.gradcheck.oracle.GradientOracle;
import dev.gradcheck.oracle.djl.DjlAutograd;
import dev.gradcheck.oracle.djl.LayerTwins;
import dev.gradcheck.oracle.djl.ReplayedAutograd;
import dev.gradcheck.oracle.djl.Twin;
import dev.gradcheck.oracle.djl.torch.TorchDevice;
import dev.gradcheck.oracle.record.RecordOracle;
import dev.gradcheck.tensor.DType;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The oracles of a run: the recorded forward pass, finite differences, and autograd in each dtype on each device: of the twin where
 * there is one, else of the record, replayed. The record comes first: what it knows of every element the differences need not measure again.
 */
final class Oracles {
    private static final String AUTOGRAD = "autograd";

    private Oracles() {}

    /** {@return the twins of this project's layers; none where there is no DJL} */
    static LayerTwins layerTwins() {
        return Library.DJL.isThere() ? LayerTwins.standard() : LayerTwins.none();
    }

    static List<GradientOracle> of(Optional<Twin> twin, DType dtype) {
        List<GradientOracle> oracles = new ArrayList<>(List.of(new RecordOracle(), differences()));
        if (Library.DJL.isThere()) {
            oracles.addAll(autograd(twin, dtype));
        }
        return oracles;
    }

    /** As the run is set. */
    static FiniteDifferences differences() {
        Settings settings = Settings.current();
        return new FiniteDifferences(settings.budget(), settings.seed());
    }

    /** What of autograd cannot be asked: all of it without DJL, else the devices that are not there. */
    static List<NotRun> notRun() {
        if (!Library.DJL.isThere()) {
            return List.of(new NotRun(AUTOGRAD, Library.DJL.missing(AUTOGRAD)));
        }
        return Devices.selected().unusable().stream()
                .map(d -> new NotRun(AUTOGRAD + " on " + d.device(), d.reason()))
                .toList();
    }

    /** @throws IllegalStateException in one sentence where there is no DJL */
    static List<GradientOracle> autograd(Optional<Twin> twin, DType dtype) {
        Library.DJL.require(AUTOGRAD);
        List<GradientOracle> oracles = new ArrayList<>();
        for (TorchDevice device : Devices.selected().devices()) {
            oracles.add(autograd(twin, DType.FLOAT64, device));
            if (dtype != DType.FLOAT64) {
                oracles.add(autograd(twin, dtype, device));
            }
        }
        return oracles;
    }

    static GradientOracle autograd(Optional<Twin> twin, DType dtype, TorchDevice device) {
        return twin.<GradientOracle>map(t -> DjlAutograd.of(t, dtype, device))
                .orElseGet(() -> ReplayedAutograd.of(dtype, device));
    }
}

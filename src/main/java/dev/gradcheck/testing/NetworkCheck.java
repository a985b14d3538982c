package dev.gradcheck.testing;

import dev.gradcheck.check.CheckReport;
import dev.gradcheck.check.GradientCheck;
import dev.gradcheck.function.Differentiable;
import dev.gradcheck.net.LayerCatalog;
import dev.gradcheck.oracle.djl.LayerTwins;
import dev.gradcheck.oracle.djl.Twin;
import dev.gradcheck.random.NetworkSample;
import java.util.Optional;

/**
 * Judges random networks by every oracle: autograd is asked of the twin where every layer has one, and of the replayed record elsewhere.
 *
 * @param catalog of the hand-written layers
 * @param twins of the same layers
 */
public record NetworkCheck(LayerCatalog catalog, LayerTwins twins) {
    /** {@return the layers of this project and their twins} */
    public static NetworkCheck standard() {
        return new NetworkCheck(LayerCatalog.standard(), Oracles.layerTwins());
    }

    /**
     * Runs the check.
     *
     * @param sample the network and its point
     * @return what was found
     */
    public CheckReport run(NetworkSample sample) {
        String name = sample.architecture() + ", " + sample.dtype();
        Differentiable network = catalog.network(name, sample.architecture());
        Optional<Twin> twin = twins.of(sample.architecture());
        return new GradientCheck(
                        name,
                        network,
                        sample.point(),
                        sample.dtype(),
                        Oracles.of(twin, sample.coarsest()),
                        Settings.current().seed())
                .run()
                .notRun(Oracles.notRun(sample.coarsest()));
    }
}

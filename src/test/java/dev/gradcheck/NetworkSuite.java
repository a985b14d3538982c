package dev.gradcheck;

import static dev.gradcheck.testing.NetworkAssert.assertThatNetwork;

import dev.gradcheck.random.NetworkSample;
import dev.gradcheck.testing.JqwikNetworks;
import dev.gradcheck.testing.JqwikReport;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Label;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.lifecycle.AddLifecycleHook;

/** Random networks of all layers and losses, judged like golden cases. */
@AddLifecycleHook(JqwikReport.class)
@Label("Random networks")
class NetworkSuite {
    @Provide
    Arbitrary<NetworkSample> networks() {
        return JqwikNetworks.standard();
    }

    @Property(seed = "20260101")
    @Label("every gradient is right")
    void every_gradient_is_right(@ForAll("networks") NetworkSample network) {
        assertThatNetwork(network).isCorrectWhereDecided();
    }
}

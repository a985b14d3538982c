package dev.gradcheck;

import static dev.gradcheck.testing.NetworkAssert.assertThatNetwork;

import dev.gradcheck.graph.MixedPrecision;
import dev.gradcheck.random.NetworkSample;
import dev.gradcheck.tensor.DType;
import dev.gradcheck.testing.JqwikNetworks;
import dev.gradcheck.testing.JqwikReport;
import java.util.List;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Label;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.lifecycle.AddLifecycleHook;

/** Random networks of all layers and losses, declared in the types of 16 bits and in mixed precision. */
@AddLifecycleHook(JqwikReport.class)
@Label("Random networks")
class HalfNetworkSuite {
    @Provide
    Arbitrary<NetworkSample> networks() {
        return JqwikNetworks.declared(List.of(
                network -> network.in(DType.BFLOAT16),
                network -> network.in(DType.FLOAT16),
                network -> network.in(new MixedPrecision(DType.BFLOAT16, 1)),
                network -> network.in(new MixedPrecision(DType.FLOAT16, 128))));
    }

    @Property(seed = "20260101")
    @Label("every gradient is right in bfloat16, float16 and mixed precision")
    void every_gradient_is_right(@ForAll("networks") NetworkSample network) {
        assertThatNetwork(network).isCorrectWhereDecided();
    }
}

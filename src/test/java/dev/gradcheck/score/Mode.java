package dev.gradcheck.score;

import dev.gradcheck.oracle.FiniteDifferences;
import dev.gradcheck.oracle.GradientOracle;
import dev.gradcheck.oracle.djl.DjlAutograd;
import dev.gradcheck.oracle.djl.LayerTwins;
import dev.gradcheck.oracle.djl.Twin;
import dev.gradcheck.oracle.djl.torch.TorchDevice;
import dev.gradcheck.tensor.DType;
import java.util.List;

/** Which oracles judge. */
public enum Mode {
    /** Finite differences alone. */
    DIFFERENCES("finite differences alone"),
    /** Autograd in float64 alone. */
    AUTOGRAD("autograd alone"),
    /** Both. */
    BOTH("both");

    private final String label;

    Mode(String label) {
        this.label = label;
    }

    /** {@return the mode as tables call it} */
    public String label() {
        return label;
    }

    List<GradientOracle> oracles(PlantedRecord record) {
        return switch (this) {
            case DIFFERENCES -> List.of(new FiniteDifferences());
            case AUTOGRAD -> List.of(autograd(record));
            case BOTH -> List.of(new FiniteDifferences(), autograd(record));
        };
    }

    private static GradientOracle autograd(PlantedRecord record) {
        Twin twin = LayerTwins.standard().of(RecordedNet.architecture(record)).orElseThrow();
        return DjlAutograd.of(twin, DType.FLOAT64, TorchDevice.CPU);
    }
}

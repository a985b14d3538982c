package dev.gradcheck.testing;

import dev.gradcheck.check.CheckReport;
import dev.gradcheck.function.Parameters;
import dev.gradcheck.oracle.djl.Exhaustion;
import dev.gradcheck.oracle.djl.torch.TorchDevice;
import dev.gradcheck.tensor.DType;
import dev.gradcheck.tensor.Shape;
import dev.gradcheck.verdict.Finding;
import dev.gradcheck.verdict.Subject;
import dev.gradcheck.verdict.Verdict;
import dev.gradcheck.verdict.Witness;
import java.util.List;
import java.util.Optional;

/**
 * Out of memory is one clear error, and what comes next runs.
 *
 * @param device the device
 */
record MemoryCheck(TorchDevice device) {
    private static final String ORACLE = "memory";

    CheckReport run() {
        Finding finding = Finding.of(
                Subject.value("4 PiB"),
                Verdict.AGREES,
                new Witness(ORACLE, DType.FLOAT32, device.toString()),
                Shape.of(),
                "refused in one sentence, and the next gradient was right: " + Exhaustion.provoke(device));
        return new CheckReport(
                "out of memory on " + device,
                DType.FLOAT32,
                Parameters.NONE,
                List.of(finding),
                List.of(),
                Optional.empty());
    }
}

package dev.gradcheck.testing;

import dev.gradcheck.check.CheckReport;
import dev.gradcheck.function.Parameters;
import dev.gradcheck.oracle.djl.Tf32Digits;
import dev.gradcheck.oracle.djl.torch.Tf32;
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
 * TF32 off, as the suite wants it, and on, as a difference in digits. On is no fault of anybody's gradient, but digits are lost.
 *
 * @param device the device
 */
record Tf32Check(TorchDevice device) {
    private static final String ORACLE = "tf32";

    CheckReport run() {
        boolean off = Tf32.measure(device).isOff();
        String digits = "as the suite runs: " + Tf32Digits.measure(device) + "; with TF32 switched on: "
                + Tf32Digits.withTf32(device);
        Finding finding = Finding.of(
                Subject.value("float32 products"),
                off ? Verdict.AGREES : Verdict.IMPRECISE,
                new Witness(ORACLE, DType.FLOAT32, device.toString()),
                Shape.of(),
                digits);
        return new CheckReport(
                "TF32 on " + device, DType.FLOAT32, Parameters.NONE, List.of(finding), List.of(), Optional.empty());
    }
}

package dev.gradcheck.testing;

import dev.gradcheck.check.CheckReport;
import dev.gradcheck.check.CheckReport.NotRun;
import dev.gradcheck.check.GradientCheck;
import dev.gradcheck.function.Parameters;
import dev.gradcheck.oracle.FiniteDifferences;
import dev.gradcheck.oracle.GradientOracle;
import dev.gradcheck.oracle.djl.torch.DeviceSelection;
import dev.gradcheck.oracle.djl.torch.TorchDevice;
import dev.gradcheck.report.AllureReport;
import dev.gradcheck.report.GradientPage;
import dev.gradcheck.report.ReportText;
import dev.gradcheck.tensor.DType;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicNode;
import org.junit.jupiter.api.DynamicTest;
import org.opentest4j.AssertionFailedError;
import org.opentest4j.TestAbortedException;

/**
 * What is checked of every CUDA device beside the golden cases, as JUnit's dynamic tests: random networks, networks against the CPU
 * and twice, TF32 off and on, out of memory. Without a CUDA device one test says that none of them was run.
 *
 * @param compared networks that are computed on the CPU and twice on the device
 * @param judged networks whose backward passes are judged by autograd on the device, in float32 and float64
 */
public record CudaTests(List<JudgedNetwork> compared, List<JudgedNetwork> judged) {
    /** Each kind of check, as it is said where none can run. */
    private static final List<String> CHECKS = List.of(
            "random networks on CUDA",
            "CUDA against the CPU",
            "CUDA twice",
            "TF32 off and on",
            "out of memory on CUDA");

    private static final String SUITE = "CUDA";

    /**
     * Copies.
     *
     * @param compared with the CPU
     * @param judged on the device
     */
    public CudaTests {
        compared = List.copyOf(compared);
        judged = List.copyOf(judged);
    }

    /** {@return the tests of every CUDA device of this run} */
    public Stream<DynamicNode> all() {
        DeviceSelection selection = Devices.selected();
        List<TorchDevice> devices =
                selection.devices().stream().filter(TorchDevice::isCuda).toList();
        return devices.isEmpty() ? notRun(reason(selection)) : on(devices);
    }

    /** The same of any devices: the checks can be tried on the CPU. */
    Stream<DynamicNode> on(List<TorchDevice> devices) {
        return devices.stream().flatMap(device -> Stream.concat(ofTheDevice(device), ofTheNetworks(device)));
    }

    /** What the device does, whatever the network. */
    private static Stream<DynamicNode> ofTheDevice(TorchDevice device) {
        Optional<Run> run = Run.current();
        return Stream.of(
                test("TF32 on " + device, run, () -> new Tf32Check(device).run()),
                test("out of memory on " + device, run, () -> new MemoryCheck(device).run()));
    }

    /** The networks that are judged, then those that are compared. */
    Stream<DynamicNode> ofTheNetworks(TorchDevice device) {
        Optional<Run> run = Run.current();
        return Stream.concat(
                judged.stream()
                        .map(subject ->
                                test(subject.name() + " judged on " + device, run, () -> judge(subject, device))),
                compared.stream()
                        .map(subject -> new DeviceCheck(subject, device))
                        .map(check -> test(check.name(), run, check::run)));
    }

    private static String reason(DeviceSelection selection) {
        return selection.unusable().stream()
                .map(DeviceSelection.Unusable::reason)
                .findFirst()
                .orElse("no CUDA device was asked for by -Dgradcheck.devices");
    }

    private static Stream<DynamicNode> notRun(String reason) {
        Optional<Run> run = Run.current();
        List<NotRun> all = CHECKS.stream().map(what -> new NotRun(what, reason)).toList();
        run.ifPresent(r ->
                r.record(new CheckReport(SUITE, DType.FLOAT32, Parameters.NONE, List.of(), all, Optional.empty())));
        return Stream.of(DynamicTest.dynamicTest("CUDA not run", () -> {
            run.ifPresent(r -> AllureReport.place(SUITE, "not run"));
            throw new TestAbortedException("not run: " + reason + " (" + String.join(", ", CHECKS) + ")");
        }));
    }

    /** A check that breaks fails alone, and must not be missing from the summary. */
    private static DynamicNode test(String name, Optional<Run> run, Supplier<CheckReport> check) {
        return DynamicTest.dynamicTest(name, () -> {
            run.ifPresent(r -> AllureReport.place(SUITE, name));
            CheckReport report = attempt(name, run, check);
            run.ifPresent(r -> r.tell(report));
            List<String> failures = GradientPage.of(report).stream()
                    .flatMap(page -> ReportText.failures(page).stream())
                    .toList();
            if (!failures.isEmpty()) {
                throw new AssertionFailedError(name + ": " + String.join("\n", failures));
            }
        });
    }

    private static CheckReport judge(JudgedNetwork subject, TorchDevice device) {
        List<GradientOracle> oracles = List.of(
                new FiniteDifferences(),
                Oracles.autograd(subject.twin(), DType.FLOAT64, device),
                Oracles.autograd(subject.twin(), DType.FLOAT32, device));
        return new GradientCheck(
                        subject.name() + " judged on " + device,
                        subject.function(),
                        subject.point(),
                        subject.dtype(),
                        oracles,
                        Settings.current().seed())
                .run();
    }

    private static CheckReport attempt(String name, Optional<Run> run, Supplier<CheckReport> check) {
        try {
            return check.get();
        } catch (RuntimeException | Error e) {
            run.ifPresent(r -> r.session().recordBroken(name, r.origin(), String.valueOf(e.getMessage())));
            throw e;
        }
    }
}

package dev.gradcheck.testing;

import dev.gradcheck.accused.Accused;
import dev.gradcheck.accused.Outcome;
import dev.gradcheck.check.CheckReport;
import dev.gradcheck.check.CheckReport.NotRun;
import dev.gradcheck.function.Parameters;
import dev.gradcheck.oracle.Claim;
import dev.gradcheck.oracle.Estimate;
import dev.gradcheck.oracle.OracleException;
import dev.gradcheck.oracle.Question;
import dev.gradcheck.oracle.djl.GradientDifference;
import dev.gradcheck.oracle.djl.torch.TorchDevice;
import dev.gradcheck.tensor.Arithmetic;
import dev.gradcheck.tensor.DType;
import dev.gradcheck.tensor.Tensor;
import dev.gradcheck.verdict.Conflicts;
import dev.gradcheck.verdict.Conflicts.Testimony;
import dev.gradcheck.verdict.Finding;
import dev.gradcheck.verdict.KinkEvidence;
import dev.gradcheck.verdict.Subject;
import dev.gradcheck.verdict.Verdict;
import dev.gradcheck.verdict.Witness;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * One network on a device and on the CPU: autograd in float32 and float64 on both, and twice on the device. What differs is shown in
 * digits; it fails where the two contradict each other beyond their bounds.
 *
 * @param subject the network
 * @param device the device
 */
record DeviceCheck(JudgedNetwork subject, TorchDevice device) {
    CheckReport run() {
        List<Finding> findings = new ArrayList<>();
        List<NotRun> notRun = new ArrayList<>();
        try {
            compare(findings, notRun);
        } catch (OracleException e) {
            if (!e.isInapplicable()) {
                throw e;
            }
            notRun.add(new NotRun(Against.ORACLE, e.getMessage()));
        }
        return new CheckReport(name(), subject.dtype(), subject.point(), findings, notRun, Optional.empty());
    }

    private void compare(List<Finding> findings, List<NotRun> notRun) {
        for (DType dtype : List.of(DType.FLOAT64, DType.FLOAT32)) {
            List<Testimony> cpu = testimonies(TorchDevice.CPU, dtype, Against.ORACLE);
            List<Testimony> once = testimonies(device, dtype, Against.ORACLE);
            List<Testimony> again = testimonies(device, dtype, Repeated.ORACLE);
            for (int i = 0; i < cpu.size(); i++) {
                compare(new Against(cpu.get(i), once.get(i)), findings, notRun);
                compare(new Repeated(once.get(i), again.get(i)), findings, notRun);
            }
        }
    }

    String name() {
        return subject.name() + " on " + device;
    }

    private List<Testimony> testimonies(TorchDevice on, DType dtype, String as) {
        Witness witness = new Witness(as, dtype, on.toString());
        return Oracles.autograd(subject.twin(), dtype, on).estimate(question()).stream()
                .map(estimate -> new Testimony(witness, estimate))
                .toList();
    }

    private Question question() {
        Parameters point = subject.point().in(Arithmetic.nearest(DType.FLOAT64));
        Accused accused = new Accused(subject.function(), point, DType.FLOAT64, 0);
        Outcome<Tensor> value = accused.value(point);
        Tensor cotangent = value.value()
                .orElseThrow(() ->
                        new IllegalStateException(value.failure().orElseThrow().sentence()))
                .mapExactly(v -> 1);
        return new Question(accused, point, cotangent, Claim.NONE);
    }

    private static void compare(Pair pair, List<Finding> findings, List<NotRun> notRun) {
        Estimate estimate = pair.second().estimate();
        if (estimate.slopes().stream().allMatch(slope -> slope.bound().isEmpty())) {
            Witness witness = pair.second().witness();
            notRun.add(new NotRun(
                    witness.toString(),
                    Subject.gradient(estimate.parameter()),
                    "no element has a bound within which it could be compared"));
            return;
        }
        findings.add(Conflicts.finding(List.of(pair.second(), pair.first()), KinkEvidence.NONE, i -> 0)
                .orElseGet(() -> Finding.of(
                        estimate.parameter(),
                        Verdict.AGREES,
                        pair.second().witness(),
                        estimate.shape(),
                        pair.text(GradientDifference.of(pair.first().estimate(), estimate)))));
    }

    private sealed interface Pair {
        Testimony first();

        Testimony second();

        String text(GradientDifference difference);
    }

    private record Against(Testimony first, Testimony second) implements Pair {
        static final String ORACLE = "autograd against the CPU";

        @Override
        public String text(GradientDifference difference) {
            return first.witness().device() + " and " + second.witness().device() + ": " + difference
                    + (difference.isNone() ? "" : ", within both bounds");
        }
    }

    private record Repeated(Testimony first, Testimony second) implements Pair {
        static final String ORACLE = "autograd twice";

        @Override
        public String text(GradientDifference difference) {
            return difference.isNone()
                    ? "the second run gave the same bits"
                    : "the second run did not give the same bits: " + difference
                            + ", within both bounds; atomic additions, whose order changes from run to run, are the usual cause";
        }
    }
}

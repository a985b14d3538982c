package dev.gradcheck.check;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gradcheck.check.CheckReport.NotRun;
import dev.gradcheck.tensor.DType;
import dev.gradcheck.tensor.Shape;
import dev.gradcheck.verdict.Finding;
import dev.gradcheck.verdict.Verdict;
import dev.gradcheck.verdict.Witness;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class CheckReportTest {
    private static final Witness WITNESS = new Witness("fake", DType.FLOAT64, "cpu");
    private static final NotRun CUDA = new NotRun("autograd on cuda", "no device");

    @Test
    void the_gravest_finding_stands_for_the_whole() {
        assertThat(report(Verdict.AGREES, Verdict.DISAGREES, Verdict.UNDECIDED).verdict())
                .isEqualTo(Verdict.DISAGREES);
    }

    @Test
    void a_report_without_findings_agrees() {
        assertThat(report().verdict()).isEqualTo(Verdict.AGREES);
    }

    @Test
    void what_is_declared_or_settled_counts_as_agreement() {
        CheckReport report = report(Verdict.MALFORMED, Verdict.IMPRECISE);
        assertThat(report.map(f -> f.declared("known")).verdict()).isEqualTo(Verdict.AGREES);
        assertThat(report.map(f -> f.settled(WITNESS)).verdict()).isEqualTo(Verdict.AGREES);
        assertThat(report.map(f -> f.verdict() == Verdict.MALFORMED ? f.declared("known") : f)
                        .verdict())
                .isEqualTo(Verdict.IMPRECISE);
    }

    @Test
    void the_failures_are_those_that_fail_the_build() {
        CheckReport report = report(Verdict.AGREES, Verdict.IMPRECISE, Verdict.UNDECIDED, Verdict.MALFORMED);
        assertThat(report.failures())
                .extracting(Finding::verdict)
                .containsExactly(Verdict.UNDECIDED, Verdict.MALFORMED);
    }

    @Test
    void more_findings_come_last() {
        CheckReport report = report(Verdict.AGREES).notRun(List.of(CUDA));
        CheckReport more = report.plus(report(Verdict.DISAGREES).findings());
        assertThat(more.findings()).extracting(Finding::verdict).containsExactly(Verdict.AGREES, Verdict.DISAGREES);
        assertThat(more.notRun()).containsExactly(CUDA);
        assertThat(more.name()).isEqualTo("case");
        assertThat(report.findings()).hasSize(1);
    }

    @Test
    void more_that_was_not_run_comes_last() {
        NotRun second = new NotRun("second", "because");
        CheckReport report = report(Verdict.AGREES).notRun(List.of(CUDA)).notRun(List.of(second));
        assertThat(report.notRun()).containsExactly(CUDA, second);
        assertThat(report.findings()).hasSize(1);
        assertThat(report.dtype()).isEqualTo(DType.FLOAT64);
    }

    @Test
    void the_lists_are_copied() {
        List<Finding> findings = new ArrayList<>(report(Verdict.AGREES).findings());
        List<NotRun> notRun = new ArrayList<>(List.of(CUDA));
        CheckReport report = new CheckReport("case", DType.FLOAT64, Fakes.POINT, findings, notRun, Optional.empty());
        findings.clear();
        notRun.clear();
        assertThat(report.findings()).hasSize(1);
        assertThat(report.notRun()).hasSize(1);
    }

    private static CheckReport report(Verdict... verdicts) {
        List<Finding> findings = new ArrayList<>();
        for (Verdict verdict : verdicts) {
            findings.add(Finding.of("w", verdict, WITNESS, Shape.SCALAR, "because"));
        }
        return new CheckReport("case", DType.FLOAT64, Fakes.POINT, findings, List.of(), Optional.empty());
    }
}

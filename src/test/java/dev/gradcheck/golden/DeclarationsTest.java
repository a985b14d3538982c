package dev.gradcheck.golden;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gradcheck.check.CheckReport;
import dev.gradcheck.check.Findings;
import dev.gradcheck.tensor.DType;
import dev.gradcheck.tensor.Shape;
import dev.gradcheck.verdict.Finding;
import dev.gradcheck.verdict.Source;
import dev.gradcheck.verdict.Verdict;
import dev.gradcheck.verdict.Witness;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DeclarationsTest {
    private static final String DISAGREES = """
            known:
              - gradient: Wo
                verdict: disagrees
                ratio: 1.5
                defect: 7
                reason: by hand
            """;

    @TempDir
    private Path folder;

    @Test
    void a_finding_as_declared_is_known_and_says_the_declared_reason() {
        CheckReport report = apply(DISAGREES, wrong(Findings.DIFFERENCES, 1.5));
        assertThat(report.failures()).isEmpty();
        assertThat(report.findings()).hasSize(1);
        assertThat(report.findings().get(0).known()).hasValue("defect 7: by hand");
    }

    @Test
    void an_undeclared_finding_still_fails() {
        Finding other = Findings.of("bo", Verdict.DISAGREES, Findings.DIFFERENCES, new double[] {2}, 1);
        assertThat(apply(DISAGREES, wrong(Findings.DIFFERENCES, 1.5), other).failures())
                .containsExactly(other);
    }

    @Test
    void an_agreement_is_not_marked() {
        CheckReport report = apply(DISAGREES, wrong(Findings.DIFFERENCES, 1.5), right(Findings.SHADOW));
        assertThat(report.findings().get(1).known()).isEmpty();
    }

    @Test
    void one_that_no_longer_occurs_fails_and_names_the_line() {
        CheckReport report = apply(DISAGREES, right(Findings.DIFFERENCES));
        assertThat(stale(report).reason())
                .isEqualTo("the known discrepancy declared at "
                        + folder.resolve("case.yaml").toString().replace('\\', '/')
                        + ":17:5 (defect 7: by hand) no longer occurs: found: agrees by finite differences (float64, cpu). "
                        + "If it is mended, delete the declaration");
    }

    @Test
    void one_whose_gradient_nobody_speaks_of_fails_too() {
        assertThat(stale(apply(DISAGREES)).reason()).contains("no longer occurs: nothing is found");
    }

    @Test
    void one_that_occurs_differently_fails_beside_the_finding() {
        Finding twice = wrong(Findings.DIFFERENCES, 2);
        CheckReport report = apply(DISAGREES, twice);
        assertThat(report.failures()).hasSize(2).contains(twice);
        assertThat(report.failures().get(1).reason())
                .contains("case.yaml:17:5")
                .contains("occurs differently: found: disagrees by finite differences (float64, cpu)");
    }

    @Test
    void one_oracle_that_contradicts_another_fails() {
        CheckReport report = apply(DISAGREES, wrong(Findings.DIFFERENCES, 1.5), right(Findings.AUTOGRAD));
        assertThat(stale(report).reason()).contains("occurs differently: found: agrees by autograd (float64, cpu)");
    }

    @Test
    void an_oracle_that_cannot_decide_contradicts_nobody() {
        Finding undecided = Findings.of("Wo", Verdict.UNDECIDED, Findings.AUTOGRAD, new double[] {3, 0}, 3, 0)
                .settled(Findings.DIFFERENCES);
        assertThat(apply(DISAGREES, wrong(Findings.DIFFERENCES, 1.5), undecided).failures())
                .isEmpty();
    }

    @Test
    void an_oracle_that_is_not_declared_may_agree() {
        String byOne = DISAGREES.replace("    ratio", "    oracle: autograd\n    ratio");
        CheckReport report = apply(byOne, wrong(Findings.AUTOGRAD, 1.5), right(Findings.DIFFERENCES));
        assertThat(report.failures()).isEmpty();
    }

    @Test
    void what_another_declaration_covers_is_not_said_of_a_stale_one() {
        String two = DISAGREES
                + "  - {gradient: Wo, verdict: malformed, shape: '[2, 1]', reason: a column}\n".replace("'", "");
        CheckReport report = apply(two, Findings.malformed("Wo", Shape.of(2, 1), "a column"));
        assertThat(stale(report).reason()).contains("no longer occurs: nothing is found");
    }

    @Test
    void the_finding_of_a_stale_declaration_has_the_dtype_of_the_declaration() {
        String inFloat64 = DISAGREES.replace("    ratio", "    dtype: float64\n    ratio");
        assertThat(stale(apply(inFloat64)).witness()).isEqualTo(Source.KNOWN_DISCREPANCY.in(DType.FLOAT64));
        assertThat(stale(apply(DISAGREES)).witness().dtype()).isEqualTo(DType.FLOAT32);
    }

    private static Finding stale(CheckReport report) {
        List<Finding> failures = report.failures();
        assertThat(failures).hasSize(1);
        assertThat(failures.get(0).witness().source()).isEqualTo(Source.KNOWN_DISCREPANCY);
        return failures.get(0);
    }

    private static Finding wrong(Witness witness, double ratio) {
        return Findings.of("Wo", Verdict.DISAGREES, witness, new double[] {2 * ratio, 0}, 2, 0);
    }

    private static Finding right(Witness witness) {
        return Findings.of("Wo", Verdict.AGREES, witness, new double[] {2, 0}, 2, 0);
    }

    private CheckReport apply(String known, Finding... findings) {
        String good = GoldenText.GOOD.text();
        GoldenCase golden = new GoldenText(good.substring(0, good.indexOf("known:")) + known).caseIn(folder);
        return Declarations.apply(golden, Findings.report(findings));
    }
}

package dev.gradcheck.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.gradcheck.check.CheckReport;
import dev.gradcheck.golden.GoldenCase;
import dev.gradcheck.golden.GoldenCheck;
import dev.gradcheck.golden.yaml.GoldenReader;
import dev.gradcheck.notebook.NotebookNetworks;
import dev.gradcheck.oracle.GradientOracle;
import dev.gradcheck.tensor.DType;
import dev.gradcheck.verdict.ElementVerdict;
import dev.gradcheck.verdict.Finding;
import dev.gradcheck.verdict.Verdict;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Why this harness exists: dL/dWh of the notebook is wrong where every gradient is about 1e-5, and each oracle alone sees it. */
class FirstDefectTest {
    private static final Networks NETWORKS = NotebookNetworks.all();
    private static final GoldenCase NOTEBOOK = new GoldenReader(NETWORKS.catalog())
            .read(Path.of("test-resources", "golden", "notebook.yaml"))
            .cases()
            .get(0);

    @ParameterizedTest
    @MethodSource("oracles")
    void each_oracle_alone_finds_it_at_its_element_as_declared(GradientOracle oracle) {
        CheckReport report = new GoldenCheck(NETWORKS.catalog(), List.of(oracle), 1).run(NOTEBOOK);
        assertThat(report.failures()).isEmpty();
        Finding finding = report.findings().stream()
                .filter(f -> f.gradient().equals("Wh") && f.verdict() == Verdict.DISAGREES)
                .findFirst()
                .orElseThrow();
        ElementVerdict worst = finding.worstElement().orElseThrow();
        assertThat(finding.witness().oracle()).isEqualTo(oracle.name());
        assertThat(finding.known()).isPresent();
        assertThat(finding.shape().index(worst.element())).containsExactly(0, 1);
        assertThat(worst.analytic()).isEqualTo(-2.236e-05, within(5e-9));
        assertThat(worst.slope().value()).isEqualTo(-1.491e-05, within(5e-9));
        assertThat(worst.analytic() / worst.slope().value()).isEqualTo(1.5, within(1e-6));
    }

    /** In float64, on every device; in float32 the pass has lost digits on top of the defect. */
    static Stream<GradientOracle> oracles() {
        var twin = NETWORKS.twin(NOTEBOOK);
        return Oracles.of(twin, NOTEBOOK.dtype()).stream().filter(oracle -> oracle.dtype() == DType.FLOAT64);
    }
}

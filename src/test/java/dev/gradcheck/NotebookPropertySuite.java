package dev.gradcheck;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gradcheck.check.CheckReport;
import dev.gradcheck.report.ReportText;
import dev.gradcheck.testing.JqwikNetworks;
import dev.gradcheck.testing.JqwikReport;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Label;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.lifecycle.AddLifecycleHook;

/** The notebook's net at random integers: a finding that none of its known defects explains fails the build. */
@AddLifecycleHook(JqwikReport.class)
@Label("Notebook at random integers")
class NotebookPropertySuite {
    @Provide
    Arbitrary<NotebookSample> samples() {
        return JqwikNetworks.drawnBy(NotebookSample::draw);
    }

    @Property(seed = "20260101", tries = 200)
    @Label("what is wrong with the notebook is known")
    void what_is_wrong_with_the_notebook_is_known(@ForAll("samples") NotebookSample sample) {
        CheckReport report = sample.check(sample.function());
        assertThat(NotebookDefect.unexplained(sample, report))
                .as(() -> ReportText.failures(report))
                .isEmpty();
    }
}

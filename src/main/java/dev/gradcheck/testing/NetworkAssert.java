package dev.gradcheck.testing;

import dev.gradcheck.check.CheckReport;
import dev.gradcheck.random.NetworkSample;
import dev.gradcheck.report.ReportText;
import dev.gradcheck.verdict.Diagnosis;
import dev.gradcheck.verdict.Finding;
import dev.gradcheck.verdict.Verdict;
import java.util.function.Predicate;
import org.assertj.core.api.AbstractAssert;

/**
 * The AssertJ assertion on a random network, for properties: begin with {@link #assertThatNetwork}. In a property with {@link
 * JqwikReport} every network that is judged is counted, and the smallest that fails gets its page in the report.
 */
public final class NetworkAssert extends AbstractAssert<NetworkAssert, NetworkSample> {
    private NetworkCheck check = NetworkCheck.standard();

    private NetworkAssert(NetworkSample actual) {
        super(actual, NetworkAssert.class);
    }

    /**
     * {@return an assertion on a network's gradient}
     *
     * @param network with its point
     */
    public static NetworkAssert assertThatNetwork(NetworkSample network) {
        return new NetworkAssert(network);
    }

    /**
     * {@return this assertion, on a network of these layers}
     *
     * @param other with layers of one's own
     */
    public NetworkAssert by(NetworkCheck other) {
        check = other;
        return this;
    }

    /**
     * Judges the gradient of every parameter.
     *
     * @return this assertion
     * @throws AssertionError with all findings that are wrong or undecided
     */
    public NetworkAssert isCorrect() {
        return failing(judged(), finding -> true);
    }

    /**
     * Judges the gradient of every parameter at a random point, which may be one where no oracle can tell: those are counted, and too many
     * of them fail the property (see {@link JqwikReport}). A point whose numbers the dtype is too narrow for proves nothing either.
     *
     * @return this assertion
     * @throws AssertionError with all findings if one is wrong
     */
    public NetworkAssert isCorrectWhereDecided() {
        return failing(
                judged(),
                finding -> finding.verdict() != Verdict.UNDECIDED
                        && finding.diagnosis().filter(Diagnosis::isOverflow).isEmpty());
    }

    private CheckReport judged() {
        isNotNull();
        CheckReport report = check.run(actual);
        PropertyRun.current().ifPresent(run -> run.count(actual, report, check));
        return report;
    }

    private NetworkAssert failing(CheckReport report, Predicate<Finding> counts) {
        if (report.failures().stream().anyMatch(counts)) {
            failWithMessage("%s", ReportText.failures(report));
        }
        return this;
    }
}

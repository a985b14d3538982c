package dev.gradcheck.testing;

import dev.gradcheck.check.CheckReport;
import dev.gradcheck.random.NetworkSample;
import dev.gradcheck.report.ReportText;
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
        isNotNull();
        CheckReport report = check.run(actual);
        PropertyRun.current().ifPresent(run -> run.count(actual, report, check));
        if (!report.failures().isEmpty()) {
            failWithMessage("%s", ReportText.failures(report));
        }
        return this;
    }
}

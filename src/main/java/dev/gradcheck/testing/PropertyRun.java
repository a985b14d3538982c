package dev.gradcheck.testing;

import dev.gradcheck.check.CheckReport;
import dev.gradcheck.random.NetworkSample;
import java.util.Optional;

/** What a property did so far: the networks it judged, and the last one that failed. */
final class PropertyRun {
    private static final ThreadLocal<PropertyRun> CURRENT = new ThreadLocal<>();

    private final NetworkStatistics statistics = new NetworkStatistics();
    private NetworkCheck check = NetworkCheck.standard();

    /** {@return that of the property on this thread; empty outside of {@link JqwikReport}} */
    static Optional<PropertyRun> current() {
        return Optional.ofNullable(CURRENT.get());
    }

    static PropertyRun begin() {
        PropertyRun run = new PropertyRun();
        CURRENT.set(run);
        return run;
    }

    static void end() {
        CURRENT.remove();
    }

    void count(NetworkSample sample, CheckReport report, NetworkCheck by) {
        statistics.count(sample, report);
        check = by;
    }

    NetworkStatistics statistics() {
        return statistics;
    }

    /** What found the networks right or wrong. */
    NetworkCheck check() {
        return check;
    }
}

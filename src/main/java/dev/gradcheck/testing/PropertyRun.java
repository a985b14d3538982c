package dev.gradcheck.testing;

import dev.gradcheck.check.CheckReport;
import dev.gradcheck.random.NetworkSample;
import dev.gradcheck.report.Shard;
import java.util.Optional;

/** What a property did so far: the networks it judged, and the last one that failed. */
final class PropertyRun {
    private static final ThreadLocal<PropertyRun> CURRENT = new ThreadLocal<>();

    private final NetworkStatistics statistics = new NetworkStatistics();
    private final Shard shard;
    private NetworkCheck check = NetworkCheck.standard();
    private int tries;
    private int left;
    private boolean fails;

    private PropertyRun(Shard shard) {
        this.shard = shard;
    }

    /** {@return that of the property on this thread; empty outside of {@link JqwikReport}} */
    static Optional<PropertyRun> current() {
        return Optional.ofNullable(CURRENT.get());
    }

    static PropertyRun begin(Shard shard) {
        PropertyRun run = new PropertyRun(shard);
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

    /** Whether the next try is of another shard. What is tried after one that fails shrinks it, and is of this one. */
    boolean leaves() {
        boolean isOther = !fails && !shard.has(tries++);
        left += isOther ? 1 : 0;
        return isOther;
    }

    void fails() {
        fails = true;
    }

    /** How many tries were left to other shards. */
    int left() {
        return left;
    }

    NetworkStatistics statistics() {
        return statistics;
    }

    /** What found the networks right or wrong. */
    NetworkCheck check() {
        return check;
    }
}

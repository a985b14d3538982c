package dev.gradcheck.testing;

import dev.gradcheck.check.CheckReport;
import dev.gradcheck.golden.yaml.GoldenWriter;
import dev.gradcheck.random.NetworkSample;
import dev.gradcheck.report.AllureReport;
import dev.gradcheck.report.PropertyResult;
import dev.gradcheck.report.Shard;
import dev.gradcheck.verdict.Verdict;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import net.jqwik.api.lifecycle.AroundPropertyHook;
import net.jqwik.api.lifecycle.AroundTryHook;
import net.jqwik.api.lifecycle.PropagationMode;
import net.jqwik.api.lifecycle.PropertyExecutionResult;
import net.jqwik.api.lifecycle.PropertyExecutor;
import net.jqwik.api.lifecycle.PropertyLifecycleContext;
import net.jqwik.api.lifecycle.TryExecutionResult;
import net.jqwik.api.lifecycle.TryExecutor;
import net.jqwik.api.lifecycle.TryLifecycleContext;

/**
 * The jqwik hook that puts a property into the report: {@code @AddLifecycleHook(JqwikReport.class)}. Allure is called once, after the last
 * try: what was drawn how often, and for a falsified property the page of the shrunk network.
 */
public final class JqwikReport implements AroundPropertyHook, AroundTryHook {
    private static final String SUITE = "Properties";

    /** Called by jqwik. */
    public JqwikReport() {}

    @Override
    public PropagationMode propagateTo() {
        return PropagationMode.ALL_DESCENDANTS;
    }

    @Override
    public PropertyExecutionResult aroundProperty(PropertyLifecycleContext context, PropertyExecutor property) {
        Optional<Run> outer = Run.onThisThread();
        Optional<Run> run = Run.current()
                .map(whole -> whole.in(context.containerClass().getName() + "."
                        + context.targetMethod().getName()));
        Run.set(run);
        run.ifPresent(Run::requireDevices);
        PropertyRun tries = PropertyRun.begin(shard(run));
        try {
            PropertyExecutionResult result = decided(property.execute(), tries.statistics(), shard(run));
            run.ifPresent(r -> report(r, tries, context.label(), result));
            return result;
        } finally {
            PropertyRun.end();
            Run.set(outer);
        }
    }

    /** All shards draw alike, and each tries its share. */
    @Override
    public TryExecutionResult aroundTry(TryLifecycleContext context, TryExecutor executor, List<Object> parameters) {
        Optional<PropertyRun> run = PropertyRun.current();
        if (run.filter(PropertyRun::leaves).isPresent()) {
            return TryExecutionResult.satisfied();
        }
        TryExecutionResult result = executor.execute(parameters);
        if (result.isFalsified()) {
            run.ifPresent(PropertyRun::fails);
        }
        return result;
    }

    private static Shard shard(Optional<Run> run) {
        return run.map(Run::settings).orElseGet(Settings::current).shard();
    }

    /** A property that holds because nothing could be told does not hold. A shard alone may have all that the whole may have. */
    private static PropertyExecutionResult decided(
            PropertyExecutionResult result, NetworkStatistics statistics, Shard shard) {
        int undecided = statistics.verdicts().getOrDefault(Verdict.UNDECIDED.label(), 0);
        boolean tooMany = !PropertyResult.isDecided(undecided, statistics.networks() * shard.of());
        return tooMany && result.status() == PropertyExecutionResult.Status.SUCCESSFUL
                ? result.mapToFailed(
                        undecided + " of " + statistics.networks()
                                + " networks were undecided, more than one in a hundred: draw points at which an oracle can tell")
                : result;
    }

    private static void report(Run run, PropertyRun tries, String label, PropertyExecutionResult result) {
        AllureReport.place(SUITE, label);
        AllureReport.attach(
                "seed and tries",
                "seed " + result.seed().orElse("none") + ", " + (result.countTries() - tries.left())
                        + " tries, reproduce with -Dgradcheck.seed="
                        + run.settings().seed());
        if (tries.statistics().networks() > 0) {
            AllureReport.attach("what was drawn", tries.statistics().text());
        }
        result.falsifiedParameters().flatMap(JqwikReport::network).ifPresent(smallest -> {
            CheckReport found = tries.check().run(smallest);
            run.tell(found);
            AllureReport.attach("the smallest counterexample, a golden case", counterexample(run, smallest));
        });
        boolean holds = result.status() == PropertyExecutionResult.Status.SUCCESSFUL;
        NetworkStatistics statistics = tries.statistics();
        run.session()
                .record(new PropertyResult(
                        label,
                        run.origin(),
                        holds,
                        Math.max(statistics.networks(), result.countChecks() - tries.left()),
                        statistics.verdicts()));
    }

    /** As it is, it can be put among the golden cases, where it fails alike. */
    private static String counterexample(Run run, NetworkSample smallest) {
        Path folder = run.settings().reports().resolve("counterexamples");
        String provenance =
                "falsified " + run.origin() + ", seed " + run.settings().seed();
        try {
            Path file = GoldenWriter.write(
                    folder,
                    run.origin().replaceAll(".*\\.", ""),
                    smallest.architecture(),
                    smallest.point(),
                    smallest.dtype(),
                    provenance);
            return file + "\n\n" + Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write to " + folder + ": is the folder writable?", e);
        }
    }

    private static Optional<NetworkSample> network(List<Object> parameters) {
        return parameters.stream()
                .filter(NetworkSample.class::isInstance)
                .map(NetworkSample.class::cast)
                .findFirst();
    }
}

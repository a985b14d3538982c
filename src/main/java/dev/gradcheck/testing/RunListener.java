package dev.gradcheck.testing;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.engine.TestExecutionResult.Status;
import org.junit.platform.engine.support.descriptor.MethodSource;
import org.junit.platform.launcher.LauncherSession;
import org.junit.platform.launcher.LauncherSessionListener;
import org.junit.platform.launcher.TestExecutionListener;
import org.junit.platform.launcher.TestIdentifier;
import org.junit.platform.launcher.TestPlan;

/**
 * Owns the run of a launcher: JUnit finds it by itself, for every engine and every launcher, nested ones too. The report begins with the
 * first check and is complete when the session closes, after the last engine. It uses nothing of JUnit's that is younger than 5.8: what it
 * could not load would end every test of a build that has an older one.
 */
public final class RunListener implements LauncherSessionListener {
    private final Map<LauncherSession, LauncherRun> runs = new ConcurrentHashMap<>();
    private Optional<Thread> clock = Optional.empty();

    /** Called by JUnit. */
    public RunListener() {}

    @Override
    public void launcherSessionOpened(LauncherSession session) {
        boolean outermost = LauncherRun.current().isEmpty();
        LauncherRun run = LauncherRun.open();
        if (outermost) {
            clock = TimeLimit.start(run::outOfTime);
        }
        runs.put(session, run);
        SessionStore.put(session, run);
        session.getLauncher().registerTestExecutionListeners(new Watch(run, new LinkedHashSet<>()));
    }

    /**
     * Closes the report.
     *
     * @throws AssertionError if the report has a failure that no test has
     */
    @Override
    public void launcherSessionClosed(LauncherSession session) {
        clock.ifPresent(Thread::interrupt);
        SessionStore.remove(session);
        runs.remove(session).close();
    }

    /** What of a launcher's requests matters: their parameters, what runs, and whether the build fails anyway. */
    private record Watch(LauncherRun run, Set<TestIdentifier> running) implements TestExecutionListener {
        @Override
        public void testPlanExecutionStarted(TestPlan plan) {
            run.configure(plan.getConfigurationParameters()::get);
        }

        @Override
        public synchronized void executionStarted(TestIdentifier test) {
            running.add(test);
            run.running(names());
        }

        @Override
        public synchronized void executionFinished(TestIdentifier test, TestExecutionResult result) {
            running.remove(test);
            run.running(names());
            if (result.getStatus() == Status.FAILED) {
                run.failed();
            }
        }

        /** Of a container and a test in it, the test. */
        private List<String> names() {
            Set<String> parents = running.stream()
                    .flatMap(test -> test.getParentId().stream())
                    .collect(Collectors.toSet());
            return running.stream()
                    .filter(test -> !parents.contains(test.getUniqueId()))
                    .map(Watch::name)
                    .toList();
        }

        /** A dynamic test's name says what it is; that of a method alone does not. */
        private static String name(TestIdentifier test) {
            boolean dynamic =
                    test.getUniqueIdObject().getLastSegment().getType().startsWith("dynamic");
            return test.getSource()
                    .filter(source -> !dynamic)
                    .filter(MethodSource.class::isInstance)
                    .map(MethodSource.class::cast)
                    .map(method -> method.getClassName() + "." + method.getMethodName())
                    .orElse(test.getDisplayName());
        }
    }
}

package dev.gradcheck.testing;

import java.util.Optional;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.engine.TestExecutionResult.Status;
import org.junit.platform.launcher.LauncherSession;
import org.junit.platform.launcher.LauncherSessionListener;
import org.junit.platform.launcher.TestExecutionListener;
import org.junit.platform.launcher.TestIdentifier;
import org.junit.platform.launcher.TestPlan;

/**
 * Owns the run of a launcher: JUnit finds it by itself, for every engine and every launcher, nested ones too. The report begins with the
 * first check and is complete when the session closes, after the last engine.
 */
public final class RunListener implements LauncherSessionListener {
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
        session.getStore().put(LauncherRun.NAMESPACE, LauncherRun.class, run);
        session.getLauncher().registerTestExecutionListeners(new Watch(run));
    }

    /**
     * Closes the report.
     *
     * @throws AssertionError if the report has a failure that no test has
     */
    @Override
    public void launcherSessionClosed(LauncherSession session) {
        clock.ifPresent(Thread::interrupt);
        session.getStore()
                .remove(LauncherRun.NAMESPACE, LauncherRun.class, LauncherRun.class)
                .close();
    }

    /** What of a launcher's requests matters: their parameters, what runs, and whether the build fails anyway. */
    private record Watch(LauncherRun run) implements TestExecutionListener {
        @Override
        public void testPlanExecutionStarted(TestPlan plan) {
            run.configure(plan.getConfigurationParameters()::get);
        }

        @Override
        public void executionStarted(TestIdentifier test) {
            run.begins(test);
        }

        @Override
        public void executionFinished(TestIdentifier test, TestExecutionResult result) {
            run.ended(test);
            if (result.getStatus() == Status.FAILED) {
                run.failed();
            }
        }
    }
}

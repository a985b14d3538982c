package dev.gradcheck.testing;

import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.engine.TestExecutionResult.Status;
import org.junit.platform.engine.support.store.Namespace;
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
    private static final Namespace NAMESPACE = Namespace.create(LauncherRun.class);

    /** Called by JUnit. */
    public RunListener() {}

    @Override
    public void launcherSessionOpened(LauncherSession session) {
        LauncherRun run = LauncherRun.open();
        session.getStore().put(NAMESPACE, LauncherRun.class, run);
        session.getLauncher().registerTestExecutionListeners(new Watch(run));
    }

    /**
     * Closes the report.
     *
     * @throws AssertionError if the report has a failure that no test has
     */
    @Override
    public void launcherSessionClosed(LauncherSession session) {
        session.getStore()
                .remove(NAMESPACE, LauncherRun.class, LauncherRun.class)
                .close();
    }

    /** What of a launcher's requests matters: their parameters, and whether the build fails anyway. */
    private record Watch(LauncherRun run) implements TestExecutionListener {
        @Override
        public void testPlanExecutionStarted(TestPlan plan) {
            run.configure(plan.getConfigurationParameters()::get);
        }

        @Override
        public void executionFinished(TestIdentifier test, TestExecutionResult result) {
            if (result.getStatus() == Status.FAILED) {
                run.failed();
            }
        }
    }
}

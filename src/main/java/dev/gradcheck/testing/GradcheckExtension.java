package dev.gradcheck.testing;

import java.lang.reflect.Method;
import java.util.Optional;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;

/**
 * The JUnit extension that puts every finding into the report: {@code @ExtendWith(GradcheckExtension.class)}. All checks that an
 * {@code assertThatGradient} makes in such a test go to {@code summary.json} and, as attachments, to the Allure report. One report
 * for each run of the launcher.
 */
public final class GradcheckExtension implements BeforeEachCallback, AfterEachCallback {
    private static final Namespace NAMESPACE = Namespace.create(GradcheckExtension.class);

    /** Called by JUnit. */
    public GradcheckExtension() {}

    @Override
    public void beforeEach(ExtensionContext context) {
        Run.onThisThread().ifPresent(outer -> context.getStore(NAMESPACE).put("outer", new Outer(outer)));
        Optional<Run> test = owner(context).report().map(run -> run.in(name(context)));
        Run.set(test);
        test.ifPresent(Run::requireDevices);
    }

    /** A launcher that was told not to look for listeners has no session of ours: the root store closes what it holds as the run ends. */
    private static LauncherRun owner(ExtensionContext context) {
        return SessionStore.of(context).orElseGet(() -> context.getRoot()
                .getStore(NAMESPACE)
                .getOrComputeIfAbsent(
                        LauncherRun.class,
                        key -> {
                            LauncherRun run = LauncherRun.open();
                            run.configure(context::getConfigurationParameter);
                            return run;
                        },
                        LauncherRun.class));
    }

    @Override
    public void afterEach(ExtensionContext context) {
        Run.set(Optional.ofNullable(context.getStore(NAMESPACE).get("outer", Outer.class))
                .map(Outer::run));
    }

    private static String name(ExtensionContext context) {
        return context.getRequiredTestClass().getName()
                + context.getTestMethod()
                        .map(Method::getName)
                        .map(name -> "." + name)
                        .orElse("");
    }

    /** Not closeable: a store closes what it holds, and the outer run goes on. */
    private record Outer(Run run) {}
}

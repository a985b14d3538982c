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

    /** The root store closes what it holds when the run of the launcher ends. */
    @Override
    public void beforeEach(ExtensionContext context) {
        Run run = context.getRoot()
                .getStore(NAMESPACE)
                .getOrComputeIfAbsent(
                        "run", key -> Run.begin(Settings.from(context::getConfigurationParameter)), Run.class);
        Run.current().ifPresent(outer -> context.getStore(NAMESPACE).put("outer", new Outer(outer)));
        Run test = run.in(name(context));
        Run.set(Optional.of(test));
        test.requireDevices();
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

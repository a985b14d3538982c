package dev.gradcheck.testing;

import dev.gradcheck.report.Session;
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
    private static final ThreadLocal<Session> CURRENT = new ThreadLocal<>();

    /** Called by JUnit. */
    public GradcheckExtension() {}

    /** {@return the report of the test that runs on this thread; empty outside of this extension} */
    static Optional<Session> session() {
        return Optional.ofNullable(CURRENT.get());
    }

    @Override
    public void beforeEach(ExtensionContext context) {
        Session session =
                context.getRoot().getStore(NAMESPACE).getOrComputeIfAbsent("report", key -> begin(), Session.class);
        Optional.ofNullable(CURRENT.get())
                .ifPresent(outer -> context.getStore(NAMESPACE).put("outer", outer));
        CURRENT.set(session);
    }

    @Override
    public void afterEach(ExtensionContext context) {
        Session outer = context.getStore(NAMESPACE).get("outer", Session.class);
        if (outer == null) {
            CURRENT.remove();
        } else {
            CURRENT.set(outer);
        }
    }

    /** The root store closes what it holds when the run of the launcher ends. */
    private static Session begin() {
        return new Session(Settings.current().reports(), Devices.runInfo());
    }
}

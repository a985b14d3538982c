package dev.gradcheck.testing;

import static org.junit.platform.engine.discovery.ClassNameFilter.includeClassNamePatterns;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectPackage;

import dev.gradcheck.report.ReportText;
import java.io.PrintWriter;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.platform.launcher.LauncherDiscoveryRequest;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;
import org.junit.platform.launcher.listeners.SummaryGeneratingListener;
import org.junit.platform.launcher.listeners.TestExecutionSummary;
import org.junit.platform.launcher.listeners.TestExecutionSummary.Failure;

/**
 * The command-line entry that runs every {@code …Suite} class on the classpath through the JUnit Platform's launcher, where there is no
 * Maven: {@code java dev.gradcheck.testing.SuiteRunner}. Of one golden case, which {@code gradcheck.case} names, nothing else is run.
 */
public final class SuiteRunner {
    private SuiteRunner() {}

    /**
     * Exits with 0 if nothing fails and with 1 if something does, or if there is no suite.
     *
     * @param arguments none
     */
    public static void main(String[] arguments) {
        // PyTorch's own threads must not keep the JVM
        System.exit(run("dev.gradcheck", classes(Settings.current().only()), new PrintWriter(System.out, true)));
    }

    /** The suites to run, as a pattern: that of the golden cases alone where one of them is named. */
    static String classes(Optional<String> only) {
        return only.map(name -> ".*GradientSuite").orElse(".*Suite");
    }

    /** The classes of a pattern in a package and those below it. */
    static int run(String name, String classes, PrintWriter out) {
        SummaryGeneratingListener listener = new SummaryGeneratingListener();
        Set<String> messages = new LinkedHashSet<>();
        try {
            LauncherFactory.create().execute(request(name, classes), listener);
        } catch (AssertionError e) { // a failure that no test has, thrown as the session closes
            messages.add("FAILED: " + e.getMessage());
        }
        TestExecutionSummary summary = listener.getSummary();
        messages.addAll(messages(summary));
        messages.forEach(out::println);
        out.printf(
                "tests: %d, failed: %d, not run: %d%n",
                summary.getTestsStartedCount(), summary.getTotalFailureCount(), summary.getTestsAbortedCount());
        return summary.getTestsStartedCount() > 0 && messages.isEmpty() ? 0 : 1;
    }

    private static LauncherDiscoveryRequest request(String name, String classes) {
        return LauncherDiscoveryRequestBuilder.request()
                .selectors(selectPackage(name))
                .filters(includeClassNamePatterns(classes))
                .build();
    }

    /** What fails several tests for one reason is told once. */
    private static Set<String> messages(TestExecutionSummary summary) {
        Set<String> messages = new LinkedHashSet<>();
        for (Failure failure : summary.getFailures()) {
            messages.add("FAILED: " + text(failure.getException().getMessage()));
        }
        return messages;
    }

    /** Of a test of anybody's: its lines stay lines, and nothing else in them moves the terminal. */
    private static String text(String message) {
        return String.valueOf(message).lines().map(ReportText::line).collect(Collectors.joining("\n"));
    }
}

package dev.gradcheck.testing;

import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import dev.gradcheck.json.Json;
import io.qameta.allure.Allure;
import io.qameta.allure.AllureLifecycle;
import io.qameta.allure.FileSystemResultsWriter;
import io.qameta.allure.junitplatform.AllureJunitPlatform;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.launcher.EngineFilter;
import org.junit.platform.launcher.LauncherDiscoveryRequest;
import org.junit.platform.launcher.TestExecutionListener;
import org.junit.platform.launcher.TestIdentifier;
import org.junit.platform.launcher.core.LauncherConfig;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;

/**
 * A run of the JUnit Platform within a test, with folders of its own: what {@code mvn verify} does, on a small suite. The outer run's
 * listeners do not hear of it; Allure gets a listener and a lifecycle that write to the nested run's folder, and its own back afterwards.
 *
 * @param folder with {@code golden} in it; {@code reports} comes here
 * @param outcomes of tests, and of containers that failed, by display name: the status, and the message of a failure
 */
record NestedRun(Path folder, Map<String, Outcome> outcomes) {
    /** How a test ended. */
    record Outcome(TestExecutionResult.Status status, String message) {}

    static NestedRun of(Class<?> suite, Path folder, Map<String, String> parameters) {
        Path results = folder.resolve("reports").resolve("allure-results");
        LauncherDiscoveryRequest request = LauncherDiscoveryRequestBuilder.request()
                .selectors(selectClass(suite))
                .filters(EngineFilter.includeEngines("junit-jupiter", "jqwik"))
                .configurationParameter(
                        "gradcheck.reports", folder.resolve("reports").toString())
                .configurationParameter(
                        "gradcheck.golden", folder.resolve("golden").toString())
                .configurationParameter("allure.results.directory", results.toString())
                .configurationParameters(parameters)
                .build();
        LauncherConfig config = LauncherConfig.builder()
                .enableTestExecutionListenerAutoRegistration(false)
                .build();
        NestedRun run = new NestedRun(folder, new LinkedHashMap<>());
        AllureLifecycle outer = Allure.getLifecycle();
        AllureLifecycle inner = new AllureLifecycle(new FileSystemResultsWriter(results));
        Allure.setLifecycle(inner);
        try {
            LauncherFactory.create(config).execute(request, new AllureJunitPlatform(inner), run.new Listener());
        } finally {
            Allure.setLifecycle(outer);
        }
        return run;
    }

    /** The messages of what failed, by display name. */
    Map<String, String> failures() {
        Map<String, String> failures = new LinkedHashMap<>();
        outcomes.forEach((name, outcome) -> {
            if (outcome.status() == TestExecutionResult.Status.FAILED) {
                failures.put(name, outcome.message());
            }
        });
        return failures;
    }

    Map<String, Object> summary() {
        return Json.map(read(folder.resolve("reports").resolve("summary.json")));
    }

    @SuppressWarnings("unchecked") // the reader of JSON makes maps with text keys only
    List<Map<String, Object>> summary(String list) {
        return (List<Map<String, Object>>) summary().get(list);
    }

    /** The results that Allure makes its report of. */
    List<Map<String, Object>> allureResults() {
        List<Map<String, Object>> results = new ArrayList<>();
        try (Stream<Path> files = Files.list(folder.resolve("reports").resolve("allure-results"))) {
            files.filter(file -> file.toString().endsWith("-result.json"))
                    .forEach(file -> results.add(Json.map(read(file))));
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
        return results;
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private final class Listener implements TestExecutionListener {
        @Override
        public void executionFinished(TestIdentifier test, TestExecutionResult result) {
            if (test.isTest() || result.getStatus() != TestExecutionResult.Status.SUCCESSFUL) {
                String message =
                        result.getThrowable().map(Throwable::getMessage).orElse("");
                outcomes.put(test.getDisplayName(), new Outcome(result.getStatus(), message));
            }
        }
    }
}

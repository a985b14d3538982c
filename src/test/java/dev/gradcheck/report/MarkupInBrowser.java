package dev.gradcheck.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.abort;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.gradcheck.json.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Markup in every place of Allure's results that a user's text can reach: no page that Allure makes of it has it as markup. */
@DisplayName("Markup in a browser")
class MarkupInBrowser {
    private static final Path ALLURE = Path.of(System.getProperty("allure.home", "target/allure/allure-2.34.1"));

    /** What was planted and is an element now, by the place that it was planted in. */
    private static final String PLANTED =
            "return [...document.querySelectorAll('[data-planted]')].map(e => e.dataset.planted)"
                    + ".concat([...document.querySelectorAll('a[href^=\"javascript:\"]')].map(e => 'href ' + e.getAttribute('href')))";

    @TempDir
    private static Path reports;

    private static Browser browser;

    @BeforeAll
    static void make_a_page() throws IOException, InterruptedException {
        browser = Browser.open()
                .orElseGet(() -> abort("not run: no Chromium or Chrome with its chromedriver on the PATH"));
        assumeTrue(Files.isDirectory(ALLURE), "not run: no Allure in " + ALLURE);
        Path results = Files.createDirectories(reports.resolve("allure-results"));
        Files.writeString(results.resolve("one-result.json"), Json.text(result()));
        Files.writeString(results.resolve("two-result.json"), Json.text(result()));
        Files.writeString(results.resolve("one-container.json"), Json.text(container()));
        Files.writeString(results.resolve("text-attachment.txt"), "<b data-planted='attachment'>");
        Files.writeString(results.resolve("environment.properties"), markup("environment") + " = " + markup("value"));
        Map<String, String> jenkins = Map.of("JENKINS_URL", "x", "BUILD_URL", "javascript:1", "BUILD_NUMBER", "7");
        Files.writeString(
                results.resolve("executor.json"), Json.text(Executor.of(jenkins).orElseThrow()));
        Files.writeString(
                results.resolve("categories.json"),
                "[" + Json.text(Map.of("name", markup("category"), "matchedStatuses", List.of("failed"))) + "]");
        new HtmlReport(reports, ALLURE.toAbsolutePath(), Path.of(System.getProperty("java.home"), "bin", "java"))
                .write(Ending.REGULAR);
        browser.go(reports.resolve("index.html"));
    }

    @AfterAll
    static void close_the_browser() {
        if (browser != null) {
            browser.close();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "categories", "suites", "graph", "timeline", "behaviors", "packages"})
    void no_page_has_it_as_markup(String page) {
        go(page);
        assertThat(planted()).isEmpty();
    }

    @Test
    void no_page_of_a_test_has_it_as_markup() {
        go("suites");
        Object uid = browser.ask(
                "return Object.keys(window.reportData || {}).filter(k => k.startsWith('data/test-cases/'))[0]");
        String test = uid.toString().replaceAll(".*/|\\.json", "");
        Set<Object> planted = new TreeSet<>();
        for (String tab : List.of("", "/history", "/retries")) {
            go("testresult/" + test + tab);
            browser.ask(
                    "document.querySelectorAll('.parameters-table, .step__title, .attachment-row, .status-details__trace-toggle')"
                            + ".forEach(e => e.click())");
            planted.addAll(planted());
        }
        assertThat(planted).isEmpty();
    }

    private static void go(String page) {
        browser.ask("location.hash = arguments[0]", "#" + page);
        browser.await("#content .widget, #content .tree, #content .test-result, #content svg");
        browser.ask("document.querySelectorAll('.tree__content .node__title').forEach(e => e.click())");
        browser.ask("document.querySelectorAll('.tree__content .node__title').forEach(e => e.click())");
    }

    private static List<Object> planted() {
        return new ArrayList<>((List<?>) browser.ask(PLANTED));
    }

    private static String markup(String place) {
        return "<b data-planted='" + place + "'>" + place + "</b>";
    }

    private static Map<String, Object> result() {
        Map<String, Object> result = new LinkedHashMap<>();
        result.put("uuid", UUID.randomUUID().toString());
        result.put("historyId", markup("history"));
        result.put("testCaseId", markup("case"));
        result.put("name", markup("name"));
        result.put("fullName", markup("full name"));
        result.put("testCaseName", markup("test case name"));
        result.put("description", markup("description"));
        result.put("status", "failed");
        result.put("stage", "finished");
        result.put("start", 1);
        result.put("stop", 2);
        result.put("statusDetails", Map.of("message", markup("message"), "trace", markup("trace")));
        result.put("labels", labels());
        result.put("parameters", List.of(Map.of("name", markup("parameter"), "value", markup("parameter value"))));
        result.put(
                "links",
                List.of(
                        Map.of("name", "a link", "url", "https://example.org", "type", "custom"),
                        Map.of("name", markup("link"), "url", "javascript:link", "type", "custom"),
                        Map.of("name", markup("issue"), "url", "javascript:issue", "type", "issue"),
                        Map.of("name", markup("tms"), "url", "javascript:tms", "type", "tms")));
        result.put("steps", List.of(step()));
        result.put("attachments", attachments());
        return result;
    }

    private static List<Object> labels() {
        List<Object> labels = new ArrayList<>();
        for (String name : List.of(
                "parentSuite",
                "suite",
                "subSuite",
                "epic",
                "feature",
                "story",
                "package",
                "testClass",
                "testMethod",
                "severity",
                "owner",
                "tag",
                "thread",
                "host",
                "language",
                "framework",
                "layer")) {
            labels.add(Map.of("name", name, "value", markup("label " + name)));
        }
        labels.add(Map.of("name", markup("label name"), "value", markup("label value")));
        return labels;
    }

    private static Map<String, Object> step() {
        return Map.of(
                "name", markup("step"),
                "status", "failed",
                "statusDetails", Map.of("message", markup("step message"), "trace", markup("step trace")),
                "parameters", List.of(Map.of("name", markup("step parameter"), "value", markup("step value"))),
                "attachments", attachments());
    }

    private static List<Object> attachments() {
        return List.of(
                Map.of("name", markup("attachment name"), "source", "text-attachment.txt", "type", "text/plain"));
    }

    private static Map<String, Object> container() {
        return Map.of(
                "uuid",
                "container",
                "name",
                markup("container"),
                "befores",
                List.of(step()),
                "children",
                List.of("one"));
    }
}

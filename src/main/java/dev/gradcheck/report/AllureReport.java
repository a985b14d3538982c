package dev.gradcheck.report;

import dev.gradcheck.json.Json;
import io.qameta.allure.Allure;
import io.qameta.allure.model.TestResult;
import io.qameta.allure.util.PropertiesUtils;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * What goes into the Allure report: the evidence of the running test, the environment, the categories. Allure is optional: where it is not
 * on the class path, nothing of this does anything; on a thread that runs no test, nothing is attached (the run's own report has it).
 */
public final class AllureReport {
    /** Characters of an attachment that everybody gets who opens the page; what is larger is in the folder of mismatches alone. */
    private static final int LARGEST = 20_000;

    private static final String CATEGORIES = "categories.json";
    private static final Set<String> PLACES = Set.of("parentSuite", "suite", "subSuite");

    private static final boolean THERE = isThere();

    private AllureReport() {}

    private static boolean isThere() {
        try {
            Class.forName("io.qameta.allure.Allure", false, AllureReport.class.getClassLoader());
            return true;
        } catch (ClassNotFoundException e) {
            return false;
        }
    }

    /** Whether evidence has a test to go to: a thread of a pool has none that Allure knows, which would complain of each attachment. */
    private static boolean hasTest() {
        return THERE && Allure.getLifecycle().getCurrentTestCase().isPresent();
    }

    /**
     * Attaches a page to the running test where the gradient does not simply agree: the page itself, and what lies beside it.
     *
     * @param page of a gradient
     * @param reproduction how to do the check again
     */
    public static void attach(GradientPage page, Rerun reproduction) {
        if (hasTest() && page.isMismatch()) {
            String name = page.name() + ": ";
            Allure.addAttachment(name + "page", "text/html", new MismatchPage(page, reproduction).html(), ".html");
            attachFacts(page);
            attachSmall(name + MismatchFolder.TABLE, "text/csv", TableCsv.of(page), ".csv");
            attachSmall(name + MismatchFolder.CASE, "text/plain", reproduction.caseFile(), ".yaml");
        }
    }

    /** A page that holds a thousand cases must not grow by what lies beside it. */
    private static void attachSmall(String name, String type, String text, String suffix) {
        if (text.length() <= LARGEST) {
            Allure.addAttachment(name, type, text, suffix);
        }
    }

    /**
     * Attaches a page as text: what an agreement rests on, where the test has no description of its own.
     *
     * @param page of a gradient
     */
    public static void attachFacts(GradientPage page) {
        attach(page.name() + ": " + MismatchFolder.FACTS, ReportText.page(page));
    }

    /**
     * Attaches a text to the running test.
     *
     * @param name of the attachment
     * @param text plain
     */
    public static void attach(String name, String text) {
        if (!hasTest()) {
            return;
        }
        Allure.addAttachment(name, "text/plain", text, ".txt");
    }

    /**
     * Makes a table the description of the running test, and attaches it as HTML, too.
     *
     * @param table what to show
     * @param mustNotBe which rows shall catch the eye
     */
    public static void attach(Table table, Predicate<List<String>> mustNotBe) {
        if (!hasTest()) {
            return;
        }
        String html = table.toHtml(mustNotBe);
        Allure.descriptionHtml(html);
        Allure.addAttachment(table.title(), "text/html", html, ".html");
    }

    /**
     * Puts the running test into its place in the report's tree.
     *
     * @param group such as "Properties"
     * @param name within the group
     */
    public static void place(String group, String name) {
        if (THERE) {
            place(group, name, test -> AllureLabels.identify(test, group, name, test.getName()));
        }
    }

    /**
     * Puts the running test, which is about one gradient, into its place in the report's trees.
     *
     * @param group such as "Golden cases"
     * @param page of the gradient
     */
    public static void place(String group, GradientPage page) {
        if (THERE) {
            String name = page.report().name();
            place(group, name, test -> {
                AllureLabels.identify(test, group, name, page.name());
                AllureLabels.label(test, page);
            });
        }
    }

    private static void place(String group, String name, Consumer<TestResult> more) {
        Allure.getLifecycle().updateTestCase(test -> {
            // The engine's listener has put it under its class already, and a test with two places is listed twice.
            test.getLabels().removeIf(label -> PLACES.contains(label.getName()));
            more.accept(test);
        });
        Allure.label("parentSuite", group);
        Allure.suite(name);
    }

    /**
     * Makes a page the description of the running test, so that it stands at its top without a click.
     *
     * @param page of a gradient
     */
    public static void describe(GradientPage page) {
        if (!THERE) {
            return;
        }
        Allure.descriptionHtml(FactsHtml.description(page));
    }

    /** {@return where Allure's listener writes its results, by Allure's own settings} */
    public static Path results() {
        if (!THERE) {
            return Path.of(System.getProperty("allure.results.directory", "allure-results"));
        }
        return Path.of(
                PropertiesUtils.loadAllureProperties().getProperty("allure.results.directory", "allure-results"));
    }

    /** The report's environment and categories. */
    static void describe(Path results, RunInfo info) {
        if (!THERE) {
            return;
        }
        try {
            Files.createDirectories(results);
            Files.writeString(
                    results.resolve("environment.properties"), environment(info), StandardCharsets.ISO_8859_1);
            Optional<Map<String, Object>> executor = Executor.of(System.getenv());
            if (executor.isPresent()) {
                Files.writeString(results.resolve("executor.json"), Json.text(executor.get()));
            }
            try (var categories = AllureReport.class.getResourceAsStream(CATEGORIES)) {
                Files.write(results.resolve(CATEGORIES), categories.readAllBytes());
            }
        } catch (IOException e) {
            throw new UncheckedIOException(ReportFolder.sentence(results, e), e);
        }
    }

    private static String environment(RunInfo info) {
        Map<String, String> entries = new LinkedHashMap<>(info.versions());
        entries.put("seed", Long.toString(info.seed()));
        info.devices()
                .forEach(d -> entries.merge(
                        d.ran() ? "devices ran" : "devices not run",
                        d.ran() ? d.name() : d.name() + " (" + d.reason() + ")",
                        (one, other) -> one + ", " + other));
        return entries.entrySet().stream()
                .map(e -> escape(e.getKey()).replaceAll("[ :=]", "\\\\$0") + " = " + escape(e.getValue()) + "\n")
                .collect(Collectors.joining());
    }

    /** As {@link java.util.Properties} reads it; its own writer would lose the order. */
    private static String escape(String text) {
        return text.codePoints()
                .mapToObj(c -> switch (c) {
                    case '\\' -> "\\\\";
                    case '\n' -> "\\n";
                    case '\r' -> "\\r";
                    default -> c < 0x100 ? Character.toString(c) : utf16(c);
                })
                .collect(Collectors.joining());
    }

    private static String utf16(int codePoint) {
        return Character.toString(codePoint)
                .chars()
                .mapToObj(c -> String.format("\\u%04x", c))
                .collect(Collectors.joining());
    }
}

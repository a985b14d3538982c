package dev.gradcheck.report;

import dev.gradcheck.json.Json;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * {@code index.html}: made of the results that Allure's listener wrote, by Allure's command line in a JVM of its own, with analytics off
 * before it starts.
 *
 * @param reports the folder of the report
 * @param allure the folder of Allure's command line, unpacked into it if it is not there
 * @param java the program {@code java}
 */
public record HtmlReport(Path reports, Path allure, Path java) {
    private static final String INDEX = "index.html";

    /** The switch leaves out the script that calls home, but not the stub that feeds it. */
    private static final Pattern STUB = Pattern.compile("<script>\\s*window\\.dataLayer.*?</script>", Pattern.DOTALL);

    /**
     * Writes the page.
     *
     * @param ending how the suite's JVMs ended: of an early end the page says so
     * @throws IOException if there are no results, if Allure fails or if the page cannot be written
     * @throws InterruptedException if the thread is interrupted while Allure runs
     */
    public void write(Ending ending) throws IOException, InterruptedException {
        if (ending.isEarly()) {
            Files.createDirectories(results());
            Files.writeString(results().resolve("early-end-result.json"), Json.text(result(ending)));
        }
        Optional<Digest> digest = digest();
        if (digest.isPresent()) {
            new Digests(digest.get()).write(reports);
            digest.get().history().after(digest.get()).write(reports);
        }
        requireResults();
        new AllureZip(allure, HtmlReport.class.getClassLoader()).unpack();
        Path scratch = Files.createTempDirectory(reports, "allure");
        try {
            String allure = STUB.matcher(generate(scratch)).replaceAll("");
            String html = digest.map(of -> new FrontPage(of).into(allure)).orElse(allure);
            Files.write(reports.resolve(INDEX), html.getBytes(StandardCharsets.UTF_8));
        } finally {
            ReportFolder.delete(scratch);
        }
    }

    /** Where the summary can be read: a run that died at its first step has none. */
    private Optional<Digest> digest() throws IOException {
        Path summary = reports.resolve(Session.SUMMARY);
        return Files.exists(summary)
                ? Optional.of(new Digest(Json.map(Files.readString(summary)), History.read(reports)))
                : Optional.empty();
    }

    private Path results() {
        return reports.resolve("allure-results");
    }

    /** Allure would write a fine report of nothing. */
    private void requireResults() throws IOException {
        String[] files = results().toFile().list((folder, name) -> name.endsWith("-result.json"));
        if (files == null || files.length == 0) {
            throw new Sentence("no report: the suite left no results in " + results()
                    + " (no *Suite test ran, or its JVM died before the first one ended)");
        }
    }

    /** {@return Allure's page, which has handed its history on} */
    private String generate(Path scratch) throws IOException, InterruptedException {
        Path escaped = scratch.resolve("results");
        EscapedResults.copy(results(), escaped);
        AllureHistory history = new AllureHistory(reports);
        history.into(escaped);
        Path out = scratch.resolve("out");
        new AllureCommand(allure, java).generate(escaped, out, "--single-file");
        String page = Files.readString(out.resolve(INDEX));
        history.from(page);
        return page;
    }

    private static Map<String, Object> result(Ending ending) {
        Map<String, Object> result = new LinkedHashMap<>();
        result.put("uuid", "early-end");
        result.put("name", "The suite did not come to its end");
        result.put("status", "broken");
        result.put("stage", "finished");
        result.put(
                "statusDetails",
                Map.of(
                        "message",
                        ending.sentence() + ". What ran until then is here, the rest is missing; see the console."));
        result.put("labels", List.of(Map.of("name", "suite", "value", "gradcheck")));
        return result;
    }
}

package dev.gradcheck.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gradcheck.json.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EscapedResultsTest {
    private static final String MARKUP = "<script>a && b</script>";
    private static final String TEXT = "&lt;script&gt;a &amp;&amp; b&lt;/script&gt;";

    @TempDir
    private Path folder;

    @Test
    void message_and_trace_are_escaped_wherever_they_stand_and_nothing_else_is() {
        Map<String, Object> details = Map.of("message", MARKUP, "trace", MARKUP, "known", false);
        Map<String, Object> step = Map.of("name", MARKUP, "statusDetails", details);
        String result =
                Json.text(Map.of("name", MARKUP, "message", MARKUP, "statusDetails", details, "steps", List.of(step)));
        Map<String, Object> escaped = Map.of("message", TEXT, "trace", TEXT, "known", false);
        assertThat(Json.map(EscapedResults.escaped(result)))
                .isEqualTo(Map.of(
                        "name",
                        MARKUP,
                        "message",
                        MARKUP,
                        "statusDetails",
                        escaped,
                        "steps",
                        List.of(Map.of("name", MARKUP, "statusDetails", escaped))));
    }

    @Test
    void a_link_that_is_no_address_of_the_web_is_left_out() {
        Map<String, Object> web = Map.of("name", MARKUP, "url", "HTTPS://example.org", "type", "issue");
        String result = Json.text(Map.of(
                "links", List.of(web, Map.of("name", "a", "url", "javascript:alert(1)"), Map.of("name", "b"), "c")));
        assertThat(Json.map(EscapedResults.escaped(result))).isEqualTo(Map.of("links", List.of(web)));
    }

    @Test
    void half_a_surrogate_pair_in_a_message_is_kept() {
        String result = "{\"statusDetails\": {\"message\": \"a\\uD800b\"}}";
        assertThat(EscapedResults.escaped(result)).contains("a\\uD800b");
    }

    @Test
    void attachments_are_copied_as_they_are_and_the_results_stay() throws IOException {
        Path results = Files.createDirectories(folder.resolve("results"));
        Files.writeString(results.resolve("1-result.json"), "{\"statusDetails\": {\"trace\": \"<b>\"}}");
        Files.writeString(results.resolve("2-attachment.html"), MARKUP);
        EscapedResults.copy(results, folder.resolve("copy"));
        assertThat(folder.resolve("copy/2-attachment.html")).hasContent(MARKUP);
        assertThat(Files.readString(folder.resolve("copy/1-result.json"))).contains("&lt;b&gt;");
        assertThat(Files.readString(results.resolve("1-result.json"))).contains("<b>");
    }
}

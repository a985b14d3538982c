package dev.gradcheck;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gradcheck.json.Json;
import dev.gradcheck.report.AllureReport;
import dev.gradcheck.report.Table;
import dev.gradcheck.score.Mode;
import dev.gradcheck.score.PlantedFaults;
import dev.gradcheck.score.PlantedRecord;
import dev.gradcheck.score.ScoreTable;
import dev.gradcheck.score.Scoreboard;
import dev.gradcheck.testing.GradcheckExtension;
import dev.gradcheck.testing.Settings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.DynamicContainer;
import org.junit.jupiter.api.DynamicNode;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.extension.ExtendWith;

/** The scoreboard: nets whose claimed gradients are right or wrong in a known way, judged by each oracle alone and by both. */
@ExtendWith(GradcheckExtension.class)
@DisplayName("Scoreboard")
class ScoreSuite {
    private static final Path ALL = Path.of("test-resources/planted-faults.jsonl.gz");
    private static final int SAMPLE = 1;
    private static final String SUITE = "The harness itself";
    private static final String TITLE = "Planted faults: what is flagged, beside the best known tools";

    @TestFactory
    @DisplayName("Planted faults")
    Stream<DynamicNode> planted_faults() throws IOException {
        Settings settings = Settings.current();
        boolean sample = settings.score().equals("sample");
        List<PlantedRecord> all =
                PlantedFaults.read(sample || settings.score().equals("all") ? ALL : Path.of(settings.score()));
        List<PlantedRecord> chosen = sample ? Scoreboard.sample(all, SAMPLE, settings.seed()) : all;
        List<PlantedRecord> records = Scoreboard.share(chosen, settings.shard());
        if (records.isEmpty()) { // more shards than kinds
            return Stream.of();
        }
        Scoreboard board = Scoreboard.of(records, settings.seed());
        write(settings, records.size(), board);
        return Stream.concat(
                Stream.of(DynamicContainer.dynamicContainer("all", Stream.of(table(board), names(board)))),
                Stream.of(Mode.values()).map(mode -> rows(mode, board)));
    }

    /** One test for all kinds of faults: what users look for is not to drown in the harness's own acceptance. */
    private static DynamicTest rows(Mode mode, Scoreboard board) {
        return DynamicTest.dynamicTest("every bar is reached, " + mode.label(), () -> {
            AllureReport.place(SUITE, "Scoreboard");
            assertThat(board.rows())
                    .filteredOn(row -> row.mode() == mode)
                    .isNotEmpty()
                    .allSatisfy(
                            row -> assertThat(row.isGood()).as(row.toString()).isTrue());
        });
    }

    private static DynamicTest table(Scoreboard board) {
        return DynamicTest.dynamicTest("the table", () -> {
            AllureReport.place(SUITE, "Scoreboard");
            ScoreTable scores = board.table();
            AllureReport.attach(new Table(TITLE, scores.header(), scores.rows(), scores.notes()), ScoreTable::isBad);
            AllureReport.attach("scores, Markdown", scores.toMarkdown());
            assertThat(board.rows()).isNotEmpty();
        });
    }

    private static DynamicTest names(Scoreboard board) {
        return DynamicTest.dynamicTest("structural faults are named rightly", () -> {
            AllureReport.place(SUITE, "Scoreboard");
            assertThat(board.named()).as("share named right").isGreaterThanOrEqualTo(0.9);
            assertThat(board.misnamed()).as("share named wrong").isLessThanOrEqualTo(0.01);
        });
    }

    private static void write(Settings settings, int records, Scoreboard board) throws IOException {
        Map<String, Object> score = new LinkedHashMap<>();
        score.put("set", settings.score());
        score.put("records", records);
        score.put("seed", settings.seed());
        score.putAll(board.toMap());
        score.put("table", board.table().toMarkdown());
        Files.createDirectories(settings.reports());
        Files.writeString(settings.reports().resolve("score.json"), Json.text(score));
    }
}

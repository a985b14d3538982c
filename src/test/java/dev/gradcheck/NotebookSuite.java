package dev.gradcheck;

import dev.gradcheck.check.CheckReport;
import dev.gradcheck.random.Drawn;
import dev.gradcheck.report.AllureReport;
import dev.gradcheck.report.GradientPage;
import dev.gradcheck.report.Rerun;
import dev.gradcheck.testing.GradcheckExtension;
import dev.gradcheck.testing.Settings;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.DynamicNode;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * The notebook's net at random integers: what is known to be wrong with it is found again without being told where, and shrunk to the
 * smallest example.
 */
@ExtendWith(GradcheckExtension.class)
@DisplayName("Notebook")
class NotebookSuite {
    private static final String SUITE = "The harness itself";

    /** So many points are tried for one that shows a defect: one that does not show any more is stale. */
    private static final int POINTS = 300;

    private static final Set<NotebookDefect> FOUND_BY_VALUES = EnumSet.complementOf(EnumSet.of(NotebookDefect.COLUMN));

    @TestFactory
    @DisplayName("Defects of the notebook")
    Stream<DynamicNode> defects() {
        return Settings.current().shard().of(List.copyOf(FOUND_BY_VALUES)).stream()
                .map(defect -> DynamicTest.dynamicTest(defect + " is found", () -> find(defect)));
    }

    private static void find(NotebookDefect defect) {
        AllureReport.place(SUITE, "Defects of the notebook");
        NotebookSample smallest = smallest(defect);
        CheckReport report = smallest.check(smallest.function());
        AllureReport.attach("the smallest example", smallest.toString());
        GradientPage.of(report)
                .forEach(page ->
                        AllureReport.attach(page, Rerun.of(report, "mvn verify -Dit.test=NotebookSuite#defects")));
    }

    static NotebookSample smallest(NotebookDefect defect) {
        SplittableRandom random = new SplittableRandom(Settings.current().seed());
        Drawn<NotebookSample> smallest = Stream.generate(() -> Drawn.of(NotebookSample::draw, random.split()::nextLong))
                .limit(POINTS)
                .filter(drawn -> shows(defect, drawn))
                .findFirst()
                .orElseThrow(() -> new AssertionError(defect + " does not show at any of " + POINTS
                        + " points: is it mended? Then take it off the list"));
        Optional<Drawn<NotebookSample>> simpler = Optional.of(smallest);
        while (simpler.isPresent()) {
            smallest = simpler.get();
            simpler = smallest.simpler().filter(drawn -> shows(defect, drawn)).findFirst();
        }
        return smallest.value();
    }

    private static boolean shows(NotebookDefect defect, Drawn<NotebookSample> drawn) {
        NotebookSample sample = drawn.value();
        return defect.in(sample, sample.check(sample.function())).isPresent();
    }
}

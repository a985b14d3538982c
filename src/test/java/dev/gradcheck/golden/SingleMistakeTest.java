package dev.gradcheck.golden;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gradcheck.golden.yaml.GoldenReader;
import dev.gradcheck.notebook.NotebookNetworks;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Golden files with one slip of the hand, at random with a fixed seed: one mistake is one problem. */
class SingleMistakeTest {
    private static final int COUNT = Integer.getInteger("reader.slips", 1_600);

    @TempDir
    private Path folder;

    /** One in a hundred: a name that several places take, and a line of several keys, are missed in several places. */
    @Test
    void one_slip_is_seldom_told_as_several_mistakes() throws IOException {
        List<String> good = Slips.good();
        GoldenReader reader = new GoldenReader(NotebookNetworks.catalog());
        Random random = new Random(20260101);
        List<List<GoldenProblem>> unreadable = new ArrayList<>();
        Path file = folder.resolve("case.yaml");
        for (int i = 0; i < COUNT; i++) {
            Files.writeString(file, Slips.slip(good, i, random));
            List<GoldenProblem> problems = reader.read(file).problems();
            if (!problems.isEmpty()) {
                unreadable.add(problems);
            }
        }
        assertThat(unreadable).hasSizeGreaterThan(COUNT / 2);
        assertThat(unreadable.stream().filter(problems -> problems.size() > 1).toList())
                .hasSizeLessThanOrEqualTo(unreadable.size() / 100);
    }
}

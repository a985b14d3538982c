package dev.gradcheck.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GradcheckTest {
    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @TempDir
    private Path folder;

    private Path mine;

    @BeforeEach
    void a_new_case() {
        mine = folder.resolve("mine.yaml");
        assertThat(gradcheck("new", "mine", "--folder", folder.toString())).isZero();
    }

    @Test
    void a_new_case_passes_as_it_stands() {
        assertThat(gradcheck("check", mine.toString())).isZero();
        assertThat(out.toString()).contains("mine.float64: nothing fails", "dL/dhidden.weight agrees", "record");
    }

    @Test
    void a_new_case_overwrites_nothing() throws IOException {
        Files.writeString(mine, "precious");
        assertThat(gradcheck("new", "mine", "--folder", folder.toString())).isEqualTo(Gradcheck.UNREADABLE);
        assertThat(mine).hasContent("precious");
        assertThat(err.toString()).contains("is there already, and is not overwritten");
    }

    @Test
    void a_wrong_value_fails_and_an_unreadable_file_has_another_status() throws IOException {
        Files.writeString(mine, Files.readString(mine) + "expected: {match: ulps 4, loss: 1.5}\n");
        assertThat(gradcheck("check", mine.toString())).isEqualTo(Gradcheck.WRONG);
        assertThat(out.toString()).contains("(ulps 4): 1.5, found 1.6556873");
        Files.writeString(mine, "netwrok: [\n");
        assertThat(gradcheck("check", mine.toString())).isEqualTo(Gradcheck.UNREADABLE);
        assertThat(gradcheck("check")).isEqualTo(Gradcheck.USAGE);
        assertThat(gradcheck()).isEqualTo(Gradcheck.USAGE);
    }

    @Test
    void what_is_recorded_is_read_again_and_holds() throws IOException {
        assertThat(gradcheck("record", "--ci=", mine.toString())).isZero();
        assertThat(out.toString()).contains("+   match: within budget", "wrote ");
        assertThat(gradcheck("check", mine.toString())).isZero();
        String recorded = Files.readString(mine);
        assertThat(gradcheck("record", "--ci=", mine.toString())).isZero();
        assertThat(out.toString()).contains("nothing changes");
        assertThat(mine).hasContent(recorded);
    }

    @Test
    void expected_values_are_replaced_only_where_that_is_asked_for() throws IOException {
        Files.writeString(
                mine,
                Files.readString(mine)
                        + "expected: {match: within budget, gradients: {out.bias: [1.5521593344821816]}}\n");
        String before = Files.readString(mine);
        assertThat(gradcheck("record", "--ci=", mine.toString())).isEqualTo(Gradcheck.WRONG);
        assertThat(mine).hasContent(before);
        assertThat(gradcheck("record", "--ci=", "--overwrite", mine.toString())).isZero();
        assertThat(Files.readString(mine)).contains("hidden.weight:\n").doesNotContain("\nexpected: {");
    }

    @Test
    void a_wrong_gradient_is_not_recorded() throws IOException {
        Files.writeString(mine, Files.readString(mine) + "claimed: {out.bias: [1.5]}\n");
        assertThat(gradcheck("record", "--ci=", mine.toString())).isEqualTo(Gradcheck.WRONG);
        assertThat(err.toString()).contains("nothing is recorded: the oracles do not confirm");
    }

    @Test
    void nothing_is_recorded_in_ci() throws IOException {
        String before = Files.readString(mine);
        assertThat(gradcheck("record", "--ci=true", mine.toString())).isEqualTo(Gradcheck.WRONG);
        assertThat(err.toString()).contains("in CI nothing is recorded");
        assertThat(mine).hasContent(before);
    }

    @Test
    void everything_that_was_found_is_explained() {
        assertThat(gradcheck("explain", "--only", "out.bias", mine.toString())).isZero();
        assertThat(out.toString())
                .contains("provenance: Written by", "out.bias")
                .doesNotContain("dL/dhidden.weight agrees");
    }

    @Test
    void a_file_that_is_watched_is_judged_again_when_it_is_saved() throws Exception {
        Thread watching = new Thread(() -> gradcheck("watch", mine.toString()));
        watching.start();
        awaitOutput("mine.float64: nothing fails");
        awaitOutput("watching ");
        Files.writeString(mine, Files.readString(mine) + "expected: {match: ulps 4, loss: 1.5}\n");
        awaitOutput("(ulps 4): 1.5, found 1.6556873");
        watching.interrupt();
        watching.join(20_000);
        assertThat(watching.isAlive()).isFalse();
    }

    private void awaitOutput(String text) throws InterruptedException {
        for (int i = 0; i < 600 && !out.toString().contains(text); i++) {
            Thread.sleep(100);
        }
        assertThat(out.toString()).contains(text);
    }

    private int gradcheck(String... arguments) {
        return Gradcheck.run(new PrintWriter(out, true), new PrintWriter(err, true), arguments);
    }
}

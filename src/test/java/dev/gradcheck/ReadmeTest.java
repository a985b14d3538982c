package dev.gradcheck;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gradcheck.laws.PackageLaws;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;
import java.util.stream.Stream;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What the README says is so: its examples, options, verdicts, keys, links and commands. Each check fails on a broken README. */
class ReadmeTest {
    private static final Map<Path, String> PAGES = ReadmeFacts.pages();

    @TempDir
    private Path folder;

    /** A check of the README. */
    interface Check extends BiFunction<ReadmeProblems, Path, List<String>> {}

    static Stream<Arguments> checks() {
        return Stream.of(
                broken(
                        "java",
                        (readme, folder) -> readme.java(),
                        "PlainJava::rosenbrockGradient)",
                        "PlainJava::gradient)"),
                broken("yaml: a mistake", ReadmeProblems::yaml, "bo: [0]", "b0: [0]"),
                broken("yaml: a wrong value", ReadmeProblems::yaml, "Wo: [-0.5, -0.5]", "Wo: [-0.5, 0.5]"),
                broken("yaml: a network", ReadmeProblems::yaml, "inputs: [1, input]", "inputs: [0, input]"),
                broken("yaml: another excerpt", ReadmeProblems::yaml, "ratio: 1.5\n", "ratio: 1.6\n"),
                broken("message", ReadmeProblems::message, ": unknown key 'b0'", ": unknown key"),
                broken("an option nobody reads", (readme, folder) -> readme.options(), ".case=mine", ".only=mine"),
                broken("a missing option", (readme, folder) -> readme.options(), "| `-Dgradcheck.tries=…`", "| `-Dx`"),
                broken("a missing verdict", (readme, folder) -> readme.verdicts(), "| undecided |", "| undecidable |"),
                broken(
                        "a verdict's effect",
                        (readme, folder) -> readme.verdicts(),
                        "| fails |\n| oracle",
                        "| passes |\n| oracle"),
                broken("a missing key", ReadmeProblems::summary, "| `settledBy` |", "| `settled` |"),
                broken(
                        "an extra key",
                        ReadmeProblems::summary,
                        "| `seed` | of the run |",
                        "| `seed` | |\n| `seeds` | |"),
                broken("a witness", (readme, folder) -> readme.witnesses(), "`contract`, `taylor`, `golden", "`golden"),
                broken("a key of the score", (readme, folder) -> readme.score(), "| `overclaimed` |", "| `claimed` |"),
                broken(
                        "another tool's figure",
                        (readme, folder) -> readme.scoreboard(),
                        "| 98.7 | 87.3 |",
                        "| 8.7 | 87.3 |"),
                broken(
                        "a kind of fault",
                        (readme, folder) -> readme.scoreboard(),
                        "| sign float32 |",
                        "| sign float16 |"),
                broken("a picture", (readme, folder) -> readme.links(), "src/readme/report.png", "src/readme/none.png"),
                broken("a page", (readme, folder) -> readme.links(), "markdown/cuda.md)", "markdown/none.md)"),
                broken(
                        "an anchor of a page",
                        (readme, folder) -> readme.links(),
                        "golden-files.md#limits)",
                        "golden-files.md#limit)"),
                broken("an anchor", (readme, folder) -> readme.links(), "#verdicts)", "#verdict)"),
                broken("the two commands", (readme, folder) -> readme.run(), "\nmvn test\n", "\nmvn clean\n"),
                broken(
                        "a command that CI does not run",
                        (readme, folder) -> readme.run(),
                        "case=mine\n",
                        "case=yours\n"),
                broken("a goal of the README", (readme, folder) -> readme.commands(), "\nmvn test\n", "\nmvn clean\n"),
                broken("a profile", (readme, folder) -> readme.commands(), "verify -Pscore", "verify -Pscores"),
                broken("a goal", (readme, folder) -> readme.commands(), "\nmvn -Pportable package\n", "\nmvn pack\n"),
                broken("the script", (readme, folder) -> readme.commands(), "\ngradcheck-portable/", "\nportable/"),
                broken(
                        "the script's option",
                        (readme, folder) -> readme.commands(),
                        "suite --pytorch",
                        "suite --torch"),
                broken("a command", (readme, folder) -> readme.commands(), "\ncp test", "\nmv test"),
                broken("a path", (readme, folder) -> readme.foreign(), "=/path/to/torch", "=/home/me/torch"));
    }

    @ParameterizedTest
    @MethodSource("checks")
    void the_readme_is_right(Check check) {
        assertThat(check.apply(new ReadmeProblems(PAGES), folder)).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("checks")
    void a_broken_readme_is_not(Check check, String piece, String replacement) {
        Map<Path, String> broken = new LinkedHashMap<>(PAGES);
        broken.replaceAll((page, text) -> text.replace(piece, replacement));
        assertThat(broken).isNotEqualTo(PAGES);
        assertThat(check.apply(new ReadmeProblems(broken), folder)).isNotEmpty();
    }

    @Test
    void the_readme_is_short() {
        assertThat(PAGES.get(Path.of("README.md")).lines()).hasSizeLessThanOrEqualTo(320);
    }

    @Test
    void the_table_of_packages_is_that_of_the_laws() {
        assertThat(PAGES.get(Path.of("src/site/markdown/packages.md"))).contains(PackageLaws.markdown());
    }

    @Test
    void every_kind_of_block_is_there() {
        Markdown pages = new Markdown(String.join("\n", PAGES.values()));
        assertThat(pages.blocks("java")).hasSizeGreaterThanOrEqualTo(4);
        assertThat(pages.blocks("yaml")).hasSize(4);
        assertThat(pages.blocks("sh")).hasSizeGreaterThanOrEqualTo(3);
        assertThat(pages.links()).hasSizeGreaterThan(5);
    }

    private static Arguments broken(String what, Check check, String piece, String replacement) {
        return Arguments.of(Named.of(what, check), piece, replacement);
    }
}

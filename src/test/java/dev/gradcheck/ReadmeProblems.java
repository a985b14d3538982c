package dev.gradcheck;

import dev.gradcheck.check.CheckReport;
import dev.gradcheck.golden.GoldenCheck;
import dev.gradcheck.golden.GoldenFile;
import dev.gradcheck.golden.NetworkCatalog;
import dev.gradcheck.golden.yaml.GoldenReader;
import dev.gradcheck.notebook.NotebookNetworks;
import dev.gradcheck.oracle.FiniteDifferences;
import dev.gradcheck.score.Peers;
import dev.gradcheck.verdict.Verdict;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * What a README and the pages that it leads to say that is not so; every list is empty for good ones.
 *
 * @param pages by file, the README first
 */
record ReadmeProblems(Map<Path, String> pages) {
    private static final Path README = Path.of("README.md");
    private static final NetworkCatalog NETWORKS = NotebookNetworks.catalog();
    private static final Pattern OPTION = Pattern.compile("-D(gradcheck\\.[a-z]+)");
    private static final Set<String> GOALS = Set.of("test", "verify", "package", "spotless:apply");

    /** Beside Maven: what a shell everywhere has. */
    private static final Set<String> COMMANDS = Set.of(
            "cp test-resources/golden/corrected.yaml test-resources/golden/mine.yaml", "unzip gradcheck-portable.zip");

    /** Where the zip has it, by the build file. */
    private static final String SCRIPT = "gradcheck-portable/bin/gradcheck-suite";

    /** All pages in one. */
    private Markdown readme() {
        return new Markdown(String.join("\n", pages.values()));
    }

    /** Java that is in no test source, line for line, and so is compiled by nobody. */
    List<String> java() {
        return readme().blocks("java").stream()
                .filter(block -> !isExcerpt(block, ReadmeFacts.testSources()))
                .toList();
    }

    /** Golden cases that have a mistake or are not right, and pieces of golden cases that are in no file. */
    List<String> yaml(Path folder) {
        List<String> problems = new ArrayList<>();
        for (String block : readme().blocks("yaml")) {
            if (!isExcerpt(block, ReadmeFacts.goldenFiles())) {
                problems.addAll(wrong(block, folder));
            }
        }
        return problems;
    }

    /** A mistake made in the first complete case of the README, and the message for it that the README shows. */
    List<String> message(Path folder) {
        String broken = readme().blocks("yaml").get(0).replace("  bo: [0]", "  b0: [0]");
        return read(broken, folder).problems().stream()
                .map(problem ->
                        problem.toString().replace(folder.toString().replace('\\', '/'), "test-resources/golden"))
                .filter(message -> !readme().blocks("text").contains(message))
                .toList();
    }

    /** Options that nobody reads, and options that are not in the table. */
    List<String> options() {
        Set<String> read = ReadmeFacts.options();
        Set<String> said = new LinkedHashSet<>();
        OPTION.matcher(readme().text()).results().forEach(option -> said.add(option.group(1)));
        Set<String> table = new LinkedHashSet<>();
        readme().section("Options").stream()
                .flatMap(section -> section.names().stream())
                .map(name -> name.replaceFirst("^-D", "").replaceFirst("=.*", ""))
                .forEach(table::add);
        return Stream.concat(difference("nobody reads", read, said), difference("the table", table, read))
                .toList();
    }

    /** Verdicts that are not in their table, that are none, or of which it says wrongly whether the build fails. */
    List<String> verdicts() {
        Map<String, Boolean> fails = new LinkedHashMap<>();
        readme().section("Verdicts").stream()
                .flatMap(section -> section.rows().stream())
                .filter(row -> !row.get(0).equals("known discrepancy"))
                .forEach(row -> fails.put(row.get(0), row.get(2).startsWith("fails")));
        Map<String, Boolean> wanted = new LinkedHashMap<>();
        Stream.of(Verdict.values()).forEach(verdict -> wanted.put(verdict.label(), verdict.failsBuild()));
        return fails.equals(wanted) ? List.of() : List.of("verdicts " + fails + " instead of " + wanted);
    }

    List<String> summary(Path folder) {
        return keys("`reports/summary.json`", ReadmeFacts.summary(folder));
    }

    /** Witnesses that the description of {@code oracle} lacks, or that there are not. */
    List<String> witnesses() {
        Set<String> said = new LinkedHashSet<>();
        readme().section("`findings`").stream()
                .flatMap(section -> section.rows().stream())
                .filter(row -> row.get(0).equals("`oracle`"))
                .forEach(row -> Markdown.code(row.get(1)).forEach(said::add));
        return difference("oracle", said, ReadmeFacts.witnesses()).toList();
    }

    List<String> score() {
        return keys("`reports/score.json`", ReadmeFacts.score());
    }

    /** Kinds of planted faults that the table lacks, and figures of other tools that are not those the harness shows. */
    List<String> scoreboard() {
        Map<String, List<String>> said = new LinkedHashMap<>();
        int tools = Peers.tools().size();
        readme().section("Scoreboard").stream()
                .flatMap(section -> section.rows().stream())
                .filter(row -> row.size() > tools)
                .forEach(row -> said.put(row.get(0), row.subList(row.size() - tools - 1, row.size() - 1)));
        Map<String, List<String>> wanted = new LinkedHashMap<>();
        ReadmeFacts.faultKinds().forEach(kind -> wanted.put(kind.toString(), Peers.flagged(kind)));
        return said.equals(wanted) ? List.of() : List.of("scoreboard " + said + " instead of " + wanted);
    }

    /** Relative links that lead nowhere, and pages that nothing leads to. */
    List<String> links() {
        List<String> problems = new ArrayList<>();
        Set<Path> reached = new LinkedHashSet<>(Set.of(README));
        pages.forEach((page, text) -> new Markdown(text)
                .links().stream().filter(link -> !link.matches("https?://.*")).forEach(link -> {
                    Path target = target(page, link);
                    reached.add(target);
                    if (!Files.exists(target) || !hasAnchor(target, link)) {
                        problems.add(page + ": " + link);
                    }
                }));
        pages.keySet().stream()
                .filter(page -> !reached.contains(page))
                .forEach(page -> problems.add("nothing leads to " + page));
        return problems;
    }

    private static Path target(Path page, String link) {
        String file = link.replaceFirst("#.*", "");
        return file.isEmpty() ? page : page.resolveSibling(file).normalize();
    }

    private boolean hasAnchor(Path target, String link) {
        return !link.contains("#")
                || new Markdown(pages.getOrDefault(target, "")).anchors().contains(link.substring(link.indexOf('#')));
    }

    /** The same lines of shell as {@code .ci/run} runs, beginning with the two commands. */
    List<String> run() {
        List<String> said = new Markdown(pages.get(README))
                .blocks("sh").stream().flatMap(String::lines).toList();
        boolean good =
                said.equals(ReadmeFacts.commands()) && said.subList(0, 2).equals(List.of("mvn verify", "mvn test"));
        return good ? List.of() : List.of("commands " + said + ", .ci/run has " + ReadmeFacts.commands());
    }

    /** Commands that are neither known nor Maven's with goals, profiles and options that there are. */
    List<String> commands() {
        return readme().blocks("sh").stream()
                .flatMap(String::lines)
                .filter(line -> !COMMANDS.contains(line) && !isMaven(line) && !isScript(line))
                .toList();
    }

    /** What users have no use for: paths of somebody's machine. */
    List<String> foreign() {
        return Pattern.compile("(?m)^.*(/(home|root|tmp)/|[A-Z]:\\\\|localhost|@[A-Z]{2,}@).*$")
                .matcher(readme().text())
                .results()
                .map(line -> line.group())
                .toList();
    }

    private List<String> keys(String chapter, Map<String, Set<String>> keys) {
        List<String> problems = new ArrayList<>();
        keys.forEach((heading, wanted) -> {
            Set<String> names = readme().chapter(chapter)
                    .flatMap(text -> text.section(heading))
                    .map(Markdown::names)
                    .orElse(Set.of());
            difference(heading, names, wanted).forEach(problems::add);
        });
        return problems;
    }

    private static boolean isMaven(String line) {
        List<String> words =
                List.of(line.replaceFirst("^PYTORCH_LIBRARY_PATH=\\S+ ", "").split(" "));
        return words.get(0).equals("mvn")
                && words.size() > 1
                && words.stream().skip(1).allMatch(ReadmeProblems::isMavens);
    }

    /** A call of the bundle's script that its own command line takes. */
    private static boolean isScript(String line) {
        List<String> words =
                List.of(line.replaceFirst(" --pytorch /path/to/torch/lib", "").split(" "));
        return words.get(0).equals(SCRIPT)
                && Files.exists(Path.of("src/portable/bin/gradcheck-suite"))
                && words.stream().skip(1).allMatch(word -> OPTION.matcher(word)
                        .results()
                        .anyMatch(option -> ReadmeFacts.scriptOptions().contains(option.group(1))));
    }

    /** An option of gradcheck is judged with all the others. */
    private static boolean isMavens(String word) {
        return GOALS.contains(word)
                || word.equals("-o")
                || OPTION.matcher(word).lookingAt()
                || word.equals("-Dportable.pytorch=cpu")
                || word.startsWith("-P") && ReadmeFacts.profiles().contains(word.substring(2));
    }

    private static List<String> wrong(String yaml, Path folder) {
        GoldenFile file = read(yaml, folder);
        List<String> problems = new ArrayList<>();
        file.problems().forEach(problem -> problems.add(problem.toString()));
        file.cases().forEach(golden -> {
            CheckReport report = new GoldenCheck(NETWORKS, List.of(new FiniteDifferences()), 1).run(golden);
            report.failures().forEach(finding -> problems.add(finding.gradient() + ": " + finding.reason()));
        });
        return problems;
    }

    private static GoldenFile read(String yaml, Path folder) {
        try {
            return new GoldenReader(NETWORKS).read(Files.writeString(folder.resolve("mine.yaml"), yaml));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Line for line, in one piece; only the indentation of the whole may differ. */
    private static boolean isExcerpt(String block, List<String> sources) {
        return sources.stream().anyMatch(source -> unindented(source).contains(unindented(block)));
    }

    private static String unindented(String text) {
        return "\n" + String.join("\n", text.lines().map(String::strip).toList()) + "\n";
    }

    private static Stream<String> difference(String what, Set<String> one, Set<String> other) {
        Stream<String> missing = other.stream().filter(e -> !one.contains(e)).map(e -> what + " lacks " + e);
        Stream<String> extra = one.stream().filter(e -> !other.contains(e)).map(e -> what + " has the extra " + e);
        return Stream.concat(missing, extra);
    }
}

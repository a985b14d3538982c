package dev.gradcheck;

import dev.gradcheck.check.CheckReport;
import dev.gradcheck.check.CheckReport.NotRun;
import dev.gradcheck.check.GradientCheck;
import dev.gradcheck.function.ScalarFunction;
import dev.gradcheck.json.Json;
import dev.gradcheck.oracle.FiniteDifferences;
import dev.gradcheck.oracle.djl.torch.DeviceRequest;
import dev.gradcheck.oracle.djl.torch.RuntimeVersions;
import dev.gradcheck.report.PropertyResult;
import dev.gradcheck.report.Rerun;
import dev.gradcheck.report.RunInfo;
import dev.gradcheck.report.Session;
import dev.gradcheck.score.FaultKind;
import dev.gradcheck.score.Mode;
import dev.gradcheck.score.PlantedFaults;
import dev.gradcheck.score.ScoreRow;
import dev.gradcheck.score.Scoreboard;
import dev.gradcheck.tensor.DType;
import dev.gradcheck.verdict.Source;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** What the README is held against: taken from the code and the build, never written down a second time. */
final class ReadmeFacts {
    private static final Path TESTS = Path.of("src/test/java");
    private static final String PACKAGE = "dev/gradcheck/";

    private ReadmeFacts() {}

    static String text(String file) {
        try {
            return Files.readString(Path.of(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Every test source. */
    static List<String> testSources() {
        return texts(TESTS, ".java");
    }

    static List<String> goldenFiles() {
        return texts(Path.of("test-resources/golden"), ".yaml");
    }

    /** What the code reads, and what the build hands to it. */
    static Set<String> options() {
        Set<String> options = new TreeSet<>(Set.of(DeviceRequest.PROPERTY));
        options.addAll(found("\"(gradcheck\\.[a-z]+)\"", text("src/main/java/dev/gradcheck/testing/Settings.java")));
        options.addAll(found("<(gradcheck\\.[a-z]+)>", text("pom.xml")));
        return options;
    }

    /** What the bundle's command line takes. */
    static Set<String> scriptOptions() {
        return found("\"(gradcheck\\.[a-z]+)\"", text("src/main/java/dev/gradcheck/portable/CommandLine.java"));
    }

    static Set<String> profiles() {
        return found("<profile>\\s*<id>([^<]+)</id>", text("pom.xml"));
    }

    /** The README and the pages that it leads to, each with its text; the README comes first. */
    static Map<Path, String> pages() {
        Map<Path, String> pages = new LinkedHashMap<>();
        pages.put(Path.of("README.md"), text("README.md"));
        files(Path.of("src/site/markdown"), ".md").forEach(file -> pages.put(file, text(file.toString())));
        return pages;
    }

    /** What {@code .ci/run} runs, in order. */
    static List<String> commands() {
        try {
            Process process = new ProcessBuilder("bash", ".ci/run", "--list").start();
            return new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The keys of {@code summary.json} below each of the README's headings, from one that was really written. */
    static Map<String, Set<String>> summary(Path folder) {
        ScalarFunction square = new ScalarFunction("x²", x -> x[0] * x[0], x -> new double[] {2 * x[0]});
        CheckReport report = new GradientCheck(
                        "square", square, ScalarFunction.point(3), DType.FLOAT64, List.of(new FiniteDifferences()), 1)
                .run()
                .notRun(List.of(new NotRun("autograd", "no twin")));
        RunInfo info = new RunInfo(1, List.of(new RunInfo.Device("cpu", true, "")), Map.of());
        try (Session session = new Session(folder, folder.resolve("allure-results"), info)) {
            session.record(report, "here", Rerun.of(report, "here"));
            session.record(new PropertyResult("p", "here", true, 1, Map.of()));
        }
        Map<String, Object> summary =
                Json.map(text(folder.resolve("summary.json").toString()));
        Map<String, Set<String>> keys = new LinkedHashMap<>();
        keys.put("Top level", summary.keySet());
        keys.put("`counts`", keys(summary.get("counts")));
        for (String list : List.of("cases", "findings", "notRun", "properties", "devices")) {
            keys.put("`" + list + "`", keys(((List<?>) summary.get(list)).get(0)));
        }
        keys.put("`versions`", versions());
        return keys;
    }

    /** Who a finding can be by: the oracles, and every witness that has a name of its own. */
    static Set<String> witnesses() {
        Set<String> witnesses = new LinkedHashSet<>();
        for (String source : texts(Path.of("src/main/java"), ".java")) {
            witnesses.addAll(found("String ORACLE = \"([^\"]+)\"", source));
        }
        for (String source : texts(Path.of("src/main/java/" + PACKAGE + "oracle"), ".java")) {
            witnesses.addAll(found("String name\\(\\) \\{\\s*return \"([^\"]+)\"", source));
        }
        Stream.of(Source.values())
                .filter(source -> source != Source.ORACLE)
                .map(Source::label)
                .forEach(witnesses::add);
        return witnesses;
    }

    /** The kinds of all planted faults. */
    static List<FaultKind> faultKinds() {
        try {
            return PlantedFaults.read(Path.of("test-resources/planted-faults.jsonl.gz")).stream()
                    .map(record -> new FaultKind(record.kind(), record.dtype()))
                    .distinct()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The keys of {@code score.json}: what the suite adds, what the scoreboard has, and both kinds of rows. */
    static Map<String, Set<String>> score() {
        Scoreboard board = new Scoreboard(List.of(
                new ScoreRow(new FaultKind("none", DType.FLOAT64), Mode.BOTH, 1, 0, 0, 0, 0, 0, 0),
                new ScoreRow(new FaultKind("sign", DType.FLOAT64), Mode.BOTH, 1, 1, 0, 1, 1, 0, 0)));
        Set<String> top = new LinkedHashSet<>(board.toMap().keySet());
        top.addAll(found("score\\.put\\(\"([a-zA-Z]+)\"", text(TESTS + "/" + PACKAGE + "ScoreSuite.java")));
        Set<String> rows = new LinkedHashSet<>();
        ((List<?>) board.toMap().get("rows")).forEach(row -> rows.addAll(keys(row)));
        return Map.of("Scores", top, "`rows`", rows);
    }

    private static Set<String> versions() {
        RuntimeVersions runtime = new RuntimeVersions("", "", "", Optional.empty(), "", "", 1, 1, List.of());
        Set<String> versions = new LinkedHashSet<>(runtime.asMap().keySet());
        versions.addAll(
                found("versions\\.put\\(\"([a-z]+)\"", text("src/main/java/dev/gradcheck/testing/Devices.java")));
        return versions;
    }

    private static Set<String> keys(Object map) {
        Set<String> keys = new LinkedHashSet<>();
        ((Map<?, ?>) map).keySet().forEach(key -> keys.add(key.toString()));
        return keys;
    }

    private static Set<String> found(String pattern, String text) {
        Set<String> found = new LinkedHashSet<>();
        Pattern.compile(pattern).matcher(text).results().forEach(result -> found.add(result.group(1)));
        return found;
    }

    private static List<String> texts(Path folder, String ending) {
        return files(folder, ending).stream().map(file -> text(file.toString())).toList();
    }

    private static List<Path> files(Path folder, String ending) {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(file -> file.toString().endsWith(ending))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

package dev.gradcheck.testing;

import dev.gradcheck.golden.GoldenCase;
import dev.gradcheck.golden.GoldenFile;
import dev.gradcheck.golden.GoldenProblem;
import dev.gradcheck.golden.yaml.GoldenReader;
import dev.gradcheck.golden.yaml.Nearest;
import dev.gradcheck.report.AllureReport;
import dev.gradcheck.tensor.DType;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicNode;
import org.junit.jupiter.api.DynamicTest;
import org.opentest4j.AssertionFailedError;

/**
 * Golden cases as JUnit's dynamic tests: a container for each case, in it a test for each gradient, value and pass; after them one
 * for all that was not run for the same reason. A file that cannot be read is a failing test of its own.
 *
 * @param networks that the files can name, with their twins
 */
public record GoldenTests(Networks networks) {
    /** Of the cases that there are, in a message. */
    private static final int MOST_NAMES = 20;

    /**
     * All cases of a folder, or the one that {@code gradcheck.case} names; a case is run when JUnit comes to it.
     *
     * @param folder of golden files
     * @return the tests, by file name
     * @throws IllegalStateException with the coordinate to add, if there is no library for YAML on the class path
     */
    public Stream<DynamicNode> of(Path folder) {
        Library.SNAKEYAML.require("reading golden cases");
        List<GoldenFile> files = new GoldenReader(networks.catalog()).readAll(folder);
        Settings settings = Settings.current();
        Optional<String> only = settings.only();
        Optional<Run> run = Run.current();
        NotRunTests notRun = new NotRunTests(GoldenCaseTests.SUITE);
        List<DynamicNode> all =
                files.stream().flatMap(file -> tests(file, only, run, notRun)).toList();
        Stream<DynamicNode> tests = Stream.concat(settings.shard().of(all).stream(), Stream.of(notRun.container()));
        return only.filter(name -> ids(files).noneMatch(id -> isNamed(id, name)))
                .filter(name -> ids(files).findAny().isPresent())
                .map(name -> Stream.concat(tests, Stream.of(nothingToRun(name, folder, ids(files), run))))
                .orElse(tests);
    }

    private Stream<DynamicNode> tests(GoldenFile file, Optional<String> only, Optional<Run> run, NotRunTests notRun) {
        if (!file.problems().isEmpty()) {
            return Stream.of(unreadable(file, run));
        }
        return file.cases().stream()
                .filter(golden -> only.map(name -> isNamed(golden.id(), name)).orElse(true))
                .map(golden -> new GoldenCaseTests(networks, golden, run, notRun).container());
    }

    private static DynamicNode unreadable(GoldenFile file, Optional<Run> run) {
        List<String> problems =
                file.problems().stream().map(GoldenProblem::toString).toList();
        String name = file.file().getFileName().toString();
        return DynamicTest.dynamicTest(name + " cannot be read", file.file().toUri(), () -> {
            run.ifPresent(r -> {
                r.session().recordUnreadable(name, file.file().toString(), problems);
                AllureReport.place(GoldenCaseTests.SUITE, name);
            });
            throw new AssertionFailedError(
                    file.problems().stream().map(GoldenProblem::text).collect(Collectors.joining("\n")));
        });
    }

    /** A mistyped name must not look like a run in which nothing was found. */
    private static DynamicNode nothingToRun(String name, Path folder, Stream<String> ids, Optional<Run> run) {
        String problem = "-Dgradcheck.case=" + name + " names no golden case; "
                + Nearest.remedy(name, ids.map(GoldenTests::bare).distinct().toList(), MOST_NAMES);
        return DynamicTest.dynamicTest("no case " + name, () -> {
            run.ifPresent(r -> r.session().recordUnreadable(name, folder.toString(), List.of(problem)));
            throw new AssertionFailedError(problem);
        });
    }

    /** A bare name means all its dtypes. */
    private static boolean isNamed(String id, String name) {
        return id.equals(name) || bare(id).equals(name);
    }

    private static String bare(String id) {
        return Arrays.stream(DType.values())
                .map(dtype -> "." + dtype)
                .filter(id::endsWith)
                .findFirst()
                .map(ending -> id.substring(0, id.length() - ending.length()))
                .orElse(id);
    }

    private static Stream<String> ids(List<GoldenFile> files) {
        return files.stream().flatMap(file -> file.cases().stream()).map(GoldenCase::id);
    }
}

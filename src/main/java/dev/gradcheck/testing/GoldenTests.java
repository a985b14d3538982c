package dev.gradcheck.testing;

import dev.gradcheck.check.CheckReport;
import dev.gradcheck.check.CheckReport.NotRun;
import dev.gradcheck.golden.GoldenCase;
import dev.gradcheck.golden.GoldenCheck;
import dev.gradcheck.golden.GoldenFile;
import dev.gradcheck.golden.GoldenProblem;
import dev.gradcheck.golden.GoldenReader;
import dev.gradcheck.oracle.djl.DeviceSelection;
import dev.gradcheck.oracle.djl.Twin;
import dev.gradcheck.report.AllureReport;
import dev.gradcheck.report.GradientPage;
import dev.gradcheck.report.ReportText;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicContainer;
import org.junit.jupiter.api.DynamicNode;
import org.junit.jupiter.api.DynamicTest;
import org.opentest4j.AssertionFailedError;
import org.opentest4j.TestAbortedException;

/**
 * Golden cases as JUnit's dynamic tests: a container for each case, in it a test for each gradient, value and pass, and one for every
 * device that did not run. A file that cannot be read is a failing test of its own.
 *
 * @param networks that the files can name, with their twins
 */
public record GoldenTests(Networks networks) {
    private static final String SUITE = "Golden cases";

    /**
     * All cases of a folder; a case is run when JUnit comes to it.
     *
     * @param folder of golden files
     * @return the tests, by file name
     */
    public Stream<DynamicNode> of(Path folder) {
        return new GoldenReader(networks.catalog()).readAll(folder).stream().flatMap(this::tests);
    }

    private Stream<DynamicNode> tests(GoldenFile file) {
        if (!file.problems().isEmpty()) {
            return Stream.of(unreadable(file));
        }
        return file.cases().stream()
                .filter(golden ->
                        Settings.current().only().map(golden.id()::equals).orElse(true))
                .map(golden -> DynamicContainer.dynamicContainer(
                        golden.id(), file.file().toUri(), Stream.of(golden).flatMap(this::pages)));
    }

    private static DynamicNode unreadable(GoldenFile file) {
        List<String> problems =
                file.problems().stream().map(GoldenProblem::toString).toList();
        String name = file.file().getFileName().toString();
        return DynamicTest.dynamicTest(name + " cannot be read", file.file().toUri(), () -> {
            GradcheckExtension.session().ifPresent(session -> {
                session.recordUnreadable(name, file.file().toString(), problems);
                AllureReport.place(SUITE, name);
            });
            throw new AssertionFailedError(String.join("\n", problems));
        });
    }

    private Stream<DynamicNode> pages(GoldenCase golden) {
        Optional<Twin> twin = networks.twin(golden.network(), golden.input(), golden.target());
        GoldenCheck check = new GoldenCheck(
                networks.catalog(),
                Oracles.of(twin, golden.dtype()),
                Settings.current().seed());
        DeviceSelection devices = Devices.selected();
        CheckReport report = check.run(golden)
                .notRun(devices.notRun().stream()
                        .map(d -> new NotRun("autograd on " + d.device(), d.reason()))
                        .toList());
        if (twin.isEmpty()) {
            report = report.notRun(List.of(new NotRun("autograd", "the network " + golden.network() + " has no twin")));
        }
        CheckReport judged = report;
        GradcheckExtension.session()
                .ifPresent(s -> s.record(judged, golden.file().toString()));
        return Stream.concat(
                GradientPage.of(report).stream().map(page -> page(golden, page)),
                report.notRun().stream().map(notRun -> notRun(golden, notRun)));
    }

    private static DynamicNode page(GoldenCase golden, GradientPage page) {
        return DynamicTest.dynamicTest(
                golden.id() + ": " + page.headline(), golden.file().toUri(), () -> {
                    if (GradcheckExtension.session().isPresent()) {
                        AllureReport.place(SUITE, golden.id());
                        AllureReport.describe(page);
                        AllureReport.attach(page);
                    }
                    if (!page.failures().isEmpty()) {
                        String text = String.join("\n", ReportText.failures(page));
                        throw new AssertionFailedError(golden.id() + ": " + text
                                + "reproduce with mvn verify -Dgradcheck.case=" + golden.id() + " -Dgradcheck.seed="
                                + Settings.current().seed());
                    }
                });
    }

    private static DynamicNode notRun(GoldenCase golden, NotRun notRun) {
        return DynamicTest.dynamicTest(
                golden.id() + ": " + notRun.what() + " not run", golden.file().toUri(), () -> {
                    GradcheckExtension.session().ifPresent(s -> AllureReport.place(SUITE, golden.id()));
                    throw new TestAbortedException("not run: " + notRun.reason());
                });
    }
}

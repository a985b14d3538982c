package dev.gradcheck.testing;

import dev.gradcheck.accused.Fatal;
import dev.gradcheck.accused.Thrown;
import dev.gradcheck.check.CheckReport;
import dev.gradcheck.golden.GoldenCase;
import dev.gradcheck.oracle.OracleException;
import dev.gradcheck.report.AllureReport;
import dev.gradcheck.report.GradientPage;
import dev.gradcheck.report.ReportText;
import dev.gradcheck.report.Rerun;
import java.io.IOException;
import java.nio.file.Files;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicContainer;
import org.junit.jupiter.api.DynamicNode;
import org.junit.jupiter.api.DynamicTest;
import org.opentest4j.AssertionFailedError;

/**
 * The dynamic tests of one golden case.
 *
 * @param networks with their twins
 * @param golden the case
 * @param notRun told once for all cases
 * @param run whose report it goes to; dynamic tests may run on another thread than the one that made them
 */
record GoldenCaseTests(Networks networks, GoldenCase golden, Optional<Run> run, NotRunTests notRun) {
    /** Its place in the report's tree. */
    static final String SUITE = "Golden cases";

    /** The check runs when JUnit asks for the tests in the container. */
    DynamicNode container() {
        return DynamicContainer.dynamicContainer(
                golden.id(), golden.file().toUri(), Stream.of(this).flatMap(GoldenCaseTests::tests));
    }

    private Stream<DynamicNode> tests() {
        CheckReport report = attempt();
        run.ifPresent(r -> r.session().record(report, golden.file().toString(), rerun()));
        notRun.add(report);
        return GradientPage.of(report).stream().map(this::page);
    }

    /** A case that breaks the harness fails its container, and must not be missing from the summary. */
    private CheckReport attempt() {
        try {
            return judge();
        } catch (Throwable e) {
            Fatal.rethrow(e);
            String problem = e instanceof OracleException ? e.getMessage() : "the check " + Thrown.clause(e);
            run.ifPresent(
                    r -> r.session().recordBroken(golden.id(), golden.file().toString(), problem));
            // as it is, an error for want of memory would end JUnit, and with it all other cases
            throw new IllegalStateException(ReportText.line(problem), e);
        }
    }

    private CheckReport judge() {
        CheckReport report = new GoldenJudge(networks, seed()).judge(golden);
        return settings().failsOnBlindSpots() ? report.failingOnBlindSpots() : report;
    }

    private DynamicNode page(GradientPage page) {
        return DynamicTest.dynamicTest(
                golden.id() + ": " + page.headline(), golden.file().toUri(), () -> {
                    run.ifPresent(r -> {
                        AllureReport.place(SUITE, page);
                        AllureReport.describe(page);
                        AllureReport.attach(page, rerun());
                    });
                    if (!page.failures().isEmpty()) {
                        throw new AssertionFailedError(failure(page));
                    }
                });
    }

    private String failure(GradientPage page) {
        return golden.id() + ": " + String.join("\n", ReportText.failures(page)) + "reproduce with " + command();
    }

    private String command() {
        return "mvn verify -Dgradcheck.case=" + golden.id() + " -Dgradcheck.seed=" + seed();
    }

    private Rerun rerun() {
        try {
            return new Rerun(command(), Files.readString(golden.file()));
        } catch (IOException e) {
            return new Rerun(command(), "# " + golden.file() + " cannot be read any more\n");
        }
    }

    private long seed() {
        return settings().seed();
    }

    private Settings settings() {
        return run.map(Run::settings).orElseGet(Settings::current);
    }
}

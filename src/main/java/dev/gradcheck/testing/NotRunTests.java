package dev.gradcheck.testing;

import dev.gradcheck.check.CheckReport;
import dev.gradcheck.report.AllureReport;
import dev.gradcheck.report.ReportText;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicContainer;
import org.junit.jupiter.api.DynamicNode;
import org.junit.jupiter.api.DynamicTest;
import org.opentest4j.TestAbortedException;

/** What was not run in any of several cases: a test that says so for each thing and reason, after the last case. Safe for several threads. */
final class NotRunTests {
    private final String group;
    private final Map<CheckReport.NotRun, Set<String>> cases = new LinkedHashMap<>();

    NotRunTests(String group) {
        this.group = group;
    }

    synchronized void add(CheckReport report) {
        report.notRun().forEach(one -> cases.computeIfAbsent(
                        new CheckReport.NotRun(one.what(), one.reason()), n -> new LinkedHashSet<>())
                .add(report.name()));
    }

    /** Its tests are made when JUnit comes to it. */
    DynamicNode container() {
        return DynamicContainer.dynamicContainer("not run", Stream.of(this).flatMap(NotRunTests::tests));
    }

    private synchronized Stream<DynamicTest> tests() {
        return cases.entrySet().stream()
                .map(entry ->
                        test(entry.getKey(), Set.copyOf(entry.getValue()).size(), String.join(", ", entry.getValue())))
                .toList()
                .stream();
    }

    private DynamicTest test(CheckReport.NotRun notRun, int count, String names) {
        return DynamicTest.dynamicTest(ReportText.line(notRun.what()) + " not run", () -> {
            AllureReport.place(group, "not run");
            throw new TestAbortedException("not run: " + ReportText.line(notRun.reason()) + " (" + count
                    + (count == 1 ? " case: " : " cases: ") + names + ")");
        });
    }
}

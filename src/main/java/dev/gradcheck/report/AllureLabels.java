package dev.gradcheck.report;

import dev.gradcheck.verdict.Finding;
import dev.gradcheck.verdict.Verdict;
import io.qameta.allure.model.Label;
import io.qameta.allure.model.StatusDetails;
import io.qameta.allure.model.TestResult;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.UUID;

/** What Allure's trees, its categories and its history know of a test. */
final class AllureLabels {
    private AllureLabels() {}

    /**
     * Who a test is, whatever ran before it, whatever was drawn and whatever came of it: otherwise it had no history. JUnit counts dynamic
     * tests, so that its own identities change when a case is added.
     */
    static void identify(TestResult test, String... parts) {
        String name = String.join(" / ", parts);
        String identity =
                UUID.nameUUIDFromBytes(name.getBytes(StandardCharsets.UTF_8)).toString();
        test.setFullName(name).setTestCaseId(identity).setHistoryId(identity);
    }

    /** By behaviours: the case, the gradient, and everybody who looked at it. */
    static void label(TestResult test, GradientPage page) {
        Finding gravest = page.byGravity().get(0);
        put(test, "epic", page.report().name());
        put(test, "feature", page.name());
        page.findings().stream()
                .map(finding -> finding.witness().toString())
                .distinct()
                .forEach(witness -> put(test, "story", witness));
        put(test, "severity", severity(gravest));
        if (gravest.verdict() != Verdict.AGREES) {
            // What passes has no message of its own, and categories look for one.
            test.setStatusDetails(new StatusDetails().setMessage(page.headline()));
        }
    }

    private static String severity(Finding finding) {
        if (finding.known().isPresent() || finding.settledBy().isPresent()) {
            return "trivial";
        }
        return switch (finding.verdict()) {
            case DISAGREES -> "blocker";
            case MALFORMED, ORACLE_CONFLICT -> "critical";
            case UNDECIDED -> "normal";
            case IMPRECISE -> "minor";
            case AGREES, AGREES_AT_A_KINK -> "trivial";
        };
    }

    private static void put(TestResult test, String name, String value) {
        List<Label> labels = test.getLabels();
        labels.add(new Label().setName(name).setValue(value));
    }
}

package dev.gradcheck.testing;

import dev.gradcheck.check.CheckReport;
import dev.gradcheck.verdict.BlindSpots;
import java.util.ArrayList;
import java.util.List;

/** Several points of one check: what some point shows is no blind spot of the others, and what none shows is said once. */
final class OverPoints {
    private OverPoints() {}

    /** The blind spots that all points have stand in the first report, and fail there where they have to. */
    static List<CheckReport> of(List<CheckReport> reports, boolean failsOnBlindSpots) {
        BlindSpots left =
                reports.stream().map(CheckReport::blind).reduce(BlindSpots::and).orElse(BlindSpots.NONE);
        List<CheckReport> all = new ArrayList<>();
        for (CheckReport report : reports) {
            all.add(report.blind(all.isEmpty() ? left : BlindSpots.NONE));
        }
        all.set(0, failsOnBlindSpots ? all.get(0).failingOnBlindSpots() : all.get(0));
        return all;
    }
}

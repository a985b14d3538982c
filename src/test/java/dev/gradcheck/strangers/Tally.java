package dev.gradcheck.strangers;

import dev.gradcheck.check.CheckReport;
import dev.gradcheck.verdict.Verdict;

/** How often a kind was judged how. */
record Tally(Kind kind, int n, int wrong, int undecided, int missed, int broken, double seconds) {
    static Tally of(Kind kind, int n, long seed) {
        long start = System.nanoTime();
        int[] counts = new int[4];
        for (int i = 0; i < n; i++) {
            int place = place(kind, seed + i);
            if (place >= 0) {
                counts[place]++;
            }
        }
        return new Tally(kind, n, counts[0], counts[1], counts[2], counts[3], (System.nanoTime() - start) / 1e9);
    }

    private static int place(Kind kind, long seed) {
        try {
            CheckReport report = kind.sample(seed).check(seed);
            if (report.failures().isEmpty()) {
                return kind.right() ? -1 : 2;
            }
            boolean undecided = report.failures().stream().allMatch(f -> f.verdict() == Verdict.UNDECIDED);
            return undecided ? 1 : kind.right() ? 0 : -1;
        } catch (RuntimeException e) {
            return 3;
        }
    }

    int bad() {
        return wrong + undecided + missed + broken;
    }

    String row() {
        return "%-48s %-5s %4d %6d %9d %6d %6d %7.2f"
                .formatted(kind.name(), kind.right() ? "right" : "wrong", n, wrong, undecided, missed, broken, seconds);
    }
}

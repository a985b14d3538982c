package dev.gradcheck;

import dev.gradcheck.check.CheckReport;
import dev.gradcheck.function.Parameters;
import dev.gradcheck.tensor.Arithmetic;
import dev.gradcheck.tensor.DType;
import dev.gradcheck.tensor.Shape;
import dev.gradcheck.verdict.Finding;
import dev.gradcheck.verdict.Verdict;
import dev.gradcheck.verdict.Witness;
import java.util.List;
import java.util.Optional;

/** What is known to be wrong with the notebook's net, and how each defect shows among the findings at a random point. */
enum NotebookDefect {
    BROADCAST(1, "Wo and x lie along the wrong axis of dL/dWh") {
        @Override
        boolean explains(NotebookSample sample, CheckReport report, Finding finding) {
            return shows(sample, finding)
                    || finding.gradient().equals("Wh")
                            && finding.verdict() == Verdict.DISAGREES
                            && finding.elements().isEmpty()
                            && report.findings().stream().anyMatch(f -> shows(sample, f));
        }

        private boolean shows(NotebookSample sample, Finding finding) {
            return finding.gradient().equals("Wh")
                    && finding.verdict() == Verdict.DISAGREES
                    && isAsWritten(sample, finding);
        }
    },
    BIAS_SUMMED(2, "dL/dbh is the sum over the hidden units") {
        @Override
        boolean explains(NotebookSample sample, CheckReport report, Finding finding) {
            return isMalformed(finding, "bh", Shape.of(1));
        }
    },
    COLUMN(3, "dL/dWo is a column") {
        @Override
        boolean explains(NotebookSample sample, CheckReport report, Finding finding) {
            return isMalformed(finding, "Wo", Shape.of(2, 1));
        }
    },
    LOSS_LACKS_A_TERM(4, "at y = 0 the loss is 0 for all weights, and the gradient is not") {
        @Override
        boolean explains(NotebookSample sample, CheckReport report, Finding finding) {
            return sample.y().item() == 0
                    && finding.verdict() == Verdict.DISAGREES
                    && (isAsWritten(sample, finding) || finding.elements().isEmpty());
        }
    },
    PREDICTION_1(6, "0/0 where the prediction rounds to 1") {
        @Override
        boolean explains(NotebookSample sample, CheckReport report, Finding finding) {
            return sample.prediction(dtype(finding)) == 1 && isNotFinite(finding);
        }
    },
    PREDICTION_0(7, "an infinite loss and NaN where the prediction underflows to 0") {
        @Override
        boolean explains(NotebookSample sample, CheckReport report, Finding finding) {
            return sample.prediction(dtype(finding)) < Float.MIN_NORMAL;
        }
    },
    KINK(8, "relu'(0) = 1, a convention") {
        @Override
        boolean explains(NotebookSample sample, CheckReport report, Finding finding) {
            return finding.verdict() == Verdict.AGREES_AT_A_KINK;
        }
    };

    /** 1 − ŷ cancels, so that the passes differ by a few roundings of 1. */
    private static final double CLOSE = 1e-13;

    private final int number;
    private final String sentence;

    NotebookDefect(int number, String sentence) {
        this.number = number;
        this.sentence = sentence;
    }

    /** Whether a finding is this defect showing. */
    abstract boolean explains(NotebookSample sample, CheckReport report, Finding finding);

    /** The findings that fail the build and that no defect explains: something new. */
    static List<Finding> unexplained(NotebookSample sample, CheckReport report) {
        return report.failures().stream()
                .filter(finding -> List.of(values()).stream().noneMatch(d -> d.explains(sample, report, finding)))
                .toList();
    }

    /** A finding that shows this defect, and that no other explains. */
    Optional<Finding> in(NotebookSample sample, CheckReport report) {
        return report.findings().stream()
                .filter(finding -> finding.verdict() != Verdict.AGREES)
                .filter(finding -> List.of(values()).stream()
                        .allMatch(other -> (other == this) == other.explains(sample, report, finding)))
                .findFirst();
    }

    int number() {
        return number;
    }

    @Override
    public String toString() {
        return "defect " + number + ": " + sentence;
    }

    private static DType dtype(Finding finding) {
        Witness witness = finding.witness();
        return witness.isOracle() ? DType.FLOAT64 : witness.dtype();
    }

    private static boolean isMalformed(Finding finding, String gradient, Shape shape) {
        return finding.gradient().equals(gradient)
                && finding.verdict() == Verdict.MALFORMED
                && finding.reason().contains(shape.toString());
    }

    private static boolean isNotFinite(Finding finding) {
        return finding.verdict() == Verdict.MALFORMED || finding.verdict() == Verdict.UNDECIDED;
    }

    /** Whether every element is what the notebook's formulas give, computed here once more, with u = ŷ − y. */
    private static boolean isAsWritten(NotebookSample sample, Finding finding) {
        Parameters point = sample.point().in(Arithmetic.nearest(DType.FLOAT64));
        Parameters trace = sample.function().vjp(point).trace();
        double upstream = sample.prediction(DType.FLOAT64) - sample.y().item();
        return !finding.elements().isEmpty()
                && finding.elements().stream().allMatch(element -> {
                    double factor = factor(finding.gradient(), element.element(), sample, point, trace);
                    return Math.abs(element.analytic() - upstream * factor) <= CLOSE * Math.abs(factor);
                });
    }

    private static double factor(
            String gradient, int element, NotebookSample sample, Parameters point, Parameters trace) {
        int i = gradient.equals("Wh") ? element / 2 : element;
        double mask = i < 2 && trace.get("zh").at(i) >= 0 ? 1 : 0;
        return switch (gradient) {
            // where the right formula has Wo[i]·mask[i]·x[j]
            case "Wh" -> point.get("Wo").at(element % 2) * mask * sample.x().at(i);
            case "Wo" -> trace.get("uh").at(element);
            case "bo" -> 1;
            default -> Double.NaN;
        };
    }
}

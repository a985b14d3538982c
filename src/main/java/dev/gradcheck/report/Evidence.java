package dev.gradcheck.report;

import dev.gradcheck.oracle.Slope;
import dev.gradcheck.oracle.StepCurve;
import dev.gradcheck.picture.Cell;
import dev.gradcheck.picture.HeatMap;
import dev.gradcheck.picture.Interval;
import dev.gradcheck.picture.Intervals;
import dev.gradcheck.picture.Steps;
import dev.gradcheck.tensor.DType;
import dev.gradcheck.tensor.Shape;
import dev.gradcheck.verdict.ElementVerdict;
import dev.gradcheck.verdict.Finding;
import dev.gradcheck.verdict.Verdict;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * What of a page can be seen: one finding stands for all, and its worst element is looked at by every oracle.
 *
 * @param page of a gradient
 * @param finding with elements
 */
record Evidence(GradientPage page, Finding finding) {
    /** The gravest finding of an oracle about elements, else the gravest about elements at all. */
    static Optional<Evidence> of(GradientPage page) {
        List<Finding> seen = page.byGravity().stream()
                .filter(f -> f.worst().isPresent() && f.shape().size() > 0)
                .toList();
        return seen.stream()
                .filter(f -> f.witness().isOracle() && f.verdict() != Verdict.AGREES)
                .findFirst()
                .or(() -> seen.stream().findFirst())
                .map(f -> new Evidence(page, f));
    }

    ElementVerdict worst() {
        return finding.worstElement().orElseThrow();
    }

    /** As in "Wh[0][1]". */
    String place() {
        return page.subject().name() + Numbers.index(finding.shape().index(worst().element()));
    }

    Optional<HeatMap> heatMap() {
        Shape shape = finding.shape();
        Cell[] cells = new Cell[shape.size()];
        Arrays.fill(cells, Cell.UNKNOWN);
        double scale = finding.elements().stream()
                .mapToDouble(e -> Math.abs(e.slope().value()))
                .filter(Double::isFinite)
                .max()
                .orElse(0);
        for (ElementVerdict element : finding.elements()) {
            if (element.element() < cells.length) {
                cells[element.element()] = cell(element, scale);
            }
        }
        boolean agrees = finding.verdict() == Verdict.AGREES;
        return worst().element() < cells.length
                ? Optional.of(new HeatMap(
                        page.subject().name(), shape, Arrays.asList(cells), agrees ? -1 : worst().element()))
                : Optional.empty();
    }

    private Cell cell(ElementVerdict element, double scale) {
        double relative = relative(element, scale);
        boolean isWrong = element.verdict() == finding.verdict() && finding.verdict() != Verdict.AGREES;
        return new Cell(relative, isWrong, () -> mark(element, relative), () -> hover(element, relative));
    }

    private String hover(ElementVerdict element, double relative) {
        String ratio = ratio(element).map(r -> ", ratio " + r).orElse("");
        return page.subject().name() + Numbers.index(finding.shape().index(element.element())) + " "
                + element.verdict() + ": analytic " + Numbers.brief(element.analytic()) + ", " + finding.witness() + " "
                + Numbers.brief(element.slope().value()) + ", relative error " + Numbers.brief(relative) + ratio;
    }

    private static String mark(ElementVerdict element, double relative) {
        if (element.verdict() == Verdict.AGREES_AT_A_KINK) {
            return "kink";
        }
        return ratio(element).map(r -> "×" + shortened(r)).orElse(Double.isNaN(relative) ? "NaN" : "≠ 0");
    }

    private static String shortened(String ratio) {
        return ratio.replaceAll("(\\.\\d*?)0+$", "$1").replaceAll("\\.$", "");
    }

    /** Relative to the truth, or to the largest of the tensor where the truth is zero; at a kink every subgradient is true. */
    private static double relative(ElementVerdict element, double scale) {
        double error = element.verdict() == Verdict.AGREES_AT_A_KINK ? 0 : element.error();
        double truth = Math.abs(element.slope().value());
        double size = truth > 0 ? truth : scale;
        return error == 0 ? 0 : size > 0 ? error / size : Math.max(1, error);
    }

    /** How many times the truth; empty where that is zero or no number. */
    static Optional<String> ratio(ElementVerdict element) {
        return Numbers.ratio(element.analytic(), element.slope().value());
    }

    /** The value judged and what every oracle says of it; contracts speak of other cotangents. */
    Optional<Intervals> intervals() {
        List<Interval> rows = new ArrayList<>();
        List<DType> told = new ArrayList<>();
        for (Finding other : comparable()) {
            at(other, worst().element()).ifPresent(e -> {
                if (!told.contains(other.witness().dtype())) {
                    told.add(other.witness().dtype());
                    rows.add(accused(other, e));
                }
                rows.add(oracle(other, e));
            });
        }
        boolean canBeShown = rows.stream().anyMatch(row -> Double.isFinite(row.value()));
        return canBeShown ? Optional.of(new Intervals(place(), rows)) : Optional.empty();
    }

    private List<Finding> comparable() {
        if (finding.witness().isContract()) {
            return List.of(finding);
        }
        return page.findings().stream()
                .filter(f -> f == finding || f.witness().isOracle() && f.shape().equals(finding.shape()))
                .toList();
    }

    private static Interval accused(Finding by, ElementVerdict element) {
        OptionalDouble rounding = element.rounding() > 0 && Double.isFinite(element.rounding())
                ? OptionalDouble.of(element.rounding())
                : OptionalDouble.empty();
        return Interval.of("analytic, " + by.witness().dtype(), element.analytic(), rounding, true);
    }

    private static Interval oracle(Finding by, ElementVerdict element) {
        Slope slope = element.slope();
        if (slope.kind() == Slope.Kind.KINK) {
            double middle = (slope.left() + slope.right()) / 2;
            double reach =
                    Math.abs(slope.right() - slope.left()) / 2 + slope.bound().orElse(0);
            String text = by.witness() + ": a kink, slopes " + Numbers.few(slope.left()) + " and "
                    + Numbers.few(slope.right());
            return new Interval(text, middle, OptionalDouble.of(reach), false);
        }
        return Interval.of(by.witness().toString(), slope.value(), slope.bound(), false);
    }

    /** Of the float64 pass, whose values the differences speak of. */
    Optional<Steps> steps() {
        StepCurve curve = page.report().curves().get(page.subject().name());
        boolean canBeShown = curve != null
                && finding.witness().isOracle()
                && curve.points().stream().anyMatch(p -> Double.isFinite(p.estimate()) && Double.isFinite(p.bound()));
        if (!canBeShown || curve.element() >= finding.shape().size()) {
            return Optional.empty();
        }
        Optional<ElementVerdict> measured = page.findings().stream()
                .filter(f -> f.witness().isOracle() && f.witness().dtype() == DType.FLOAT64)
                .flatMap(f -> at(f, curve.element()).stream())
                .max((one, other) ->
                        Double.compare(one.slope().step(), other.slope().step()));
        String at = page.subject().name() + Numbers.index(finding.shape().index(curve.element()));
        return measured.map(e -> new Steps(at, curve.points(), e.analytic(), step(e)));
    }

    private static OptionalDouble step(ElementVerdict element) {
        double step = element.slope().step();
        return step > 0 ? OptionalDouble.of(step) : OptionalDouble.empty();
    }

    static Optional<ElementVerdict> at(Finding finding, int element) {
        return finding.elements().stream().filter(e -> e.element() == element).findFirst();
    }
}

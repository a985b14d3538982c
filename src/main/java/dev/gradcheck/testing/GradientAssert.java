package dev.gradcheck.testing;

import dev.gradcheck.check.CheckReport;
import dev.gradcheck.check.GradientCheck;
import dev.gradcheck.function.Differentiable;
import dev.gradcheck.function.Parameters;
import dev.gradcheck.function.ScalarFunction;
import dev.gradcheck.oracle.FiniteDifferences;
import dev.gradcheck.oracle.GradientOracle;
import dev.gradcheck.oracle.djl.Twin;
import dev.gradcheck.report.AllureReport;
import dev.gradcheck.report.GradientPage;
import dev.gradcheck.report.ReportText;
import dev.gradcheck.tensor.DType;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.assertj.core.api.AbstractAssert;
import org.opentest4j.TestAbortedException;

/** The AssertJ assertion on a function with a hand-written gradient: begin with {@link #assertThatGradient}. */
public final class GradientAssert extends AbstractAssert<GradientAssert, Differentiable> {
    private final List<GradientOracle> oracles = new ArrayList<>(List.of(new FiniteDifferences()));
    private final List<Twin> twins = new ArrayList<>();
    private final List<Parameters> points = new ArrayList<>();
    private DType dtype = DType.FLOAT64;
    private boolean failsOnBlindSpots;

    private GradientAssert(Differentiable actual) {
        super(actual, GradientAssert.class);
    }

    /**
     * {@return an assertion on a function's gradient, judged by finite differences unless more oracles are named}
     *
     * @param function the function with its backward pass
     */
    public static GradientAssert assertThatGradient(Differentiable function) {
        return new GradientAssert(function);
    }

    /**
     * {@return this assertion, at this point too}
     *
     * @param x the argument of a {@link ScalarFunction}
     */
    public GradientAssert at(double... x) {
        return at(ScalarFunction.point(x));
    }

    /**
     * {@return this assertion, at this point too: a mistake that one point hides another may show}
     *
     * @param parameters of the function
     */
    public GradientAssert at(Parameters parameters) {
        points.add(parameters);
        return this;
    }

    /**
     * {@return this assertion, at more points around the last one, chosen by the run's seed: numbers are moved by up to an eighth of
     *     themselves and keep their signs, zeros by up to an eighth of the largest element of their tensor}
     *
     * @param count how many, at least one
     * @throws IllegalStateException if no point was given
     * @throws IllegalArgumentException if there are to be none
     */
    public GradientAssert atPointsAround(int count) {
        requirePoint("atPointsAround(…)");
        if (count < 1) {
            throw new IllegalArgumentException("atPointsAround(" + count + "): name a number of points from 1 on");
        }
        Parameters center = points.get(points.size() - 1);
        points.addAll(new NearbyPoints(center, Settings.current().seed()).take(count));
        return this;
    }

    /** {@return this assertion, which fails also where the points prove too little: a usual mistake would be seen at none of them} */
    public GradientAssert failingOnBlindSpots() {
        failsOnBlindSpots = true;
        return this;
    }

    /**
     * {@return this assertion, on the pass in this dtype; float64 unless said}
     *
     * @param declared float32 or float64
     */
    public GradientAssert in(DType declared) {
        dtype = declared;
        return this;
    }

    /**
     * {@return this assertion, by autograd of this twin too: in float64 and in the declared dtype, on every device of the run}
     *
     * @param twin the same function in DJL's operations
     */
    public GradientAssert byAutograd(Twin twin) {
        twins.add(twin);
        return this;
    }

    /**
     * {@return this assertion, by these oracles only, whatever was named before}
     *
     * @param chosen at least one
     */
    public GradientAssert onlyBy(GradientOracle... chosen) {
        oracles.clear();
        twins.clear();
        oracles.addAll(List.of(chosen));
        return this;
    }

    /**
     * Judges the gradient at every point.
     *
     * @return this assertion
     * @throws AssertionError with all findings that are wrong or undecided
     * @throws TestAbortedException if there was nothing to compare: not run is not right
     * @throws IllegalStateException if no point was given
     */
    public GradientAssert isCorrect() {
        isNotNull();
        requirePoint("isCorrect()");
        List<CheckReport> reports = judged();
        Run.current()
                .ifPresent(run -> reports.forEach(report -> {
                    run.record(report);
                    GradientPage.of(report).forEach(AllureReport::attach);
                }));
        if (reports.stream().anyMatch(report -> !report.failures().isEmpty())) {
            failWithMessage("%s", reports.stream().map(ReportText::failures).collect(Collectors.joining()));
        }
        if (reports.stream().allMatch(CheckReport::comparedNothing)) {
            throw new TestAbortedException(
                    "not run: " + reports.get(0).notRun().get(0).reason());
        }
        return this;
    }

    private void requirePoint(String before) {
        if (points.isEmpty()) {
            throw new IllegalStateException("at which point? Call at(…) before " + before);
        }
    }

    /** What some point shows is no blind spot of the others. */
    private List<CheckReport> judged() {
        List<CheckReport> reports = new ArrayList<>();
        for (int i = 0; i < points.size(); i++) {
            String which = points.size() == 1 ? "" : ", point " + (i + 1) + " of " + points.size();
            reports.add(new GradientCheck(
                            actual.name() + which,
                            actual,
                            points.get(i),
                            dtype,
                            witnesses(),
                            Settings.current().seed())
                    .run());
        }
        boolean fails = failsOnBlindSpots || Settings.current().failsOnBlindSpots();
        return OverPoints.of(reports, fails);
    }

    /** The dtype may be chosen after the twin. */
    private List<GradientOracle> witnesses() {
        List<GradientOracle> all = new ArrayList<>(oracles);
        twins.forEach(twin -> all.addAll(Oracles.autograd(twin, dtype)));
        return all;
    }
}

package dev.gradcheck.testing;

import dev.gradcheck.check.CheckReport;
import dev.gradcheck.check.GradientCheck;
import dev.gradcheck.function.Differentiable;
import dev.gradcheck.function.Parameters;
import dev.gradcheck.function.ScalarFunction;
import dev.gradcheck.oracle.FiniteDifferences;
import dev.gradcheck.oracle.GradientOracle;
import dev.gradcheck.oracle.djl.Twin;
import dev.gradcheck.report.ReportText;
import dev.gradcheck.tensor.DType;
import java.util.ArrayList;
import java.util.List;
import org.assertj.core.api.AbstractAssert;
import org.opentest4j.TestAbortedException;

/** The AssertJ assertion on a function with a hand-written gradient: begin with {@link #assertThatGradient}. */
public final class GradientAssert extends AbstractAssert<GradientAssert, Differentiable> {
    private final List<GradientOracle> oracles = new ArrayList<>(List.of(new FiniteDifferences()));
    private final List<Twin> twins = new ArrayList<>();
    private DType dtype = DType.FLOAT64;
    private Parameters point;

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
     * {@return this assertion, at this point}
     *
     * @param x the argument of a {@link ScalarFunction}
     */
    public GradientAssert at(double... x) {
        return at(ScalarFunction.point(x));
    }

    /**
     * {@return this assertion, at this point}
     *
     * @param parameters of the function
     */
    public GradientAssert at(Parameters parameters) {
        point = parameters;
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
     * Judges the gradient.
     *
     * @return this assertion
     * @throws AssertionError with all findings that are wrong or undecided
     * @throws TestAbortedException if there was nothing to compare: not run is not right
     * @throws IllegalStateException if no point was given
     */
    public GradientAssert isCorrect() {
        isNotNull();
        if (point == null) {
            throw new IllegalStateException("at which point? Call at(…) before isCorrect()");
        }
        CheckReport report = new GradientCheck(
                        actual.name(),
                        actual,
                        point,
                        dtype,
                        witnesses(),
                        Settings.current().seed())
                .run();
        Run.current().ifPresent(run -> run.tell(report));
        if (!report.failures().isEmpty()) {
            failWithMessage("%s", ReportText.failures(report));
        }
        if (report.comparedNothing()) {
            throw new TestAbortedException("not run: " + report.notRun().get(0).reason());
        }
        return this;
    }

    /** The dtype may be chosen after the twin. */
    private List<GradientOracle> witnesses() {
        List<GradientOracle> all = new ArrayList<>(oracles);
        twins.forEach(twin -> all.addAll(Oracles.autograd(twin, dtype)));
        return all;
    }
}

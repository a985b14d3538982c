package dev.gradcheck.testing;

import dev.gradcheck.check.CheckReport;
import dev.gradcheck.check.GradientCheck;
import dev.gradcheck.function.Differentiable;
import dev.gradcheck.function.NamedArrays;
import dev.gradcheck.function.Parameters;
import dev.gradcheck.function.Restricted;
import dev.gradcheck.function.ScalarFunction;
import dev.gradcheck.golden.Limits;
import dev.gradcheck.oracle.GradientOracle;
import dev.gradcheck.oracle.djl.Twin;
import dev.gradcheck.report.ReportText;
import dev.gradcheck.tensor.DType;
import dev.gradcheck.tensor.Shape;
import dev.gradcheck.tensor.Tensor;
import dev.gradcheck.verdict.Acceptance;
import dev.gradcheck.verdict.Acceptances;
import dev.gradcheck.verdict.Finding;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.assertj.core.api.AbstractAssert;
import org.opentest4j.TestAbortedException;

/** The AssertJ assertion on a function with a hand-written gradient: begin with {@link #assertThatGradient}. */
public final class GradientAssert extends AbstractAssert<GradientAssert, Differentiable> {
    private final Witnesses witnesses = new Witnesses();
    private final Set<String> only = new LinkedHashSet<>();
    private final Function<NamedArrays, Differentiable> withInputs;
    private final Part.Parts parts;
    private Parameters given = Parameters.NONE;
    private Optional<String> name = Optional.empty();
    private OptionalLong seed = OptionalLong.empty();
    private DType dtype = DType.FLOAT64;
    private final Points points = new Points();
    private final List<Acceptance> accepted = new ArrayList<>();
    private boolean failsOnBlindSpots;
    private OptionalDouble limit = OptionalDouble.empty();

    private GradientAssert(Differentiable actual, Function<NamedArrays, Differentiable> withInputs, Part.Parts parts) {
        super(actual, GradientAssert.class);
        this.withInputs = withInputs;
        this.parts = parts;
    }

    /** Of a function that may have inputs which are not differentiated. */
    static GradientAssert ofArrays(Function<NamedArrays, Differentiable> function) {
        return new GradientAssert(function.apply(NamedArrays.none()), function, null);
    }

    /** Of functions that are judged one by one. */
    static GradientAssert ofParts(String name, Part.Parts parts) {
        GradientAssert parted = new GradientAssert(null, null, parts);
        return parted.named(name);
    }

    /**
     * {@return an assertion on a function's gradient, judged by finite differences and, where it computes with tensors, by its recorded
     *     forward pass, unless more oracles are named}
     *
     * @param function the function with its backward pass
     */
    public static GradientAssert assertThatGradient(Differentiable function) {
        return new GradientAssert(function, null, null);
    }

    /**
     * {@return this assertion, on a function of this name: it stands in messages and in the report}
     *
     * @param what people call the function
     */
    public GradientAssert named(String what) {
        name = Optional.of(what);
        return this;
    }

    /**
     * {@return this assertion, at this point too}
     *
     * @param x the argument of a {@link ScalarFunction}
     */
    public GradientAssert at(double... x) {
        return at(Parameters.of(ScalarFunction.PARAMETER, Tensor.from(dtype, Shape.of(x.length), x)));
    }

    /**
     * {@return this assertion, at this point too, on the pass in float32}
     *
     * @param x the argument of a function of one array
     */
    public GradientAssert at(float[] x) {
        return at(NamedArrays.of(ScalarFunction.PARAMETER, x).tensors()).in(DType.FLOAT32);
    }

    /**
     * {@return this assertion, at a point that has this parameter, too; named a second time, it begins another point, with the other
     *     parameters as they were}
     *
     * @param parameter its name
     * @param array a number, or a nested array of {@code double} or {@code float}, of any depth; where one is {@code float}, the pass is
     *     judged in float32
     * @throws IllegalArgumentException if it is something else, or ragged
     */
    public GradientAssert at(String parameter, Object array) {
        Tensor tensor = NamedArrays.of(parameter, array).tensors().get(parameter);
        points.with(parameter, tensor);
        return tensor.dtype() == DType.FLOAT32 ? in(DType.FLOAT32) : this;
    }

    /**
     * {@return this assertion, with an input that is not differentiated, such as labels or indices}
     *
     * @param input its name, under which the function finds it beside the parameters
     * @param array a number, or a nested array of {@code double}, {@code float} or {@code int}
     * @throws IllegalArgumentException if it is something else, or ragged
     * @throws IllegalStateException if the function is not one of named arrays: any other has its data in itself
     */
    public GradientAssert given(String input, Object array) {
        if (withInputs == null) {
            throw new IllegalStateException(
                    "given(…) is for assertThatGradients and assertThatLayer: any other function has its data in itself");
        }
        given = given.with(input, NamedArrays.of(input, array).tensors().get(input));
        return this;
    }

    /**
     * {@return this assertion, on these parameters; the others stay as they are}
     *
     * @param parameters names among the point's
     */
    public GradientAssert only(String... parameters) {
        only.addAll(List.of(parameters));
        return this;
    }

    /**
     * {@return this assertion, with this seed instead of the run's}
     *
     * @param number of the cotangent and of random directions
     */
    public GradientAssert withSeed(long number) {
        seed = OptionalLong.of(number);
        return this;
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
     * {@return this assertion, at more points around the last one, chosen by the seed: numbers are moved by up to an eighth of themselves and
     *     keep their signs, zeros by up to an eighth of the largest element of their tensor}
     *
     * @param count how many, at least one
     * @throws IllegalStateException if no point was given
     * @throws IllegalArgumentException if there are to be none
     */
    public GradientAssert atPointsAround(int count) {
        points.around(count, seed());
        return this;
    }

    /**
     * {@return this assertion, to which this is known: begin with {@link Accepted}. Where it does not occur, the assertion fails}
     *
     * @param known findings with a reason each
     */
    public GradientAssert accepting(Acceptance... known) {
        accepted.addAll(List.of(known));
        return this;
    }

    /**
     * {@return this assertion, which fails also where the dtype loses more than this, as {@code limits} in a golden file}
     *
     * @param part of a gradient's largest element
     */
    public GradientAssert losingAtMost(double part) {
        limit = OptionalDouble.of(part);
        return this;
    }

    /** {@return this assertion, which fails also where the points prove too little: a usual mistake would be seen at none of them} */
    public GradientAssert failingOnBlindSpots() {
        failsOnBlindSpots = true;
        return this;
    }

    /**
     * {@return this assertion, whose differences take about as long as this at most: where there is no time to measure every element,
     *     large parameters are judged along random directions, and the verdict says what these cannot see}
     *
     * @param time instead of {@code -Dgradcheck.budget}
     * @throws IllegalArgumentException if it is not positive
     */
    public GradientAssert within(Duration time) {
        witnesses.within(time);
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
     * {@return this assertion, by autograd too, without a line more: the recorded forward pass is replayed in PyTorch's operations, in
     *     float64 and in the declared dtype, on every device of the run. Where numbers leave {@code Tensor} it is not run, and says where}
     *
     * @throws IllegalStateException with the coordinate to add, if DJL is not on the class path
     */
    public GradientAssert byAutograd() {
        witnesses.byAutograd(Optional.empty());
        return this;
    }

    /**
     * {@return this assertion, by autograd of this twin too: in float64 and in the declared dtype, on every device of the run}
     *
     * @param twin the same function in DJL's operations
     * @throws IllegalStateException with the coordinate to add, if DJL is not on the class path
     */
    public GradientAssert byAutograd(Twin twin) {
        witnesses.byAutograd(Optional.of(twin));
        return this;
    }

    /**
     * {@return this assertion, by these oracles only, whatever was named before}
     *
     * @param oracles at least one
     */
    public GradientAssert onlyBy(GradientOracle... oracles) {
        witnesses.only(oracles);
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
        if (parts == null) {
            isNotNull();
        }
        points.require("isCorrect()");
        boolean fails = failsOnBlindSpots || Settings.current().failsOnBlindSpots();
        List<CheckReport> reports = known(points.blind(
                points.parts(this::parts).stream().map(this::judged).toList(), fails));
        Run.current()
                .ifPresent(run -> reports.forEach(report -> {
                    run.tell(report);
                }));
        String failures = reports.stream()
                .filter(report -> !report.failures().isEmpty())
                .map(ReportText::failures)
                .collect(Collectors.joining("\n"));
        if (!failures.isEmpty()) {
            failWithMessage(
                    "%s", failures + note() + Reproduction.here(unusualSeed()).line());
        }
        reports.stream().filter(CheckReport::comparedNothing).findFirst().ifPresent(report -> {
            throw Abort.because(
                    "not run: " + ReportText.line(report.notRun().get(0).reason()));
        });
        return this;
    }

    private List<Part> parts(Parameters point) {
        if (parts != null) {
            return parts.at(name.orElseThrow(), point);
        }
        Differentiable whole = withInputs == null ? actual : withInputs.apply(NamedArrays.of(given));
        if (only.isEmpty()) {
            return List.of(new Part(name.orElseGet(whole::name), whole, point));
        }
        Restricted restricted = new Restricted(whole, point, only);
        return List.of(new Part(name.orElseGet(whole::name), restricted, restricted.point()));
    }

    private CheckReport judged(Part part) {
        CheckReport report = new GradientCheck(
                        part.name(),
                        part.function(),
                        part.point(),
                        dtype,
                        witnesses.of(isOfArrays(), dtype, seed()),
                        seed())
                .run();
        return report.plus(new Limits(limit).exceeded(report));
    }

    /** What is accepted, over all points: what occurs at none of them is told with the first. */
    private List<CheckReport> known(List<CheckReport> reports) {
        Acceptances acceptances = new Acceptances(accepted);
        List<Finding> found =
                reports.stream().flatMap(r -> r.findings().stream()).toList();
        List<CheckReport> marked = new ArrayList<>(reports.stream()
                .map(report -> report.with(acceptances.over(report.findings())))
                .toList());
        marked.set(0, marked.get(0).plus(acceptances.stale(found)));
        return marked;
    }

    private String note() {
        return parts == null ? "" : parts.note(points.first());
    }

    private long seed() {
        return seed.orElseGet(() -> Settings.current().seed());
    }

    private OptionalLong unusualSeed() {
        return seed() == Settings.DEFAULT_SEED || seed.isPresent() ? OptionalLong.empty() : OptionalLong.of(seed());
    }

    private boolean isOfArrays() {
        return withInputs != null || parts != null || Witnesses.isOfArrays(actual);
    }
}

package dev.gradcheck.accused;

import dev.gradcheck.function.Claimed;
import dev.gradcheck.function.Convention;
import dev.gradcheck.function.Differentiable;
import dev.gradcheck.function.Parameters;
import dev.gradcheck.function.Stage;
import dev.gradcheck.function.Suspicion;
import dev.gradcheck.function.Vjp;
import dev.gradcheck.record.Record;
import dev.gradcheck.tensor.Arithmetic;
import dev.gradcheck.tensor.DType;
import dev.gradcheck.tensor.Recording;
import dev.gradcheck.tensor.Tensor;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * The function that is judged, at one point: the only class that calls it. Every call is guarded, and what is measured of it is measured
 * once: its passes, its noise, its gradient under random rounding.
 */
public final class Accused implements ForwardPass {
    /** Calls on each of two threads: a race need not show in the first. */
    private static final int AT_ONCE = 16;

    private final Differentiable function;
    private final Parameters point;
    private final DType dtype;
    private final Cotangent cotangent;
    private final Map<Parameters, Pass> passes = new HashMap<>();
    private final Map<Parameters, Outcome<Measured>> measured = new HashMap<>();
    private final Map<Parameters, Outcome<Record>> records = new HashMap<>();
    private final List<Optional<Parameters>> samples = new ArrayList<>();
    private Outcome<List<Suspicion>> suspicions;
    private Outcome<List<Convention>> conventions;
    private Outcome<List<Convention>> conventionsOfWorking;
    private Outcome<List<Stage>> stages;

    /**
     * At a point.
     *
     * @param function the accused
     * @param point the parameters as declared; integers are lifted to {@code dtype}
     * @param dtype in which the pass is declared, float32 or float64
     * @param seed of the cotangent, for functions with several outputs
     */
    public Accused(Differentiable function, Parameters point, DType dtype, long seed) {
        this.function = function;
        this.point = point;
        this.dtype = dtype;
        this.cotangent = new Cotangent(seed);
    }

    /** {@return what people call the function; "unnamed" where it does not say} */
    @Override
    public String name() {
        return Guard.call(Call.NAME, () -> function.name()).value().orElse("unnamed");
    }

    /** {@return the names of the classes whose backward pass is judged; none where the function does not say} */
    public Set<String> classes() {
        return Guard.call(Call.CLASSES, () -> Set.copyOf(function.judges())).value().stream()
                .flatMap(Set::stream)
                .map(Class::getName)
                .collect(Collectors.toUnmodifiableSet());
    }

    /** {@return in which the pass is declared} */
    public DType dtype() {
        return dtype;
    }

    /** {@return the coarsest type in which it keeps numbers: the declared one, unless it says otherwise} */
    public DType coarsest() {
        return Guard.call(Call.NAME, () -> function.coarsest(dtype)).value().orElse(dtype);
    }

    /** {@return what its output is contracted with} */
    public Cotangent cotangent() {
        return cotangent;
    }

    /** {@return the same function at a point near by and under another cotangent; empty for numbers that hold at one point only} */
    public Optional<Accused> elsewhere() {
        Parameters there = NearBy.shrunk(shadow().point(), cotangent.seed());
        return function instanceof Claimed
                ? Optional.empty()
                : Optional.of(new Accused(
                        function, there, DType.FLOAT64, cotangent.other().seed()));
    }

    /** {@return the pass at the point as it is declared} */
    public Pass declared() {
        return pass(point);
    }

    /** {@return the pass in the declared dtype: the same as {@link #declared}, but for integers} */
    public Pass working() {
        return pass(point.in(Arithmetic.nearest(dtype)));
    }

    /** {@return the same in float64} */
    public Pass shadow() {
        return pass(point.in(Arithmetic.nearest(DType.FLOAT64)));
    }

    private Pass pass(Parameters at) {
        return passes.computeIfAbsent(at, p -> Pass.of(this, p));
    }

    /** {@return the cotangent of the shadow} */
    public Tensor shadowCotangent() {
        return cotangent.like(shadow().primal());
    }

    @Override
    public Outcome<Tensor> value(Parameters at) {
        return Guard.call(Call.FORWARD, () -> function.primal(at)).then(v -> floating(at, v));
    }

    @Override
    public Outcome<Measured> measured(Parameters at) {
        return measured.computeIfAbsent(at, p -> value(p).then(value -> Outcome.of(Noise.of(this, p, value))));
    }

    @Override
    public Outcome<Record> recorded(Parameters at) {
        return records.computeIfAbsent(at, this::recordedAnew);
    }

    /**
     * The forward pass, taken down once more: numbers that are equal may be computed with in different arithmetic.
     *
     * @param at the parameters, all in one arithmetic
     * @return the graph, complete or with a note of where numbers were read
     */
    public Outcome<Record> recordedAnew(Parameters at) {
        Recording recording = new Recording();
        Parameters leaves = at.map(recording::leaf);
        Outcome<Tensor> value = value(leaves);
        recording.close();
        return value.then(v -> Outcome.of(Record.of(leaves, v, recording.leaks())));
    }

    /**
     * The forward pass with the backward pass that belongs to it.
     *
     * @param at the parameters, all in one arithmetic
     * @return value and pullback, neither of them null; the latter is to be given to {@link #pull}
     */
    public Outcome<Vjp> vjp(Parameters at) {
        return Guard.call(Call.FORWARD, () -> function.vjp(at)).then(v -> whole(at, v));
    }

    /**
     * The value that comes with the backward pass.
     *
     * @param at the parameters, all in one arithmetic
     * @return f(x), by that way
     */
    public Outcome<Tensor> valueWithBackward(Parameters at) {
        return vjp(at).then(v -> Outcome.of(v.primal()));
    }

    /** The backward pass; tensors in the gradient may be null. */
    Outcome<Parameters> raw(Vjp vjp, Tensor upstream) {
        return Guard.call(Call.BACKWARD, () -> vjp.pullback().apply(upstream));
    }

    /**
     * Forward and backward pass in one.
     *
     * @param at the parameters, all in one arithmetic
     * @param upstream the cotangent for a value
     * @return the gradient; a tensor that is null is missing in it
     */
    public Outcome<Parameters> gradient(Parameters at, Function<Tensor, Tensor> upstream) {
        return vjp(at).then(v -> pull(v, upstream.apply(v.primal())));
    }

    /**
     * The backward pass.
     *
     * @param vjp of this function
     * @param upstream the cotangent, of the output's shape and dtype
     * @return the gradient; a tensor that is null is missing in it
     */
    public Outcome<Parameters> pull(Vjp vjp, Tensor upstream) {
        return raw(vjp, upstream).then(g -> Outcome.of(Nulls.without(g, new ArrayList<>())));
    }

    /**
     * The gradient of the shadow under random rounding.
     *
     * @param count how often it is run, with the seeds from 1
     * @return what came of it; a sample that failed is none
     */
    public List<Parameters> samples(int count) {
        return sampled(count).stream().flatMap(Optional::stream).toList();
    }

    /**
     * The same with gaps.
     *
     * @param count how often it is run, with the seeds from 1
     * @return for each seed what came of it; empty where it failed
     */
    public List<Optional<Parameters>> sampled(int count) {
        while (samples.size() < count) {
            samples.add(sample(samples.size() + 1).value());
        }
        return List.copyOf(samples.subList(0, count));
    }

    /**
     * One of these samples, run once more.
     *
     * @param seed from 1 on
     * @return what comes of it now
     */
    public Outcome<Parameters> sample(int seed) {
        return gradient(shadow().point().in(Arithmetic.randomised(DType.FLOAT64, seed)), cotangent::like);
    }

    /**
     * The backward pass on a thread of its own.
     *
     * @param vjp of this function
     * @param upstream the cotangent, of the output's shape and dtype
     * @return the gradient; a tensor that is null is missing in it
     */
    public Outcome<Parameters> pullElsewhere(Vjp vjp, Tensor upstream) {
        return Threads.each(List.<Supplier<Outcome<Parameters>>>of(() -> pull(vjp, upstream)))
                .get(0);
    }

    /** {@return whether the function says that it may be called from several threads at once} */
    public boolean allowsSeveralThreads() {
        return Guard.call(Call.NAME, function::allowsSeveralThreads).value().orElse(false);
    }

    /**
     * Two points on two threads at once, several times.
     *
     * @param one point
     * @param other point
     * @param upstream the cotangent for both
     * @return what came of the first, each time
     */
    public List<Outcome<Parameters>> atOnce(Parameters one, Parameters other, Tensor upstream) {
        Supplier<List<Outcome<Parameters>>> mine = () -> repeated(one, upstream);
        Supplier<List<Outcome<Parameters>>> its = () -> repeated(other, upstream);
        return Threads.each(List.of(mine, its)).get(0);
    }

    private List<Outcome<Parameters>> repeated(Parameters at, Tensor upstream) {
        return IntStream.range(0, AT_ONCE)
                .mapToObj(i -> gradient(at, value -> upstream))
                .toList();
    }

    /**
     * The point of a pass in arithmetic of the declared dtype that rounds at random.
     *
     * @param pass of this function
     * @param count how many, with the seeds from 1
     * @return the points
     */
    public List<Parameters> randomised(Pass pass, int count) {
        return IntStream.rangeClosed(1, count)
                .mapToObj(i -> pass.point().in(Arithmetic.randomised(dtype, i)))
                .toList();
    }

    /**
     * The same with numbers that differ in their last place, too: a function that reads them out computes in an arithmetic of its own.
     *
     * @param pass of this function
     * @param count how many, with the seeds from 1
     * @return the points
     */
    public List<Parameters> neighbours(Pass pass, int count) {
        List<Parameters> points = new ArrayList<>();
        for (Parameters at : randomised(pass, count)) {
            points.add(NearBy.inTheLastPlace(at, dtype, points.size()));
        }
        return points;
    }

    /** {@return the mistakes that the function knows it may contain, each with a gradient for every parameter} */
    public Outcome<List<Suspicion>> suspicions() {
        suspicions = suspicions == null
                ? list(Call.SUSPICIONS, function::suspicions, s -> fits(s.gradient()), shadow())
                : suspicions;
        return suspicions;
    }

    /** {@return the gradients by each convention, for every parameter; none where no unit sits on a kink} */
    public Outcome<List<Convention>> conventions() {
        conventions = conventions == null
                ? list(Call.CONVENTIONS, function::conventions, c -> isWhole(c.gradient()), shadow())
                : conventions;
        return conventions;
    }

    /** {@return the same in the declared dtype, whose rounding may put a unit onto a kink} */
    public Outcome<List<Convention>> conventionsOfWorking() {
        conventionsOfWorking = conventionsOfWorking == null
                ? list(Call.CONVENTIONS, function::conventions, c -> isWhole(c.gradient()), working())
                : conventionsOfWorking;
        return conventionsOfWorking;
    }

    /** {@return the stages that the function is composed of, the last first; none for a black box} */
    public Outcome<List<Stage>> stages() {
        Parameters at = shadow().point();
        stages = stages == null ? Guard.call(Call.STAGES, () -> copied(function.stages(at))) : stages;
        return stages;
    }

    private <T> Outcome<List<T>> list(Call call, Listing<T> listing, Predicate<T> isSound, Pass pass) {
        Parameters at = pass.point();
        Tensor upstream = cotangent.like(pass.primal());
        return Guard.call(call, () -> copied(listing.at(at, upstream)))
                .then(all -> all.stream().allMatch(one -> one != null && isSound.test(one))
                        ? Outcome.of(all)
                        : Outcome.failed(Failure.of(call, "lacks a gradient, or one has another form than the point")));
    }

    /** The list is the accused's code as well. */
    private static <T> List<T> copied(List<T> list) {
        return list == null ? null : list.stream().toList();
    }

    private boolean isWhole(Parameters gradient) {
        return fits(gradient) && gradient.names().containsAll(point.names());
    }

    private boolean fits(Parameters gradient) {
        return gradient != null
                && !Nulls.areIn(gradient)
                && point.tensors().entrySet().stream()
                        .allMatch(e -> !gradient.has(e.getKey())
                                || gradient.get(e.getKey()).size()
                                        == e.getValue().size());
    }

    private static Outcome<Vjp> whole(Parameters at, Vjp vjp) {
        if (vjp.primal() == null || vjp.pullback() == null) {
            String what = vjp.primal() == null ? "value" : "pullback";
            return Outcome.failed(Failure.of(Call.FORWARD, "returns null as its " + what));
        }
        return floating(at, vjp.primal()).then(value -> Outcome.of(vjp));
    }

    /** At integers a value may be one, too: that they are no good as parameters is said elsewhere. */
    private static Outcome<Tensor> floating(Parameters at, Tensor value) {
        boolean atIntegers =
                at.tensors().values().stream().noneMatch(t -> t.dtype().isFloating());
        return value.dtype().isFloating() || atIntegers
                ? Outcome.of(value)
                : Outcome.failed(Failure.of(
                        Call.FORWARD, "returns a value in " + value.dtype() + ", which cannot be differentiated"));
    }

    private interface Listing<T> {
        List<T> at(Parameters point, Tensor cotangent);
    }
}

package dev.gradcheck.oracle.djl;

import dev.gradcheck.function.Parameters;
import dev.gradcheck.oracle.Claim;
import dev.gradcheck.oracle.Estimate;
import dev.gradcheck.oracle.GradientOracle;
import dev.gradcheck.oracle.OracleException;
import dev.gradcheck.oracle.Question;
import dev.gradcheck.oracle.Slope;
import dev.gradcheck.oracle.Support;
import dev.gradcheck.oracle.djl.torch.DeviceSearch;
import dev.gradcheck.oracle.djl.torch.TorchDevice;
import dev.gradcheck.tensor.Arithmetic;
import dev.gradcheck.tensor.DType;
import dev.gradcheck.tensor.Tensor;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/**
 * The gradient of a {@link Twin} by PyTorch's autograd, in one dtype on one device: d⟨cotangent, twin(x)⟩/dx.
 *
 * <p>At kinks and ties the value is PyTorch's convention (relu'(0) = 0, maximum gives ½ to each of two equals), with
 * nothing to say that there is a kink.
 *
 * <p>The twin runs in float32 and in float64 at each question, and the bound is made of their difference: see the
 * package's decisions. On CUDA the gradient in the oracle's dtype is computed twice; where two runs differ, as with
 * atomic additions, the bound is at least twice the difference. A value that is not finite has no bound. Safe for use
 * by several threads, which wait for each other.
 */
public final class DjlAutograd implements GradientOracle {
    /** The true value may lie as far beyond the one run as the other run lies on the other side. */
    private static final double RERUN_RESERVE = 2;

    /** So many further measurements of the rounding error where the first is in dispute. */
    private static final int MEASUREMENTS = 6;

    /** Far enough for other roundings, near enough for gradients of the same size. */
    private static final double ASIDE = 0x1p-10;

    private final Twin twin;
    private final DType dtype;
    private final TorchDevice device;

    private DjlAutograd(Twin twin, DType dtype, TorchDevice device) {
        this.twin = twin;
        this.dtype = dtype;
        this.device = device;
    }

    /**
     * An oracle. Nothing is loaded before the first question.
     *
     * @param twin the function in DJL's operations
     * @param dtype a floating one
     * @param device one that {@link DeviceSearch#resolve} found
     * @return the oracle
     * @throws IllegalArgumentException for int32, which cannot be differentiated
     */
    public static DjlAutograd of(Twin twin, DType dtype, TorchDevice device) {
        requireFloating(dtype);
        return new DjlAutograd(twin, dtype, device);
    }

    static void requireFloating(DType dtype) {
        if (!dtype.isFloating()) {
            throw new IllegalArgumentException(
                    "autograd in " + dtype + ": integers cannot be differentiated, take a floating type");
        }
    }

    @Override
    public String name() {
        return "autograd";
    }

    @Override
    public DType dtype() {
        return dtype;
    }

    @Override
    public String device() {
        return device.toString();
    }

    /**
     * The twin's output at the question's point, to be compared with the function's own.
     *
     * @param question its cotangent has the output's shape
     * @return the output in this oracle's dtype
     * @throws OracleException if PyTorch or the twin fails; the message says why and what would help
     */
    public Tensor value(Question question) {
        return evaluate(question, dtype).value();
    }

    /**
     * {@inheritDoc} All elements come at once. Where one contradicts the claim, the rounding error is measured again at points a little
     * aside in float32, and with other cotangents in float64: one difference of two precisions can be small by accident, and where float32 saturates it can
     * be exact where float64 cancels (1 − p with p within 2⁻²⁴ of 1). Neither must blame anybody.
     */
    @Override
    public List<Estimate> estimate(Question question) {
        Map<String, double[]> single = evaluate(question, narrow()).gradients();
        Map<String, double[]> twofold = evaluate(question, DType.FLOAT64).gradients();
        Map<String, double[]> own = dtype == DType.FLOAT64 ? twofold : single;
        Map<String, double[]> again =
                device.isCuda() ? evaluate(question, dtype).gradients() : own;
        List<Estimate> estimates = new ArrayList<>();
        question.point().tensors().forEach((name, tensor) -> {
            ErrorBound bound = new ErrorBound(dtype, single.get(name), twofold.get(name));
            List<Slope> slopes = IntStream.range(0, tensor.size())
                    .mapToObj(i -> repeated(bound.slope(i), again.get(name)[i]))
                    .toList();
            estimates.add(new Estimate(name, tensor.shape(), slopes));
        });
        return isDisputed(question.claim(), estimates) ? careful(question, twofold, estimates) : estimates;
    }

    private static boolean isDisputed(Claim claim, List<Estimate> estimates) {
        return estimates.stream().anyMatch(estimate -> IntStream.range(
                        0, estimate.slopes().size())
                .anyMatch(i -> isDisputed(
                        claim, estimate.parameter(), i, estimate.slopes().get(i))));
    }

    /** A slope without a bound can turn out to be noise. */
    private static boolean isDisputed(Claim claim, String parameter, int element, Slope slope) {
        return slope.bound().isEmpty() && Double.isFinite(slope.value())
                || claim.support(parameter, element, slope) == Support.CONTRADICTED;
    }

    private List<Estimate> careful(Question question, Map<String, double[]> twofold, List<Estimate> estimates) {
        Map<String, double[]> single = zeros(twofold);
        Map<String, double[]> own = zeros(twofold);
        for (int seed = 1; seed <= MEASUREMENTS; seed++) {
            Question aside = aside(question, seed);
            widen(
                    single,
                    evaluate(aside, narrow()),
                    evaluate(aside, DType.FLOAT64).gradients(),
                    1);
            double factor = 1 + seed / 7.0;
            widen(own, evaluate(scaled(question, seed, factor), DType.FLOAT64), twofold, factor);
        }
        List<Estimate> widened = new ArrayList<>();
        for (Estimate estimate : estimates) {
            String name = estimate.parameter();
            double floor = ErrorBound.floor(dtype, twofold.get(name));
            List<Slope> slopes = IntStream.range(0, estimate.slopes().size())
                    .mapToObj(i -> ErrorBound.widened(
                            dtype, estimate.slopes().get(i), single.get(name)[i], own.get(name)[i], floor))
                    .toList();
            widened.add(new Estimate(name, estimate.shape(), slopes));
        }
        return widened;
    }

    /**
     * The same question a little aside, at numbers of the narrower type: what rounding does there is another sample of what it does here. One rounding
     * aside would not do: 2σ(2x) − 1 absorbs it, and errs alike.
     */
    private Question aside(Question question, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        Parameters point = question.point().map(tensor -> Tensor.from(
                        narrow(),
                        tensor.shape(),
                        Arrays.stream(tensor.values())
                                .map(v -> v * (1 + ASIDE * random.nextDouble(-1, 1)))
                                .toArray())
                .as(DType.FLOAT64));
        return new Question(question.function(), point, question.cotangent(), question.claim());
    }

    /** The type that float64 is compared with. */
    private DType narrow() {
        return dtype == DType.FLOAT64 ? DType.FLOAT32 : dtype;
    }

    /** The same question one rounding aside, with another cotangent: the gradient is linear in it, its rounding errors are not. */
    private static Question scaled(Question question, long seed, double factor) {
        Arithmetic moved = Arithmetic.randomised(DType.FLOAT64, seed);
        Parameters point = question.point().in(moved).map(tensor -> tensor.map(v -> v));
        return new Question(question.function(), point, question.cotangent().times(factor), question.claim());
    }

    private static Map<String, double[]> zeros(Map<String, double[]> like) {
        Map<String, double[]> zeros = new HashMap<>();
        like.forEach((name, values) -> zeros.put(name, new double[values.length]));
        return zeros;
    }

    /** The larger of the differences so far and those of an evaluation whose cotangent had a factor. */
    private static void widen(
            Map<String, double[]> largest, Evaluation evaluation, Map<String, double[]> right, double factor) {
        evaluation.gradients().forEach((name, values) -> {
            double[] sofar = largest.get(name);
            Arrays.setAll(sofar, i -> Math.max(sofar[i], Math.abs(values[i] / factor - right.get(name)[i])));
        });
    }

    /** The slope with a bound that covers what a second run gave; unknown where that is not finite. */
    static Slope repeated(Slope slope, double again) {
        if (Double.compare(slope.value(), again) == 0) {
            return slope;
        }
        double rerun = RERUN_RESERVE * Math.abs(slope.value() - again);
        OptionalDouble bound = slope.bound();
        return Slope.of(slope.value(), bound.isPresent() ? Math.max(bound.getAsDouble(), rerun) : Double.NaN);
    }

    private Evaluation evaluate(Question question, DType in) {
        return Evaluation.of(twin, question, in, device);
    }
}

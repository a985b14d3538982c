package dev.gradcheck.oracle;

import dev.gradcheck.accused.Failure;
import dev.gradcheck.accused.ForwardPass.Measured;
import dev.gradcheck.accused.Outcome;
import dev.gradcheck.function.Parameters;
import dev.gradcheck.tensor.DType;
import dev.gradcheck.tensor.Tensor;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;

/**
 * Finite differences of the float64 forward pass, element by element, each with a bound on its error: see {@code Ladder} for the
 * estimate, the noise that {@link dev.gradcheck.accused.Accused} measures and {@code Staircase} for the rounding it has to live with, {@code Irregularity} for kinks and jumps.
 *
 * <p>Steps start at a tenth of the element's natural length and shrink by four; an element is left as soon as the estimate
 * supports the {@link Claim} as well as it can. Where the two contradict each other the ladder goes down until rounding drowns the
 * slope, so that a kink near the point is not mistaken for one at the point.
 */
public final class FiniteDifferences implements GradientOracle {
    /** Of directions, where nothing else is said. */
    public static final long DEFAULT_SEED = 20260101;

    private final Budget budget;
    private final long seed;

    /** Within {@link Budget#DEFAULT}. */
    public FiniteDifferences() {
        this(Budget.DEFAULT, DEFAULT_SEED);
    }

    /**
     * Within a budget.
     *
     * @param budget beyond which large parameters are surveyed along random directions
     * @param seed of the directions
     */
    public FiniteDifferences(Budget budget, long seed) {
        this.budget = budget;
        this.seed = seed;
    }

    @Override
    public String name() {
        return "finite differences";
    }

    @Override
    public DType dtype() {
        return DType.FLOAT64;
    }

    @Override
    public String device() {
        return "cpu";
    }

    @Override
    public List<Estimate> estimate(Question question) {
        Measured origin = origin(question);
        Lines lines = new Lines(question, origin);
        boolean isEach = isEachMeasured(question, lines);
        List<Estimate> estimates = estimate(question, lines, isEach);
        return lines.withStepsSeen()
                .map(coarse -> estimate(question, coarse, isEach))
                .orElse(estimates);
    }

    private List<Estimate> estimate(Question question, Lines lines, boolean isEach) {
        int small = Surveyor.extent(question).small();
        return question.point().names().stream()
                .map(parameter -> isEach || lines.tensor(parameter).size() <= small
                        ? ofEach(lines, question.claim(), parameter)
                        : new Surveyor(lines, question, parameter, seed).estimate())
                .toList();
    }

    /** Few elements always; many where nobody else knows them and there is time. */
    private boolean isEachMeasured(Question question, Lines lines) {
        Parameters point = question.point();
        long elements =
                point.tensors().values().stream().mapToLong(Tensor::size).sum();
        if (elements <= Surveyor.ALONE.small()) {
            return true;
        }
        return question.earlier().isEmpty()
                && budget.suffices(elements, () -> {
                    String largest = Collections.max(point.names(), Comparator.comparingInt(p -> lines.tensor(p)
                            .size()));
                    Line line = lines.coordinate(largest, 0);
                    line.change(line.step(line.scale()));
                });
    }

    private static Estimate ofEach(Lines lines, Claim claim, String parameter) {
        Tensor tensor = lines.tensor(parameter);
        List<Slope> slopes = new ArrayList<>();
        for (int element = 0; element < tensor.size(); element++) {
            slopes.add(lines.slope(claim, parameter, element));
        }
        return new Estimate(parameter, tensor.shape(), slopes);
    }

    /** What is not finite is said before anything is measured there. */
    private static void requireFinite(Parameters point) {
        point.tensors().forEach((name, tensor) -> {
            for (int i = 0; i < tensor.size(); i++) {
                if (!Double.isFinite(tensor.at(i))) {
                    throw new OracleException("the point is not finite: " + name + " is " + tensor.at(i) + " at "
                            + tensor.shape().index(i) + ", where no function has a slope; check at finite numbers");
                }
            }
        });
    }

    static Measured origin(Question question) {
        requireFinite(question.point());
        Outcome<Measured> origin = question.function().measured(question.point());
        String clause = origin.failure().map(Failure::clause).orElse("");
        Measured measured = origin.value()
                .orElseThrow(() -> new OracleException("the forward pass has no value at the point itself, so there is"
                        + " nothing to differ from: it " + clause));
        if (measured.value().size() == question.cotangent().size()) {
            return measured;
        }
        throw new OracleException("the forward pass has " + measured.value().size() + " outputs, but the cotangent has "
                + question.cotangent().size() + " elements: it has to be of the output's shape");
    }
}

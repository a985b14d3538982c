package dev.gradcheck.check;

import dev.gradcheck.accused.Accused;
import dev.gradcheck.accused.History;
import dev.gradcheck.accused.Overflow;
import dev.gradcheck.accused.Pass;
import dev.gradcheck.function.Parameters;
import dev.gradcheck.oracle.record.OtherOrders;
import dev.gradcheck.tensor.Arithmetic;
import dev.gradcheck.tensor.DType;
import dev.gradcheck.tensor.Tensor;
import dev.gradcheck.verdict.CloseGradients;
import dev.gradcheck.verdict.RoundingError;
import dev.gradcheck.verdict.Subject;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;

/** What rounding explains in the float64 gradient of the accused, measured with as many samples as the matter needs. */
final class Rounding {
    private static final String VALUE = Subject.LOSS.name();

    /** Enough where nothing is in dispute. */
    static final int SAMPLES = 8;

    /** Where something is, so that an unlucky choice of eight is not called a wrong formula. */
    private static final int SAMPLES_IN_DISPUTE = 64;

    /** Reverse sweeps of the record. */
    private static final int SAMPLES_OF_OTHERS = 16;

    private final Accused accused;
    private final Map<Integer, RoundingError> measured = new HashMap<>();
    private final Map<Integer, RoundingError> inDeclared = new HashMap<>();

    private final boolean isOfDeclared;
    private RoundingError inAnyOrder;

    Rounding(Accused accused) {
        this(accused, false);
    }

    private Rounding(Accused accused, boolean isOfDeclared) {
        this.accused = accused;
        this.isOfDeclared = isOfDeclared;
    }

    /** What rounding explains in the gradient of the declared dtype, in the place of the float64 one. */
    static Rounding inDeclared(Accused accused) {
        return new Rounding(accused, true);
    }

    /** In which the numbers were computed that this explains. */
    DType dtype() {
        return isOfDeclared ? accused.coarsest() : DType.FLOAT64;
    }

    RoundingError undisputed() {
        return of(SAMPLES);
    }

    /** What the dtype of a claim explains depends on the order of operations, which nobody knows: that of a reverse sweep counts, too. */
    RoundingError inDispute() {
        return isOfDeclared ? inAnyOrder() : of(SAMPLES_IN_DISPUTE);
    }

    private RoundingError inAnyOrder() {
        if (inAnyOrder == null) {
            RoundingError mine = of(SAMPLES_IN_DISPUTE);
            inAnyOrder = OtherOrders.of(accused, accused.dtype(), SAMPLES_OF_OTHERS)
                    .map(other -> mine.or(RoundingError.of(other.exact(), other.samples()))
                            .whereCancelled(other.exact(), other.errors()))
                    .orElse(mine);
        }
        return inAnyOrder;
    }

    private RoundingError of(int count) {
        if (isOfDeclared) {
            return gradient(count);
        }
        Parameters gradient = accused.shadow().gradient().orElseThrow();
        return measured.computeIfAbsent(
                count, n -> RoundingError.of(gradient, accused.samples(n), close().gradients()));
    }

    /** Where random rounding moves nothing. */
    private CloseCalls close() {
        return new CloseCalls(accused, accused.shadow().point(), accused.shadowCotangent());
    }

    /**
     * What rounding explains in the gradient of the declared dtype: the cheapest measure first. That of float64 does not carry over to types
     * of 16 bits: sums are kept in a wider one there.
     */
    Stream<Supplier<RoundingError>> ofGradient() {
        Stream<Supplier<RoundingError>> inItself = Stream.of(
                () -> gradient(SAMPLES).or(undisputed()),
                () -> gradient(SAMPLES_IN_DISPUTE).or(undisputed()).or(reproducedGradient()));
        return accused.coarsest().isHalf() ? inItself : Stream.concat(Stream.of(this::undisputed), inItself);
    }

    /** The same in the value of the declared dtype. */
    Stream<Supplier<RoundingError>> ofValue() {
        return Stream.of(() -> value(SAMPLES), () -> value(SAMPLES_IN_DISPUTE).or(reproducedValue()));
    }

    /**
     * Where rounding moves a computation to a place that is nothing like the exact one, what it does beside that place says nothing of how far
     * it moved. But where the float64 code gives the same numbers once it rounds as the declared dtype does, all of it is rounding.
     */
    private RoundingError reproducedGradient() {
        History emulated = emulated();
        Parameters gradient = accused.working().gradient().orElseThrow();
        Parameters same = Parameters.NONE;
        for (String name : gradient.names()) {
            Optional<Tensor> found = emulated.gradient(name).filter(result -> isInRange(emulated, result));
            same = found.isPresent() ? same.with(name, found.get()) : same;
        }
        return RoundingError.reproduced(gradient, accused.shadow().gradient().orElseThrow(), same);
    }

    private RoundingError reproducedValue() {
        History emulated = emulated();
        return RoundingError.reproduced(
                Parameters.of(VALUE, accused.working().primal()),
                Parameters.of(VALUE, accused.shadow().primal()),
                emulated.value()
                        .filter(result -> isInRange(emulated, result))
                        .map(value -> Parameters.of(VALUE, value))
                        .orElse(Parameters.NONE));
    }

    private History emulated() {
        return History.of(accused, accused.working().point().in(Arithmetic.emulated(accused.dtype())));
    }

    /** A number that became infinite on the way was not rounded. */
    private static boolean isInRange(History history, Tensor result) {
        return Overflow.of(history, result).isEmpty();
    }

    private RoundingError gradient(int count) {
        return inDeclared.computeIfAbsent(count, n -> {
            Pass working = accused.working();
            Parameters gradient = working.gradient().orElseThrow();
            Tensor cotangent = accused.cotangent().like(working.primal());
            CloseGradients close = new CloseCalls(accused, working.point(), cotangent).gradients();
            return RoundingError.of(gradient, gradients(accused.randomised(working, n)), close)
                    .or(RoundingError.of(gradient, gradients(accused.neighbours(working, n))))
                    .or(RoundingError.lastOperations(gradient, accused.coarsest()));
        });
    }

    private List<Parameters> gradients(List<Parameters> points) {
        return points.stream()
                .flatMap(at -> accused.gradient(at, accused.cotangent()::like).value().stream())
                .toList();
    }

    private RoundingError value(int count) {
        Pass working = accused.working();
        Parameters value = Parameters.of(VALUE, working.primal());
        return RoundingError.of(value, values(accused.randomised(working, count)))
                .or(RoundingError.of(value, values(accused.neighbours(working, count))));
    }

    private List<Parameters> values(List<Parameters> points) {
        return points.stream()
                .flatMap(at -> accused.valueWithBackward(at).value().stream())
                .map(v -> Parameters.of(VALUE, v))
                .toList();
    }

    /** That of a pass which there is no shadow of: the last operations alone. */
    static RoundingError unmeasured(Parameters gradient) {
        return RoundingError.of(gradient, List.of());
    }
}

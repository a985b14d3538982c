package dev.gradcheck.check;

import dev.gradcheck.accused.Accused;
import dev.gradcheck.accused.Pass;
import dev.gradcheck.function.Parameters;
import dev.gradcheck.oracle.Neighbourhood;
import dev.gradcheck.tensor.Shape;
import dev.gradcheck.tensor.Tensor;
import dev.gradcheck.verdict.Finding;
import dev.gradcheck.verdict.Source;
import dev.gradcheck.verdict.Subject;
import dev.gradcheck.verdict.Taylor;
import dev.gradcheck.verdict.Taylor.Answer;
import dev.gradcheck.verdict.Taylor.Result;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * Taylor's test of all gradients at once, along random directions; where it fails, of each gradient alone, to say which one is wrong.
 *
 * @param settled the elements along which there is something to test
 */
record TaylorContract(Settled settled) implements Contract {
    private static final int DIRECTIONS = 2;

    private static final String OPEN =
            "every element is at a kink, or hidden in the function's rounding: see what differences say";

    @Override
    public void examine(Accused accused, Rounding rounding, Examined examined) {
        examined.along(new Examination(accused, rounding, examined, settled).findings());
    }

    private record Examination(Accused accused, Rounding rounding, Examined examined, Settled settled) {
        List<Finding> findings() {
            Parameters gradient = comparable();
            Pass shadow = accused.shadow();
            Tensor primal = shadow.primal();
            if (gradient.names().isEmpty() || !Double.isFinite(primal.maxAbs())) {
                examined.notRun(Source.TAYLOR, "no gradient and value that can be compared: see what is malformed");
                return List.of();
            }
            Optional<Neighbourhood> neighbourhood =
                    Neighbourhood.of(accused, shadow.point(), accused.shadowCotangent());
            if (neighbourhood.isEmpty()) {
                examined.notRun(Source.TAYLOR, "the forward pass has no value of one shape in every call");
                return List.of();
            }
            Neighbourhood near = neighbourhood.get();
            Taylor taylor = new Taylor(near, gradient, rounding.undisputed());
            List<Result> results = new ArrayList<>();
            for (int i = 1; i <= DIRECTIONS; i++) {
                Parameters direction = settled.within(
                        near.direction(gradient::has, accused.cotangent().seed() + i));
                if (Settled.isZero(direction)) {
                    examined.notRun(Source.TAYLOR, OPEN);
                    return List.of();
                }
                results.add(taylor.along(direction));
            }
            if (has(results, Answer.BROKEN)) {
                return broken(near, gradient);
            }
            if (has(results, Answer.HOLDS)) {
                return List.of(Taylor.holding(Subject.LOSS, gradient.names(), primal.shape(), results));
            }
            examined.notRun(Source.TAYLOR, results.get(0).sentence());
            return List.of();
        }

        /** Where units sit on a kink, a direction has no derivative, and the chain rule's choice there need not be between the slopes. */
        private List<Finding> broken(Neighbourhood near, Parameters gradient) {
            Tensor primal = accused.shadow().primal();
            if (accused.conventions().value().stream().anyMatch(all -> !all.isEmpty())) {
                examined.notRun(Source.TAYLOR, "the point is on a kink, where the remainder has no second order");
                return List.of();
            }
            Taylor taylor = new Taylor(near, gradient, rounding.inDispute());
            List<Finding> findings = new ArrayList<>();
            for (String name : gradient.names()) {
                first(
                                taylor,
                                near,
                                name::equals,
                                Subject.gradient(name),
                                gradient.get(name).shape())
                        .ifPresent(findings::add);
            }
            if (findings.isEmpty() && !settled.isBlamed()) {
                first(taylor, near, gradient::has, Subject.LOSS, primal.shape()).ifPresent(findings::add);
            }
            if (findings.isEmpty()) {
                examined.notRun(
                        Source.TAYLOR, "rounding of the gradient hides whether the remainder is of second order");
            }
            return findings;
        }

        /** The first direction along which the remainder is of first order. */
        private Optional<Finding> first(
                Taylor taylor, Neighbourhood near, Predicate<String> moves, Subject name, Shape shape) {
            for (int i = 1; i <= DIRECTIONS; i++) {
                Parameters direction =
                        settled.within(near.direction(moves, accused.cotangent().seed() + i));
                if (Settled.isZero(direction)) {
                    continue;
                }
                Result result = taylor.along(direction);
                if (result.answer() == Answer.BROKEN) {
                    return Optional.of(Taylor.broken(
                            name, shape, result, accused.cotangent().seed() + i));
                }
            }
            return Optional.empty();
        }

        private Parameters comparable() {
            Parameters comparable = Parameters.NONE;
            for (String name : accused.shadow().point().names()) {
                Optional<Tensor> tensor = accused.shadow().comparable(name).filter(t -> t.size() > 0);
                comparable = tensor.isPresent() ? comparable.with(name, tensor.get()) : comparable;
            }
            return comparable;
        }

        private static boolean has(List<Result> results, Answer answer) {
            return results.stream().anyMatch(r -> r.answer() == answer);
        }
    }
}

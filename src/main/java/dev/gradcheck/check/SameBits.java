package dev.gradcheck.check;

import dev.gradcheck.accused.Accused;
import dev.gradcheck.accused.Outcome;
import dev.gradcheck.accused.Pass;
import dev.gradcheck.function.Parameters;
import dev.gradcheck.function.Vjp;
import dev.gradcheck.tensor.Tensor;
import dev.gradcheck.verdict.Contracts;
import dev.gradcheck.verdict.Finding;
import dev.gradcheck.verdict.RoundingError;
import dev.gradcheck.verdict.Subject;
import java.util.Optional;
import java.util.function.Supplier;

/** Same call, same bits: the forward and backward pass a second time, and the same pullback twice; in the declared dtype, too. */
final class SameBits implements Contract {
    private static final String CONTRACT = "same call, same bits";
    private static final String AGAIN = "in a second call of vjp";
    private static final String TWICE = "in a second call of the same pullback";

    @Override
    public void examine(Accused accused, Rounding rounding, Examined examined) {
        Pass shadow = accused.shadow();
        Pass working = accused.working();
        examined.reusable(new Twice(accused, shadow, rounding::undisputed).examine(examined));
        if (working != shadow && working.isComplete()) {
            Parameters declared = working.gradient().orElseThrow();
            new Twice(accused, working, () -> Rounding.unmeasured(declared)).examine(examined);
        }
    }

    /** One pass, once more. */
    private record Twice(Accused accused, Pass pass, Supplier<RoundingError> rounding) {
        /** {@return whether one pullback can be used for several cotangents} */
        boolean examine(Examined examined) {
            Examined mine = new Examined();
            boolean reusable = repeat(mine);
            for (String name : pass.point().names()) {
                if (first().has(name) && first().get(name).size() > 0 && !mine.isBroken(Subject.gradient(name))) {
                    examined.holds(name, CONTRACT);
                }
            }
            examined.addAll(mine);
            return reusable;
        }

        private boolean repeat(Examined mine) {
            Tensor cotangent = accused.cotangent().like(pass.primal());
            Outcome<Vjp> again = accused.vjp(pass.point());
            Outcome<Parameters> second = again.then(v -> accused.pull(v, cotangent));
            if (second.value().isEmpty()) {
                failed(AGAIN, second, first(), mine);
                pass.point().names().forEach(mine::unsteady);
                return false;
            }
            Vjp vjp = again.value().orElseThrow();
            Contracts.same(Subject.LOSS, pass.primal(), vjp.primal(), "the forward pass")
                    .ifPresent(mine::broken);
            Parameters other = second.value().get();
            if (!compare(first(), other, AGAIN, "vjp", mine)) {
                markUnsteady(other, mine);
            }
            Outcome<Parameters> third = accused.pull(vjp, cotangent);
            third.failure().ifPresent(f -> failed(TWICE, third, other, mine));
            return third.value()
                    .map(t -> compare(other, t, TWICE, "the same pullback", mine))
                    .orElse(false);
        }

        private Parameters first() {
            return pass.gradient().orElseThrow();
        }

        /** {@return whether all are the same} */
        private boolean compare(Parameters one, Parameters other, String when, String call, Examined mine) {
            boolean same = true;
            for (String name : pass.point().names()) {
                if (one.has(name)) {
                    Optional<Finding> finding = Contracts.form(name, one.get(name), other, when)
                            .or(() -> Contracts.same(Subject.gradient(name), one.get(name), other.get(name), call));
                    finding.ifPresent(mine::broken);
                    same &= finding.isEmpty();
                }
            }
            return same;
        }

        /** Where two calls differ by more than rounding, nothing else can be examined. */
        private void markUnsteady(Parameters second, Examined mine) {
            RoundingError measured = rounding.get();
            for (String name : pass.point().names()) {
                boolean steady = first().has(name)
                        && Contracts.form(name, first().get(name), second, AGAIN)
                                .isEmpty()
                        && Contracts.isSameButForRounding(name, first().get(name), second.get(name), measured);
                if (!steady) {
                    mine.unsteady(name);
                }
            }
        }

        private void failed(String when, Outcome<Parameters> outcome, Parameters gradient, Examined mine) {
            String sentence = when + " " + outcome.failure().orElseThrow().sentence();
            pass.point().names().stream()
                    .filter(gradient::has)
                    .forEach(name -> mine.broken(Contracts.failed(name, gradient.get(name), sentence)));
        }
    }
}

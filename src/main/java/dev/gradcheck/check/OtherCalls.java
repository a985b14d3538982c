package dev.gradcheck.check;

import dev.gradcheck.accused.Accused;
import dev.gradcheck.accused.Outcome;
import dev.gradcheck.accused.Pass;
import dev.gradcheck.function.Parameters;
import dev.gradcheck.function.Vjp;
import dev.gradcheck.tensor.Tensor;
import dev.gradcheck.verdict.Contracts;
import dev.gradcheck.verdict.Finding;
import dev.gradcheck.verdict.Repeats;
import dev.gradcheck.verdict.Subject;
import java.util.List;
import java.util.Optional;

/**
 * A gradient depends on its point and its cotangent, and on no other call: not on a forward pass at another point before the pullback, not
 * on how many calls there were, not on the thread.
 */
final class OtherCalls implements Contract {
    /** So small a move that the function is defined there, too, and so large that every digit after the third may change. */
    private static final double BESIDE = 1 + 0x1p-10;

    @Override
    public void examine(Accused accused, Rounding rounding, Examined examined) {
        if (examined.isReusable()) {
            new Examination(accused, accused.shadow(), examined).examine();
        }
    }

    private record Examination(Accused accused, Pass shadow, Examined examined) {
        void examine() {
            Examined mine = new Examined();
            interleaved(mine);
            again(mine);
            if (accused.allowsSeveralThreads()) {
                atOnce(mine);
            }
            examined.addAll(mine);
        }

        /** vjp(A), vjp(B), pull A, pull B, pull A again on another thread. Where the function has no value at B nothing is said. */
        private void interleaved(Examined mine) {
            Parameters beside = beside();
            Outcome<Parameters> alone = accused.gradient(beside, value -> cotangent());
            Outcome<Vjp> a = accused.vjp(shadow.point());
            Outcome<Vjp> b = accused.vjp(beside);
            if (alone.value().isEmpty() || a.value().isEmpty() || b.value().isEmpty()) {
                return;
            }
            String when = "after a forward pass at another point";
            compare(Repeats.INTERLEAVED, first(), pull(a), when, mine);
            compare(Repeats.INTERLEAVED, alone.value().get(), pull(b), when, mine);
            Outcome<Parameters> there = accused.pullElsewhere(a.value().get(), cotangent());
            compare(Repeats.ON_ANOTHER_THREAD, first(), there, "on another thread", mine);
        }

        /**
         * Of the samples that random rounding was measured with, the one that stands out most: a wrong one would. Twice, so that no number
         * of calls lies between all three.
         */
        private void again(Examined mine) {
            List<Optional<Parameters>> before = accused.sampled(Rounding.SAMPLES);
            int most = Outlier.of(first(), before);
            for (int run = 0; run < 2 && before.get(most).isPresent(); run++) {
                Outcome<Parameters> after = accused.sample(most + 1);
                compare(Repeats.EVERY_SO_OFTEN, before.get(most).get(), after, "in one of several calls", mine);
            }
        }

        private void atOnce(Examined mine) {
            Parameters beside = beside();
            if (accused.gradient(beside, value -> cotangent()).value().isPresent()) {
                for (Outcome<Parameters> gradient : accused.atOnce(shadow.point(), beside, cotangent())) {
                    compare(Repeats.AT_ONCE, first(), gradient, "beside another call at once", mine);
                }
            }
        }

        private Outcome<Parameters> pull(Outcome<Vjp> vjp) {
            return accused.pull(vjp.value().orElseThrow(), cotangent());
        }

        private Tensor cotangent() {
            return accused.shadowCotangent();
        }

        private Parameters first() {
            return shadow.gradient().orElseThrow();
        }

        private Parameters beside() {
            boolean isZero = shadow.point().tensors().values().stream().allMatch(t -> t.maxAbs() == 0);
            return shadow.point().map(t -> t.mapExactly(v -> isZero ? BESIDE - 1 : v * BESIDE));
        }

        /** One finding for each gradient: the first kind of call that changes it. */
        private void compare(Repeats kind, Parameters expected, Outcome<Parameters> found, String when, Examined mine) {
            for (String name : shadow.point().names()) {
                if (expected.has(name) && !mine.isBroken(Subject.gradient(name))) {
                    Tensor one = expected.get(name);
                    Optional<Finding> finding = found.failure().isPresent()
                            ? Optional.of(Contracts.failed(
                                    name,
                                    one,
                                    when + " " + found.failure().get().sentence()))
                            : Contracts.form(name, one, found.value().get(), when)
                                    .or(() -> kind.finding(
                                            name, one, found.value().get().get(name)));
                    finding.ifPresent(mine::broken);
                    finding.ifPresent(f -> mine.unsteady(name));
                }
            }
        }
    }
}

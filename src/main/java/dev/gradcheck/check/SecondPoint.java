package dev.gradcheck.check;

import dev.gradcheck.accused.Accused;
import dev.gradcheck.oracle.FiniteDifferences;
import dev.gradcheck.verdict.Diagnosis;
import java.util.List;
import java.util.Optional;

/**
 * The same function at another point and under another upstream gradient: what explains a wrong gradient there, too, is no coincidence.
 *
 * @param accused at the first point
 */
record SecondPoint(Accused accused) {
    /**
     * {@return the first cause that the second point confirms; where none is, the first with a "perhaps"}
     *
     * @param gradient its name
     * @param causes that explain it at the first point, the simplest first
     */
    Diagnosis confirmed(String gradient, List<Diagnosis> causes) {
        Diagnosis first = causes.get(0);
        Optional<Accused> elsewhere = accused.elsewhere();
        if (elsewhere.isEmpty() || first.fault().equals(Diagnosis.UNEXPLAINED)) {
            return first;
        }
        Accused there = elsewhere.get();
        List<Diagnosis> again =
                new Judgement(there, new Rounding(there), List.of(new FiniteDifferences())).causes(gradient);
        return causes.stream()
                .filter(cause -> again.stream().anyMatch(cause::isSame))
                .findFirst()
                .orElseGet(first::perhaps);
    }
}

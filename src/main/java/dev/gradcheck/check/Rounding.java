package dev.gradcheck.check;

import dev.gradcheck.accused.Accused;
import dev.gradcheck.function.Parameters;
import dev.gradcheck.verdict.RoundingError;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** What rounding explains in the float64 gradient of the accused, measured with as many samples as the matter needs. */
final class Rounding {
    /** Enough where nothing is in dispute. */
    static final int SAMPLES = 8;

    /** Where something is, so that an unlucky choice of eight is not called a wrong formula. */
    private static final int SAMPLES_IN_DISPUTE = 64;

    private final Accused accused;
    private final Map<Integer, RoundingError> measured = new HashMap<>();

    Rounding(Accused accused) {
        this.accused = accused;
    }

    RoundingError undisputed() {
        return of(SAMPLES);
    }

    RoundingError inDispute() {
        return of(SAMPLES_IN_DISPUTE);
    }

    private RoundingError of(int count) {
        Parameters gradient = accused.shadow().gradient().orElseThrow();
        return measured.computeIfAbsent(
                count, n -> RoundingError.of(gradient, accused.samples(n), close().gradients()));
    }

    /** Where random rounding moves nothing. */
    private CloseCalls close() {
        return new CloseCalls(accused, accused.shadow().point(), accused.shadowCotangent());
    }

    /** That of a pass which there is no shadow of: the last operations alone. */
    static RoundingError unmeasured(Parameters gradient) {
        return RoundingError.of(gradient, List.of());
    }
}

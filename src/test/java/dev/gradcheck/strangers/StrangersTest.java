package dev.gradcheck.strangers;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The kinds of strangers' code that are judged rightly so far; {@link StrangersReport} measures the others, too. */
class StrangersTest {
    /** Right, and undecided at some points: most of their values have no digits left that would decide. */
    private static final Set<String> OPEN = Set.of(
            "A -Σ log(1 - p), logits 20..35",
            "A -log(1 - σ(x)), 20..36",
            "A sqrt(x² + 1) - x at 1e5..1e8",
            "A sin rounded to 2^-10",
            "A log of exp(-x) rounded to 2^-12",
            "B amplitude 1e13",
            "B 1e-9 from a bound of a clamp");

    static Stream<Kind> kinds() {
        return StrangersReport.kinds().stream().filter(kind -> !isOpen(kind));
    }

    static Stream<Kind> open() {
        return StrangersReport.kinds().stream().filter(StrangersTest::isOpen);
    }

    private static boolean isOpen(Kind kind) {
        return OPEN.contains(kind.name())
                || Cancelling.kinds().stream().anyMatch(c -> c.name().equals(kind.name()));
    }

    @ParameterizedTest
    @MethodSource("kinds")
    void a_kind_is_judged_rightly(Kind kind) {
        assertThat(Tally.of(kind, 5, 1).bad()).isZero();
    }

    @ParameterizedTest
    @MethodSource("open")
    void where_digits_are_lost_nothing_right_is_called_wrong(Kind kind) {
        assertThat(Tally.of(kind, 20, 1).wrong()).isZero();
    }
}

package dev.gradcheck.net;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Of the things that depend on a key alone the last 64 are kept. */
class RecentTest {
    private final List<Integer> made = new ArrayList<>();
    private final Recent<Integer, String> recent = new Recent<>(key -> {
        made.add(key);
        return "made of " + key;
    });

    @Test
    void what_was_made_of_a_key_is_not_made_again() {
        assertThat(recent.of(7)).isEqualTo("made of 7").isSameAs(recent.of(7));
        assertThat(made).containsExactly(7);
    }

    @Test
    void sixty_four_are_kept() {
        askFor(0, 64);
        askFor(0, 64);
        assertThat(made).hasSize(64);
    }

    @Test
    void the_one_that_was_not_asked_for_the_longest_makes_room_for_another() {
        askFor(0, 64);
        recent.of(0);
        recent.of(64);
        recent.of(0);
        recent.of(1);
        assertThat(made.subList(64, made.size())).containsExactly(64, 1);
    }

    private void askFor(int first, int end) {
        IntStream.range(first, end).forEach(recent::of);
    }
}

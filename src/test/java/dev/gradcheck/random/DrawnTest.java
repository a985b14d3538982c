package dev.gradcheck.random;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Things drawn from numbers shrink by their numbers. */
class DrawnTest {
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void a_list_shrinks_to_the_one_element_that_fails_at_its_limit(long seed) {
        assertThat(smallest(seed, list -> list.stream().anyMatch(v -> v >= 17))).containsExactly(17);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void a_list_shrinks_to_as_many_elements_as_fail(long seed) {
        assertThat(smallest(seed, list -> list.size() >= 3)).containsExactly(0, 0, 0);
    }

    @Test
    void the_same_numbers_give_the_same_thing() {
        assertThat(drawn(3).value()).isEqualTo(drawn(3).value()).isNotEqualTo(drawn(4).value());
    }

    @Test
    void what_follows_a_group_that_draws_fewer_numbers_keeps_its_meaning() {
        Drawn<List<Integer>> two = Drawn.of(DrawnTest::twoRows, bound -> bound - 1);
        assertThat(two.value()).containsExactly(99, 99, 99, 50);
        assertThat(two.simpler().map(Drawn::value)).contains(List.of(99, 50), List.of(50));
    }

    @Test
    void the_simplest_thing_has_nothing_simpler() {
        assertThat(Drawn.of(DrawnTest::list, bound -> 0).simpler()).isEmpty();
    }

    @Test
    void every_step_is_simpler() {
        Drawn<List<Integer>> drawn = drawn(5);
        assertThat(drawn.simpler()).isNotEmpty().allMatch(d -> d.size() < drawn.size() || d.weight() < drawn.weight());
    }

    private static List<Integer> smallest(long seed, Predicate<List<Integer>> fails) {
        Drawn<List<Integer>> current = Stream.iterate(1000 * seed, s -> s + 1)
                .map(DrawnTest::drawn)
                .filter(d -> fails.test(d.value()))
                .findFirst()
                .orElseThrow();
        Optional<Drawn<List<Integer>>> simpler = Optional.of(current);
        while (simpler.isPresent()) {
            current = simpler.get();
            simpler = current.simpler().filter(d -> fails.test(d.value())).findFirst();
        }
        return current.value();
    }

    private static Drawn<List<Integer>> drawn(long seed) {
        return Drawn.of(DrawnTest::list, new SplittableRandom(seed)::nextLong);
    }

    private static List<Integer> list(Choices choices) {
        Dice dice = new Dice(choices, Weights.SMALL_INTEGERS);
        List<Integer> list = new ArrayList<>();
        while (list.size() < 20 && dice.together(() -> dice.between(0, 9) > 0 && list.add(dice.between(0, 99)))) {}
        return list;
    }

    /** A row of up to three numbers, and one number after it. */
    private static List<Integer> twoRows(Choices choices) {
        Dice dice = new Dice(choices, Weights.SMALL_INTEGERS);
        List<Integer> all = new ArrayList<>();
        dice.together(() -> {
            int count = dice.between(0, 3);
            for (int i = 0; i < count; i++) {
                all.add(dice.between(0, 99));
            }
            return count;
        });
        all.add(dice.between(0, 50));
        return all;
    }
}

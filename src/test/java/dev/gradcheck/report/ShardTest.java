package dev.gradcheck.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ShardTest {
    private static final List<Integer> ALL = IntStream.range(0, 11).boxed().toList();

    @Test
    void every_shard_has_a_share_of_its_own_and_all_shards_have_everything() {
        List<List<Integer>> shares = IntStream.rangeClosed(1, 4)
                .mapToObj(i -> new Shard(i, 4).of(ALL))
                .toList();
        assertThat(shares.get(0)).containsExactly(0, 4, 8);
        assertThat(shares.stream().flatMap(List::stream)).containsExactlyInAnyOrderElementsOf(ALL);
    }

    @Test
    void what_was_shared_out_is_put_together_in_its_order() {
        List<List<Integer>> shares = IntStream.rangeClosed(1, 4)
                .mapToObj(i -> new Shard(i, 4).of(ALL))
                .toList();
        assertThat(MergedFolders.inTurn(shares)).isEqualTo(ALL);
    }

    @Test
    void the_whole_has_everything() {
        assertThat(Shard.WHOLE.of(ALL)).isEqualTo(ALL);
    }

    @Test
    void it_is_written_as_it_is_read() {
        assertThat(Shard.from("3/4")).isEqualTo(new Shard(3, 4)).hasToString("3/4");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "4", "0/4", "5/4", "-1/4", "1/0", "1 / 4", "1/99999"})
    void what_names_no_share_is_refused_with_a_sentence(String text) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Shard.from(text))
                .withMessage(
                        "-Dgradcheck.shard=" + text + " is no share: name the number and the count, from 1/4 to 4/4");
    }
}

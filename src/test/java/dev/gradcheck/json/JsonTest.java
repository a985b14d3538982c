package dev.gradcheck.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JsonTest {
    @Test
    void text_is_pretty_and_keeps_the_order_of_keys() {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("z", List.of(1, -0.0, 1.5e-9));
        map.put("a", Map.of("nothing", List.of()));
        assertThat(Json.text(map)).isEqualTo("""
                        {
                          "z" : [ 1, -0.0, 1.5E-9 ],
                          "a" : {
                            "nothing" : [ ]
                          }
                        }
                        """);
    }

    @Test
    void numbers_that_json_lacks_become_texts() {
        assertThat(Json.text(List.of(Double.NaN, Float.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY)))
                .isEqualTo("[ \"NaN\", \"Infinity\", \"-Infinity\" ]\n");
    }

    @Test
    void what_is_written_is_read_back() {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("text", "é \"quoted\" \n");
        map.put("numbers", List.of(1, 2.5, 10_000_000_000L));
        map.put("truth", true);
        map.put("nothing", null);
        assertThat(Json.map(Json.text(map))).isEqualTo(map);
        assertThat(new ArrayList<>(Json.map(Json.text(map)).keySet()))
                .containsExactly("text", "numbers", "truth", "nothing");
    }

    @Test
    void null_in_a_list_is_written() {
        assertThat(Json.text(Arrays.asList(null, false))).isEqualTo("[ null, false ]\n");
    }

    @Test
    void what_has_no_json_form_is_refused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Json.text(Map.of("path", Path.of("x"))))
                .withMessageContaining("has no JSON form here");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Json.text(Map.of(1, "x")))
                .withMessage("the key 1 is no text");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "null", "[1]", "{\"a\": }", "{\"a\": 1, \"a\": 2}", "{} {}"})
    void text_of_something_else_is_refused(String text) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Json.map(text))
                .withMessageStartingWith("not a JSON object: ");
    }
}

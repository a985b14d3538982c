package dev.gradcheck.oracle.record;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gradcheck.oracle.Estimate;
import dev.gradcheck.oracle.Slope;
import dev.gradcheck.record.Record;
import dev.gradcheck.tensor.Elementary;
import dev.gradcheck.tensor.Primitive;
import dev.gradcheck.tensor.Univariate;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Each rule of the reverse sweep, judged by differences. */
class RulesTest {
    static Stream<String> rules() {
        return Rules.all().keySet().stream().filter(name -> !name.equals(Elementary.DETACH.name()));
    }

    @ParameterizedTest
    @MethodSource("rules")
    void what_the_record_says_is_what_differences_see(String rule) {
        Recorded function = new Recorded(Rules.all().get(rule), Rules.point());
        List<Estimate> recorded = function.byRecord();
        List<Estimate> differenced = function.byDifferences();
        for (int k = 0; k < recorded.size(); k++) {
            for (int i = 0; i < recorded.get(k).slopes().size(); i++) {
                Slope one = recorded.get(k).slopes().get(i);
                Slope other = differenced.get(k).slopes().get(i);
                double both = one.bound().orElseThrow() + other.bound().orElseThrow();
                assertThat(Math.abs(one.value() - other.value()))
                        .as("%s: element %d of %s", rule, i, recorded.get(k).parameter())
                        .isLessThanOrEqualTo(both);
            }
        }
    }

    @ParameterizedTest
    @MethodSource("rules")
    void its_bound_is_narrow(String rule) {
        boolean isDifferenced = rule.contains("opaque");
        for (Estimate estimate : new Recorded(Rules.all().get(rule), Rules.point()).byRecord()) {
            for (Slope slope : estimate.slopes()) {
                double size = Math.max(1, Math.abs(slope.value()));
                assertThat(slope.bound().orElseThrow() / size).as(rule).isLessThan(isDifferenced ? 1e-9 : 1e-12);
            }
        }
    }

    @Test
    void no_primitive_and_no_function_is_left_out() {
        Set<Class<?>> seen = new HashSet<>();
        Set<Object> functions = new HashSet<>();
        Rules.all().values().forEach(pass -> {
            Recorded function = new Recorded(pass, Rules.point());
            Record record = function.question()
                    .function()
                    .recorded(Rules.point())
                    .value()
                    .orElseThrow();
            record.nodes().stream().flatMap(node -> node.primitive().stream()).forEach(primitive -> {
                seen.add(primitive.getClass());
                if (primitive instanceof Primitive.Map map) {
                    seen.add(map.function().getClass());
                    functions.add(map.function());
                }
            });
        });
        seen.add(Primitive.Cast.class);
        assertThat(seen).contains(Primitive.class.getPermittedSubclasses());
        assertThat(seen).contains(Univariate.class.getPermittedSubclasses());
        assertThat(functions).containsAll(Arrays.asList(Elementary.values()));
    }
}

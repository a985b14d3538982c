package dev.gradcheck.wild;

import static org.assertj.core.api.Assertions.assertThat;


import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;


/** The derivatives of published libraries: every right one has to agree, every known fault has to be found again, and to be one in 60 digits, too. */
class WildSuite {
    private static final List<Published> ALL = Stream.of(Optimisers.shelves(), Apache.shelves(), Learners.shelves(), Texts.shelves(), Sciences.shelves())
            .flatMap(shelves -> shelves)
            .flatMap(shelf -> shelf.all().stream())
            .toList();

    @TestFactory
    Stream<DynamicTest> what_is_right_agrees() {
        return ALL.stream()
                .filter(p -> p.fault().isEmpty())
                .map(p -> DynamicTest.dynamicTest(p.name(), () -> p.claim().isCorrect()));
    }

    @TestFactory
    Stream<DynamicTest> what_is_wrong_is_found_and_wrong_in_60_digits_too() {
        return ALL.stream().filter(p -> p.fault().isPresent()).map(p -> DynamicTest.dynamicTest(p.name(), () -> {
            p.corrected().isCorrect();
            p.claim().accepting(p.known()).isCorrect();
        }));
    }

    @Test
    void the_shelves_are_as_full_as_the_page_says() throws IOException {
        String page = Files.readString(Path.of("src/site/markdown/wild.md"));
        assertThat(page).contains(table()).contains(figures());
    }

    private static String figures() {
        long libraries = ALL.stream().map(Published::library).distinct().count();
        long wrong = ALL.stream().filter(p -> p.fault().isPresent()).count();
        return "**" + ALL.size() + " gradients of " + libraries + " libraries: " + (ALL.size() - wrong) + " agree, " + wrong
                + " are wrong.**";
    }

    private static String table() {
        StringBuilder table = new StringBuilder("| library | function, point | claimed | true | what is wrong |\n|---|---|---|---|---|\n");
        ALL.stream().filter(p -> p.fault().isPresent()).forEach(p -> table.append(row(p)));
        return table.toString();
    }

    private static String row(Published p) {
        int at = p.worst();
        double claimed = p.gradient().apply(p.x().clone())[at];
        double exact = Exact.gradient(p.fault().orElseThrow().exact(), p.x())[at];
        return String.format(Locale.ROOT, "| `%s` | %s | %.6g | %.6g | %s |\n", p.library(), p.function(), claimed, exact, p.fault().orElseThrow().sentence());
    }
}

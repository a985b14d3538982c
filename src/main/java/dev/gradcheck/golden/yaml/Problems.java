package dev.gradcheck.golden.yaml;

import dev.gradcheck.golden.GoldenProblem;
import dev.gradcheck.golden.Location;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Collects the mistakes of one file. The same mistake, met again while a second dtype is read, counts once. */
final class Problems {
    private final Set<GoldenProblem> found = new LinkedHashSet<>();

    /** Notes a mistake; answers an empty value in the place of what could not be read. */
    <T> Optional<T> add(Location location, String what, String rule, String remedy) {
        found.add(new GoldenProblem(location, what, rule, remedy));
        return Optional.empty();
    }

    void addAll(Problems others) {
        found.addAll(others.found);
    }

    boolean isEmpty() {
        return found.isEmpty();
    }

    List<GoldenProblem> inOrder() {
        Comparator<Location> place = Comparator.comparingInt(Location::line).thenComparingInt(Location::column);
        return found.stream()
                .sorted(Comparator.comparing(GoldenProblem::location, place))
                .toList();
    }
}

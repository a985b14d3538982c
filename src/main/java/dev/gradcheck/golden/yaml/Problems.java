package dev.gradcheck.golden.yaml;

import dev.gradcheck.golden.GoldenProblem;
import dev.gradcheck.golden.Location;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Collects the mistakes of one file. The same mistake, met again while a second dtype is read, counts once. */
final class Problems {
    private static final int MOST = 2 * Bounds.MESSAGES;

    private final Source source;
    private final Set<GoldenProblem> found = new LinkedHashSet<>();
    private long more;

    /**
     * None yet.
     *
     * @param source the file, whose folder holds what it reads
     */
    Problems(Source source) {
        this.source = source;
    }

    Source source() {
        return source;
    }

    /** Notes a mistake; answers an empty value in the place of what could not be read. */
    <T> Optional<T> add(Location location, String what, String rule, String remedy) {
        if (isFull()) {
            more++;
        } else {
            found.add(new GoldenProblem(location, what, rule, remedy));
        }
        return Optional.empty();
    }

    void addAll(Problems others) {
        found.addAll(others.found);
        more += others.more;
    }

    boolean isEmpty() {
        return found.isEmpty();
    }

    /** So many that nobody reads on: further ones are counted, and need not be worded with care. */
    boolean isFull() {
        return found.size() >= MOST;
    }

    /** The first of them, and how many there are beyond. */
    List<GoldenProblem> inOrder() {
        Comparator<Location> place = Comparator.comparingInt(Location::line).thenComparingInt(Location::column);
        List<GoldenProblem> all = found.stream()
                .sorted(Comparator.comparing(GoldenProblem::location, place))
                .toList();
        if (all.size() + more <= Bounds.MESSAGES) {
            return all;
        }
        List<GoldenProblem> first = new ArrayList<>(all.subList(0, Bounds.MESSAGES));
        first.add(new GoldenProblem(
                all.get(Bounds.MESSAGES).location(),
                "from here on there are " + (all.size() - Bounds.MESSAGES + more) + " more mistakes",
                "the first " + Bounds.MESSAGES + " are shown",
                "mend those first"));
        return first;
    }

    /** The same, each with its line. */
    List<GoldenProblem> inOrder(String text) {
        List<String> lines = text.lines().toList();
        return inOrder().stream()
                .map(problem -> problem.location().line() == 0
                        ? problem
                        : problem.at(line(lines, problem.location().line())))
                .toList();
    }

    private static String line(List<String> lines, int number) {
        return number <= lines.size() ? lines.get(number - 1) : "";
    }
}

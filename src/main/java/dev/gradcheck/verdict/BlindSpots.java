package dev.gradcheck.verdict;

import dev.gradcheck.tensor.DType;
import dev.gradcheck.tensor.Shape;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The mistakes that a check would not have seen, at the points that it looked at.
 *
 * @param spots none where every mistake that was tried shows
 */
public record BlindSpots(List<BlindSpot> spots) {
    /** Nothing was planted, or everything would be seen. */
    public static final BlindSpots NONE = new BlindSpots(List.of());

    /**
     * Copies.
     *
     * @param spots mistakes that would not be seen
     */
    public BlindSpots {
        spots = List.copyOf(spots);
    }

    /** {@return whether every mistake that was tried would be seen} */
    public boolean isEmpty() {
        return spots.isEmpty();
    }

    /**
     * {@return what is seen at neither of two points: a mistake that one of them shows is no blind spot of a check at both}
     *
     * @param other of the same function, at another point
     */
    public BlindSpots and(BlindSpots other) {
        return new BlindSpots(spots.stream()
                .filter(spot -> other.spots.stream().anyMatch(spot::isSameFault))
                .toList());
    }

    /**
     * {@return those that concern a gradient or value}
     *
     * @param subject which
     */
    public List<BlindSpot> of(Subject subject) {
        return spots.stream().filter(spot -> spot.subject().equals(subject)).toList();
    }

    /** {@return a sentence for everything that hides something, with all that it hides} */
    public List<String> sentences() {
        return sentences(spots.stream());
    }

    /**
     * {@return the same of one gradient or value, and with a gradient what concerns the whole function}
     *
     * @param subject which
     */
    public List<String> sentences(Subject subject) {
        boolean isGradient = subject instanceof Subject.Gradient;
        return sentences(Stream.concat(of(subject).stream(), isGradient ? of(Subject.LOSS).stream() : Stream.of()));
    }

    /** {@return an undecided finding for every gradient or value that has one: where blindness has to fail} */
    public List<Finding> findings() {
        return spots.stream()
                .map(BlindSpot::subject)
                .distinct()
                .map(subject -> Finding.of(
                        subject,
                        Verdict.UNDECIDED,
                        Source.BLIND_SPOTS.in(DType.FLOAT64),
                        Shape.SCALAR,
                        "the point proves too little: " + String.join("; ", sentences(of(subject).stream()))
                                + ". Another point would decide, or several"))
                .toList();
    }

    private static List<String> sentences(Stream<BlindSpot> spots) {
        Map<String, List<String>> byCause = spots.collect(Collectors.groupingBy(
                BlindSpot::because, LinkedHashMap::new, Collectors.mapping(BlindSpot::fault, Collectors.toList())));
        return byCause.entrySet().stream()
                .map(e -> e.getKey() + ": " + String.join(", ", e.getValue()) + " would not be seen")
                .toList();
    }
}

package dev.gradcheck.score;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/**
 * How one mode did on all records of a kind.
 *
 * @param kind of the records
 * @param mode the oracles
 * @param records how many
 * @param flagged said to be wrong: detections, or false alarms
 * @param undecided of those not flagged
 * @param located the right tensor and element, of those that are wrong
 * @param named first diagnosis right, where the fault is structural
 * @param misnamed first diagnosis wrong and sure, where the fault is structural
 * @param overclaimed said to agree with a resolution finer than the fault
 */
public record ScoreRow(
        FaultKind kind,
        Mode mode,
        int records,
        int flagged,
        int undecided,
        int located,
        int named,
        int misnamed,
        int overclaimed) {

    /** The least share of what is flagged, where the fault is structural, that gets the right name first. */
    private static final double NAMED = 0.9;

    /** The largest share that gets a wrong one: a wrong name misleads, and costs more than none. */
    private static final double MISNAMED = 0.01;

    static ScoreRow of(FaultKind kind, Mode mode, List<Outcome> outcomes) {
        return new ScoreRow(
                kind,
                mode,
                outcomes.size(),
                count(outcomes, Outcome::isFlagged),
                count(outcomes, Outcome::isUndecided),
                count(outcomes, o -> !kind.isCorrect() && o.isLocated()),
                count(outcomes, o -> o.named().filter(kind::isRight).isPresent()),
                count(outcomes, o -> o.named().filter(kind::isWrong).isPresent()),
                count(outcomes, Outcome::isOverclaimed));
    }

    /**
     * {@return whether nothing correct is flagged, the bar is reached, what is flagged is located and, where the fault has a name, named,
     *     and nothing is overclaimed}
     */
    public boolean isGood() {
        if (kind.isCorrect()) {
            return flagged == 0;
        }
        boolean enough = kind.bar(mode).map(bar -> flagged >= bar * records).orElse(true);
        return enough && located == flagged && overclaimed == 0 && isNamed();
    }

    private boolean isNamed() {
        return kind.rightName().isEmpty() || named >= NAMED * flagged && misnamed <= MISNAMED * flagged;
    }

    Map<String, Object> toMap() {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("kind", kind.kind());
        map.put("dtype", kind.dtype().toString());
        map.put("oracles", mode.label());
        map.put("records", records);
        map.put(kind.isCorrect() ? "falseAlarms" : "detected", flagged);
        map.put("undecided", undecided);
        if (!kind.isCorrect()) {
            map.put("located", located);
            map.put("overclaimed", overclaimed);
        }
        kind.rightName().ifPresent(name -> {
            map.put("rightName", name);
            map.put("named", named);
            map.put("misnamed", misnamed);
        });
        map.put("good", isGood());
        return map;
    }

    private static int count(List<Outcome> outcomes, Predicate<Outcome> condition) {
        return (int) outcomes.stream().filter(condition).count();
    }
}

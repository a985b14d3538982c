package dev.gradcheck.score;

import dev.gradcheck.report.Shard;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.Collectors;

/**
 * The scores of every kind of record in every mode.
 *
 * @param rows by kind, then by mode
 */
public record Scoreboard(List<ScoreRow> rows) {
    /**
     * Copies.
     *
     * @param rows by kind, then by mode
     */
    public Scoreboard {
        rows = List.copyOf(rows);
    }

    /**
     * Judges records in every mode.
     *
     * @param records at least one
     * @param seed of the checks
     * @return the scores
     */
    public static Scoreboard of(List<PlantedRecord> records, long seed) {
        List<ScoreRow> rows = new ArrayList<>();
        byKind(records).forEach((kind, ofKind) -> {
            for (Mode mode : Mode.values()) {
                List<Outcome> outcomes = ofKind.parallelStream()
                        .map(r -> Outcome.of(r, mode, seed))
                        .toList();
                rows.add(ScoreRow.of(kind, mode, outcomes));
            }
        });
        return new Scoreboard(rows);
    }

    /**
     * {@return some records of every kind, chosen by a seed}
     *
     * @param records to choose from
     * @param count of each kind, or all there are
     * @param seed of the choice
     */
    public static List<PlantedRecord> sample(List<PlantedRecord> records, int count, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        List<PlantedRecord> chosen = new ArrayList<>();
        byKind(records).values().forEach(ofKind -> {
            List<PlantedRecord> left = new ArrayList<>(ofKind);
            for (int i = 0; i < count && !left.isEmpty(); i++) {
                chosen.add(left.remove(random.nextInt(left.size())));
            }
        });
        return chosen;
    }

    /**
     * {@return what of some records is in a share: all of a kind together, so that each row is of one share}
     *
     * @param records of which
     * @param shard of the suite
     */
    public static List<PlantedRecord> share(List<PlantedRecord> records, Shard shard) {
        return shard.of(List.copyOf(byKind(records).values())).stream()
                .flatMap(List::stream)
                .toList();
    }

    /** {@return the rows of one mode that are not as good as can be asked} */
    public List<ScoreRow> bad() {
        return rows.stream().filter(row -> !row.isGood()).toList();
    }

    /** {@return the share of structural faults that get the right name first} */
    public double named() {
        return structural() == 0
                ? 1
                : (double) rows.stream().mapToInt(ScoreRow::named).sum() / structural();
    }

    /** {@return the share of structural faults that get a wrong name first, with a good residual} */
    public double misnamed() {
        return structural() == 0
                ? 0
                : (double) rows.stream().mapToInt(ScoreRow::misnamed).sum() / structural();
    }

    /** {@return the content of {@code score.json}} */
    public Map<String, Object> toMap() {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("named", named());
        map.put("misnamed", misnamed());
        map.put("rows", rows.stream().map(ScoreRow::toMap).toList());
        return map;
    }

    /** {@return the scores as people read them} */
    public ScoreTable table() {
        return ScoreTable.of(this);
    }

    /** Flagged structural faults: a set without any has nothing to misname. */
    private int structural() {
        return rows.stream()
                .filter(r -> r.kind().rightName().isPresent())
                .mapToInt(ScoreRow::flagged)
                .sum();
    }

    private static Map<FaultKind, List<PlantedRecord>> byKind(List<PlantedRecord> records) {
        return records.stream()
                .sorted(Comparator.comparing((PlantedRecord r) -> !r.isCorrect())
                        .thenComparing(PlantedRecord::kind))
                .collect(Collectors.groupingBy(FaultKind::of, LinkedHashMap::new, Collectors.toList()));
    }
}

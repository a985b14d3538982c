package dev.gradcheck.golden.yaml;

import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;

/** Finds what a misspelt word was meant to be. */
public final class Nearest {
    private Nearest() {}

    private static final int LONGEST = 64;

    /** The known word with the fewest edits, if they are no more than a third of the letters; one in short words. Nothing is near to a very long word. */
    static Optional<String> to(String word, Collection<String> known) {
        return known.stream()
                .filter(k -> Math.max(k.length(), word.length()) <= LONGEST)
                .filter(k -> distance(word, k) <= Math.max(1, Math.max(word.length(), k.length()) / 3))
                .min(Comparator.comparingInt(k -> distance(word, k)));
    }

    /**
     * {@return "did you mean 'provenance'?" and the known words, or these alone}
     *
     * @param word that is none of them
     * @param known words, in the order in which they are told
     */
    public static String remedy(String word, Collection<String> known) {
        return remedy(to(word, known), known);
    }

    static String remedy(Optional<String> meant, Collection<String> known) {
        return meant.map(nearest -> "did you mean '" + nearest + "'? Known: " + String.join(", ", known))
                .orElse("use one of: " + String.join(", ", known));
    }

    /** Levenshtein's distance, letters of either case being equal. */
    private static int distance(String a, String b) {
        String from = a.toLowerCase(Locale.ROOT);
        String to = b.toLowerCase(Locale.ROOT);
        int[] row = new int[to.length() + 1];
        for (int j = 0; j < row.length; j++) {
            row[j] = j;
        }
        for (int i = 1; i <= from.length(); i++) {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j < row.length; j++) {
                int substituted = diagonal + (from.charAt(i - 1) == to.charAt(j - 1) ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.min(substituted, Math.min(row[j], row[j - 1]) + 1);
            }
        }
        return row[to.length()];
    }
}

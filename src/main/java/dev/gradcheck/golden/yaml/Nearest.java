package dev.gradcheck.golden.yaml;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Finds what a misspelt word was meant to be. */
public final class Nearest {
    private Nearest() {}

    private static final int LONGEST = 64;

    /** The known word with the fewest edits, if they are no more than a third of the letters; one in short words. Nothing is near to a very long word. */
    static Optional<String> to(String word, Collection<String> known) {
        return withoutColon(word, known).or(() -> spelt(word, known));
    }

    /** The known word that another follows after a space: the colon between them is missing. */
    private static Optional<String> withoutColon(String word, Collection<String> known) {
        return known.stream().filter(k -> word.startsWith(k + " ")).findFirst();
    }

    private static Optional<String> spelt(String word, Collection<String> known) {
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

    /**
     * {@return the same, with not more than so many of the known words}
     *
     * @param word that is none of them
     * @param known words, in the order in which they are told
     * @param most of them
     */
    public static String remedy(String word, Collection<String> known, int most) {
        List<String> told = new ArrayList<>(known.stream().limit(most).toList());
        if (known.size() > most) {
            told.add("… (" + known.size() + " in all)");
        }
        return remedy(to(word, known), told);
    }

    static String remedy(Optional<String> meant, Collection<String> known) {
        return meant.map(nearest -> "did you mean '" + nearest + "'? Known: " + String.join(", ", known))
                .orElse("use one of: " + String.join(", ", known));
    }

    /** How many letters are changed, left out, put in, or exchanged with the next one; letters of either case are equal. */
    private static int distance(String a, String b) {
        String from = a.toLowerCase(Locale.ROOT);
        String to = b.toLowerCase(Locale.ROOT);
        int[][] edits = new int[from.length() + 1][to.length() + 1];
        for (int i = 0; i <= from.length(); i++) {
            for (int j = 0; j <= to.length(); j++) {
                edits[i][j] = i == 0 || j == 0 ? i + j : least(edits, from, i, to, j);
            }
        }
        return edits[from.length()][to.length()];
    }

    private static int least(int[][] edits, String from, int i, String to, int j) {
        boolean isSame = from.charAt(i - 1) == to.charAt(j - 1);
        int least = Math.min(edits[i - 1][j - 1] + (isSame ? 0 : 1), Math.min(edits[i - 1][j], edits[i][j - 1]) + 1);
        boolean isExchanged =
                i > 1 && j > 1 && from.charAt(i - 1) == to.charAt(j - 2) && from.charAt(i - 2) == to.charAt(j - 1);
        return isExchanged ? Math.min(least, edits[i - 2][j - 2] + 1) : least;
    }
}

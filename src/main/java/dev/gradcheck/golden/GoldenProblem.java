package dev.gradcheck.golden;

/**
 * One mistake in a golden file.
 *
 * @param location where it is
 * @param what what is wrong there, without a full stop
 * @param rule the rule it breaks
 * @param remedy what to write instead
 * @param excerpt the line with a mark under the place; empty where there is no such line
 */
public record GoldenProblem(Location location, String what, String rule, String remedy, String excerpt) {
    /**
     * Makes the texts fit to be printed: what a file holds must not reach a terminal as it is.
     *
     * @param location where it is
     * @param what what is wrong there
     * @param rule the rule it breaks
     * @param remedy what to write instead
     * @param excerpt the line, or nothing
     */
    public GoldenProblem {
        what = Printable.text(what);
        rule = Printable.text(rule);
        remedy = Printable.text(remedy);
    }

    /**
     * A mistake whose line is not shown.
     *
     * @param location where it is
     * @param what what is wrong there
     * @param rule the rule it breaks
     * @param remedy what to write instead
     */
    public GoldenProblem(Location location, String what, String rule, String remedy) {
        this(location, what, rule, remedy, "");
    }

    /**
     * {@return a copy that shows the line it is about}
     *
     * @param line of the file
     */
    public GoldenProblem at(String line) {
        return new GoldenProblem(location, what, rule, remedy, Excerpt.of(line, location.column()));
    }

    /** {@return the sentence of {@link #toString} and below it the line, as compilers write it} */
    public String text() {
        return excerpt.isEmpty() ? toString() : this + "\n" + excerpt;
    }

    /** {@code test-resources/golden/x.yaml:12:7: what. Rule: … Remedy: ….} */
    @Override
    public String toString() {
        return location + ": " + what + ". Rule: " + rule + ". Remedy: " + remedy + ".";
    }
}

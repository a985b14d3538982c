package dev.gradcheck.golden;

/**
 * One mistake in a golden file.
 *
 * @param location where it is
 * @param what what is wrong there, without a full stop
 * @param rule the rule it breaks
 * @param remedy what to write instead
 */
public record GoldenProblem(Location location, String what, String rule, String remedy) {
    /** {@code test-resources/golden/x.yaml:12:7: what. Rule: … Remedy: ….} */
    @Override
    public String toString() {
        return location + ": " + what + ". Rule: " + rule + ". Remedy: " + remedy + ".";
    }
}

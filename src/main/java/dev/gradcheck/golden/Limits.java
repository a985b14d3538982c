package dev.gradcheck.golden;

import dev.gradcheck.check.CheckReport;
import dev.gradcheck.verdict.Finding;
import java.util.List;
import java.util.OptionalDouble;

/**
 * What is otherwise only reported, but fails in this case.
 *
 * @param imprecise the largest relative error of a gradient in the declared dtype that is accepted; empty: any is, and
 *     is reported
 */
public record Limits(OptionalDouble imprecise) {
    /** No limit. */
    public static final Limits NONE = new Limits(OptionalDouble.empty());

    /**
     * {@return a finding for every gradient that loses more}
     *
     * @param report of a check
     */
    public List<Finding> exceeded(CheckReport report) {
        return LimitComparison.of(this, report);
    }
}

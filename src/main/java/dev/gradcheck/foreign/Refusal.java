package dev.gradcheck.foreign;

import dev.gradcheck.golden.GoldenProblem;
import dev.gradcheck.golden.Location;

/** Something that another program wrote cannot be made a golden case of: one mistake, with its place and a remedy. */
public final class Refusal extends Exception {
    private static final long serialVersionUID = 1L;

    private final transient GoldenProblem problem;

    Refusal(Location location, String what, String rule, String remedy) {
        this(new GoldenProblem(location, what, rule, remedy));
    }

    Refusal(GoldenProblem problem) {
        super(problem.toString());
        this.problem = problem;
    }

    /** {@return the mistake, as those of golden files are told} */
    public GoldenProblem problem() {
        return problem;
    }
}

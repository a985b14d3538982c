package dev.gradcheck.random;

/** What the weights of a random network look like, the simplest first. */
public enum Weights {
    /** As in the notebook: they hit kinks and ties exactly. Zero is among them, with both signs. */
    SMALL_INTEGERS {
        @Override
        double number(Choices choices) {
            return INTEGERS[(int) choices.next(INTEGERS.length)];
        }
    },
    /** As they are initialised. */
    ORDINARY {
        @Override
        double number(Choices choices) {
            return 2 * normal(choices);
        }
    },
    /** Gradients below every absolute tolerance. */
    TINY {
        @Override
        double number(Choices choices) {
            return 1e-2 * normal(choices);
        }
    },
    /** Sigmoids saturate: with inputs of the same look a unit is at ±20 or more. */
    SATURATING {
        @Override
        double number(Choices choices) {
            return 6 * normal(choices);
        }
    },
    /** Few different numbers: ties. */
    REPEATED {
        @Override
        double number(Choices choices) {
            return 0.5 * (choices.next(4) - 1.5);
        }
    };

    private static final double[] INTEGERS = {1, 0, -1, 2, -2, 3, -0.0, -3};
    private static final int STEPS = 1 << 20;

    /** A number of this look. */
    abstract double number(Choices choices);

    /** Continuous, in [−1, 1]: the sum of two uniform ones, so that small numbers are more frequent. */
    private static double normal(Choices choices) {
        return (choices.next(STEPS) + choices.next(STEPS)) / (double) STEPS - 1;
    }
}

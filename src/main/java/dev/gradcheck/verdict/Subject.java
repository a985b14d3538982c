package dev.gradcheck.verdict;

/** What a finding is about: a gradient or a value, which may have the same name. */
public sealed interface Subject {
    /** The value of the function itself, whatever it computes. */
    Subject LOSS = new Value("loss");

    /** {@return the name, as in {@code summary.json}} */
    String name();

    /** {@return the name, as people read it} */
    String text();

    /** {@return "gradient" or "value", as in {@code summary.json}} */
    String kind();

    /**
     * {@return the gradient of a parameter}
     *
     * @param parameter its name
     */
    static Subject gradient(String parameter) {
        return new Gradient(parameter);
    }

    /**
     * {@return a value of the forward pass, or another result of a run}
     *
     * @param name what it is called
     */
    static Subject value(String name) {
        return new Value(name);
    }

    /**
     * The gradient of a parameter.
     *
     * @param name the parameter's
     */
    record Gradient(String name) implements Subject {
        @Override
        public String text() {
            return "dL/d" + name;
        }

        @Override
        public String kind() {
            return "gradient";
        }
    }

    /**
     * A value of the forward pass, or another result of a run.
     *
     * @param name what it is called
     */
    record Value(String name) implements Subject {
        @Override
        public String text() {
            return name;
        }

        @Override
        public String kind() {
            return "value";
        }
    }
}

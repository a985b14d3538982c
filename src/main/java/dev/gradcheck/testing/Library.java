package dev.gradcheck.testing;

/** The libraries that a user's build need not have, each with its coordinate. */
enum Library {
    /** What says that a test was aborted; JUnit brings it. */
    OPENTEST4J("org.opentest4j.TestAbortedException", "org.junit.jupiter:junit-jupiter"),
    /** PyTorch from Java. */
    DJL(
            "ai.djl.ndarray.NDArray",
            "ai.djl.pytorch:pytorch-engine, with pytorch-jni and pytorch-native-cpu of this platform,"),
    /** YAML. */
    SNAKEYAML("org.snakeyaml.engine.v2.api.Load", "org.snakeyaml:snakeyaml-engine");

    private final String witness;
    private final String coordinate;

    Library(String witness, String coordinate) {
        this.witness = witness;
        this.coordinate = coordinate;
    }

    /** {@return whether it is on the class path} */
    boolean isThere() {
        try {
            Class.forName(witness, false, Library.class.getClassLoader());
            return true;
        } catch (ClassNotFoundException | LinkageError e) {
            return false;
        }
    }

    /**
     * Fails with one sentence where it is missing.
     *
     * @throws IllegalStateException with the coordinate to add
     */
    void require(String what) {
        if (!isThere()) {
            throw new IllegalStateException(missing(what));
        }
    }

    /** {@return the sentence where it is missing} */
    String missing(String what) {
        return what + " needs a library that is not on the class path: add " + coordinate + " to the test dependencies";
    }
}

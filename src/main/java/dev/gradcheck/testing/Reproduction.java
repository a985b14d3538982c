package dev.gradcheck.testing;

import java.lang.StackWalker.Option;
import java.lang.StackWalker.StackFrame;
import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.UnaryOperator;

/**
 * The command that runs one test of the user's build again: Maven's or Gradle's, whichever started this JVM. What Failsafe runs by its own
 * conventions, and this project's suites, is named for Failsafe, everything else for Surefire.
 *
 * @param test the test's class and method
 * @param seed of the check, where it is not the default one
 * @param property reads a system property; null where it is not set
 */
record Reproduction(Optional<Test> test, OptionalLong seed, UnaryOperator<String> property) {
    private static final List<String> ENGINES = List.of("org.junit.", "net.jqwik.", "org.testng.");

    /** A test method. */
    record Test(String type, String method) {}

    /** Of the test on this thread. */
    static Reproduction here(OptionalLong seed) {
        return new Reproduction(running(), seed, System::getProperty);
    }

    /** {@return one line without an end} */
    String line() {
        if (test.isEmpty()) {
            return "reproduce with -Dgradcheck.seed=" + (seed.isPresent() ? seed.getAsLong() : Settings.DEFAULT_SEED);
        }
        if (property.apply("org.gradle.test.worker") != null) {
            return "reproduce with gradle test --tests '" + test.get().type + "." + test.get().method + "'"
                    + seeded(" and .withSeed(", ")");
        }
        String simple = test.get().type.replaceFirst(".*\\.", "");
        boolean failsafe = simple.matches("IT.*|.*IT|.*ITCase|.*Suite");
        String command = failsafe ? "mvn verify -Dit.test=" : "mvn test -Dtest=";
        return "reproduce with " + command + simple + "#" + test.get().method + seeded(" -Dgradcheck.seed=", "");
    }

    private String seeded(String before, String after) {
        return seed.isPresent() ? before + seed.getAsLong() + after : "";
    }

    private static Optional<Test> running() {
        return StackWalker.getInstance(Option.RETAIN_CLASS_REFERENCE).walk(frames -> frames.filter(Reproduction::isTest)
                .findFirst()
                .map(frame -> new Test(frame.getClassName(), frame.getMethodName())));
    }

    /** By the annotation, whosever it is: the engines are not needed for this. */
    private static boolean isTest(StackFrame frame) {
        try {
            return Arrays.stream(frame.getDeclaringClass().getDeclaredMethods())
                    .filter(method -> method.getName().equals(frame.getMethodName()))
                    .anyMatch(Reproduction::isAnnotated);
        } catch (LinkageError e) {
            return false; // a class on the way, one of whose methods names a library that is missing
        }
    }

    private static boolean isAnnotated(Method method) {
        return Arrays.stream(method.getAnnotations())
                .map(annotation -> annotation.annotationType().getName())
                .anyMatch(name -> ENGINES.stream().anyMatch(name::startsWith));
    }
}

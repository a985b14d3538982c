package dev.gradcheck.command;

/** How a command is started here, as a line to copy: a build that starts them says how. */
final class Invocation {
    /** A line with {@code %s} in the place of the arguments. */
    static final String KEY = "gradcheck.command";

    private Invocation() {}

    static String of(String arguments) {
        return System.getProperty(KEY, "gradcheck %s").formatted(arguments);
    }
}

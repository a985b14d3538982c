package dev.gradcheck.golden;

import java.nio.file.Path;

/**
 * A place in a file, for messages.
 *
 * @param file the file
 * @param line counted from 1; 0 for the file as a whole
 * @param column counted from 1; 0 for the line or the file as a whole
 */
public record Location(Path file, int line, int column) {
    /**
     * {@return the file as a whole}
     *
     * @param file the file
     */
    public static Location of(Path file) {
        return new Location(file, 0, 0);
    }

    /** As compilers write it: {@code golden/x.yaml:12:7}, with slashes on every system. */
    @Override
    public String toString() {
        String text = file.toString().replace('\\', '/');
        return line == 0 ? text : text + ":" + line + ":" + column;
    }
}

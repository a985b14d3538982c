package dev.gradcheck.command;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Writes expected values into a golden file, and shows what changes.
 *
 * @param file the golden file
 * @param isOverwriting whether values that are there may be replaced
 * @param out for the difference
 * @param err for a refusal
 */
record ExpectedChange(Path file, boolean isOverwriting, PrintWriter out, PrintWriter err) {
    /** The exit status. */
    int write(String block) throws IOException {
        String before = Files.readString(file);
        String after = ExpectedBlock.replaced(before, block);
        if (after.equals(before)) {
            out.println("nothing changes: " + file + " has these values");
            return Gradcheck.RIGHT;
        }
        before.lines().filter(line -> after.lines().noneMatch(line::equals)).forEach(line -> out.println("- " + line));
        after.lines().filter(line -> before.lines().noneMatch(line::equals)).forEach(line -> out.println("+ " + line));
        if (ExpectedBlock.isIn(before) && !isOverwriting) {
            err.println("gradcheck: nothing is written: " + file + " has expected values; --overwrite replaces them");
            return Gradcheck.WRONG;
        }
        Files.writeString(file, after);
        out.println("wrote " + file);
        return Gradcheck.RIGHT;
    }
}

package dev.gradcheck.command;

import picocli.CommandLine;
import picocli.CommandLine.ParameterException;

/** What a case may be called, which is what its file is called. */
final class CaseName {
    private CaseName() {}

    static void require(String name, CommandLine line) {
        if (!name.matches("[\\p{L}\\p{N}_][\\p{L}\\p{N}_.+-]*")) {
            throw new ParameterException(
                    line, "'" + name + "' cannot be the name of a case: use letters, digits, '_', '-' and '.'");
        }
    }
}

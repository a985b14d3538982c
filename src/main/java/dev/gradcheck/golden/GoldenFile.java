package dev.gradcheck.golden;

import java.nio.file.Path;
import java.util.List;

/** What a golden file holds: its cases, or the mistakes that keep it from being read. */
public sealed interface GoldenFile {
    /** {@return the file, as it was found} */
    Path file();

    /** {@return its cases, one for each dtype it lists; none if it could not be read} */
    List<GoldenCase> cases();

    /** {@return its mistakes, in the order of their lines; none if it could be read} */
    List<GoldenProblem> problems();

    /**
     * A file without a mistake.
     *
     * @param file the file
     * @param cases its cases, at least one
     */
    record Readable(Path file, List<GoldenCase> cases) implements GoldenFile {
        /**
         * Copies.
         *
         * @param file the file
         * @param cases its cases
         */
        public Readable {
            cases = List.copyOf(cases);
        }

        @Override
        public List<GoldenProblem> problems() {
            return List.of();
        }
    }

    /**
     * A file with mistakes: nothing of it is used.
     *
     * @param file the file
     * @param problems one for each mistake, at least one
     */
    record Unreadable(Path file, List<GoldenProblem> problems) implements GoldenFile {
        /**
         * Copies.
         *
         * @param file the file
         * @param problems its mistakes
         */
        public Unreadable {
            problems = List.copyOf(problems);
        }

        @Override
        public List<GoldenCase> cases() {
            return List.of();
        }
    }
}

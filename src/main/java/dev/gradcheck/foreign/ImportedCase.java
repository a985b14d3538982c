package dev.gradcheck.foreign;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * A golden case of what another program wrote.
 *
 * @param text of the golden file
 * @param beside files that it reads, each by where it has to stand, seen from the golden file
 * @param questions what a person has to say before it can be judged; none if it is whole
 */
public record ImportedCase(String text, Map<String, Path> beside, List<String> questions) {
    /**
     * Copies.
     *
     * @param text of the file
     * @param beside it
     * @param questions to a person
     */
    public ImportedCase {
        beside = Map.copyOf(beside);
        questions = List.copyOf(questions);
    }
}

package dev.gradcheck.report;

import java.io.IOException;

/** What went wrong with a report, already said in one sentence with its remedy. */
final class Sentence extends IOException {
    private static final long serialVersionUID = 1;

    Sentence(String sentence) {
        super(sentence);
    }

    Sentence(String sentence, Throwable cause) {
        super(sentence, cause);
    }
}

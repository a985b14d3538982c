package dev.gradcheck.golden;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CoderResult;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** The text of a file, which must be UTF-8; a byte order mark is dropped. */
final class SourceText {
    private SourceText() {}

    static Optional<String> read(Path file, Problems problems) {
        try {
            return decode(file, Files.readAllBytes(file), problems);
        } catch (IOException e) {
            return problems.add(
                    Location.of(file),
                    "cannot be read: " + e,
                    "a golden file is a readable file",
                    "check that it exists, and who may read it");
        }
    }

    private static Optional<String> decode(Path file, byte[] bytes, Problems problems) {
        // A char for each byte is always room enough.
        CharBuffer chars = CharBuffer.allocate(bytes.length);
        ByteBuffer input = ByteBuffer.wrap(bytes);
        CoderResult result = StandardCharsets.UTF_8.newDecoder().decode(input, chars, true);
        String text = chars.flip().toString();
        if (result.isError()) {
            return problems.add(
                    end(file, text),
                    String.format("the byte 0x%02x is not UTF-8", bytes[input.position()]),
                    "a golden file is UTF-8 text",
                    "save the file as UTF-8");
        }
        return Optional.of(text.startsWith("\uFEFF") ? text.substring(1) : text);
    }

    private static Location end(Path file, String text) {
        int line = 1 + (int) text.chars().filter(c -> c == '\n').count();
        return new Location(file, line, text.length() - text.lastIndexOf('\n'));
    }
}

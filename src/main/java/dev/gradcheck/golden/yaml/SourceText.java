package dev.gradcheck.golden.yaml;

import dev.gradcheck.golden.Location;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CoderResult;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** The text of a file, which must be UTF-8 and lie in its folder; a byte order mark is dropped. */
final class SourceText {
    private SourceText() {}

    /**
     * Reads it.
     *
     * @param folder that the file must not lead out of
     */
    static Optional<String> read(Path folder, Path file, Problems problems) {
        try {
            if (!Files.isRegularFile(file) && Files.exists(file)) {
                return unreadable(file, "is no regular file", problems);
            }
            if (!file.toRealPath().startsWith(folder.toRealPath())) {
                return problems.add(
                        Location.of(file),
                        "is a link that leads out of its folder",
                        "a golden file, and what it reads, lies in the folder of the golden files",
                        "put a copy in the place of the link");
            }
            try (InputStream in = Files.newInputStream(file)) {
                byte[] bytes = in.readNBytes(Bounds.FILE + 1);
                return bytes.length > Bounds.FILE ? tooLarge(file, problems) : decode(file, bytes, problems);
            }
        } catch (IOException e) {
            return unreadable(file, "cannot be read: " + e, problems);
        }
    }

    private static Optional<String> unreadable(Path file, String what, Problems problems) {
        return problems.add(
                Location.of(file),
                what,
                "a golden file is a readable file",
                "check that it exists, and who may read it");
    }

    private static Optional<String> tooLarge(Path file, Problems problems) {
        return problems.add(
                new Location(file, 1, 1),
                "the file has more than " + (Bounds.FILE >> 20) + " MiB",
                "a golden file is small, so that people can read it",
                "put large tensors into a file of their own: {file: NAME.npy}");
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

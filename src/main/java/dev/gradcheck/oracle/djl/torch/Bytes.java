package dev.gradcheck.oracle.djl.torch;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;

/** Looks for text in files of hundreds of megabytes. */
final class Bytes {
    private static final int CHUNK = 1 << 20;

    private Bytes() {}

    /** The bytes after the first occurrence of an ASCII text in a file, at most so many; empty if it does not occur. */
    static Optional<byte[]> after(String text, Path file, int length) {
        if (!Files.isRegularFile(file)) {
            return Optional.empty();
        }
        byte[] wanted = text.getBytes(StandardCharsets.US_ASCII);
        int overlap = wanted.length + length;
        try (InputStream in = Files.newInputStream(file)) {
            byte[] window = new byte[overlap + CHUNK];
            int filled = 0;
            boolean more = true;
            while (more) {
                filled += in.readNBytes(window, filled, window.length - filled);
                more = filled == window.length;
                int found = indexOf(wanted, window, filled);
                if (found >= 0 && (found + overlap <= filled || !more)) {
                    int end = Math.min(filled, found + overlap);
                    return Optional.of(Arrays.copyOfRange(window, found + wanted.length, end));
                }
                int kept = Math.min(filled, overlap);
                System.arraycopy(window, filled - kept, window, 0, kept);
                filled = kept;
            }
            return Optional.empty();
        } catch (IOException e) {
            throw new UncheckedIOException(file + " cannot be read", e);
        }
    }

    private static int indexOf(byte[] wanted, byte[] bytes, int end) {
        for (int i = 0; i <= end - wanted.length; i++) {
            if (bytes[i] == wanted[0] && Arrays.equals(bytes, i, i + wanted.length, wanted, 0, wanted.length)) {
                return i;
            }
        }
        return -1;
    }
}

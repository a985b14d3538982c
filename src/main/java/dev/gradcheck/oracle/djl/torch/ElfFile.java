package dev.gradcheck.oracle.djl.torch;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.Optional;

/**
 * What the head of a Linux library says: for which processor it is, and which build it is. Source: Tool Interface
 * Standard, Executable and Linking Format 1.2, with the 64-bit field sizes of the System V ABI.
 */
final class ElfFile {
    private static final int HEAD = 1 << 16;
    private static final int MAGIC = 0x464C457F;
    private static final int CLASS_64_LITTLE_ENDIAN = 0x0102;
    private static final int NOTE_SEGMENT = 4;
    private static final int BUILD_ID = 3;

    private ElfFile() {}

    /** As DJL names it: x86_64, aarch64, or "machine N"; empty if this is no 64-bit little-endian ELF file. */
    static Optional<String> architecture(Path file) {
        return head(file).map(head -> switch (head.getShort(18)) {
            case 62 -> "x86_64";
            case 183 -> "aarch64";
            default -> "machine " + head.getShort(18);
        });
    }

    /** The linker's hash of the build, in hex; empty if there is none near the file's beginning. */
    static Optional<String> buildId(Path file) {
        return head(file).flatMap(ElfFile::buildId);
    }

    private static Optional<String> buildId(ByteBuffer head) {
        int table = (int) head.getLong(32);
        for (int i = 0; i < head.getShort(56); i++) {
            int segment = table + 56 * i;
            if (segment + 56 <= head.limit() && head.getInt(segment) == NOTE_SEGMENT) {
                Optional<String> id = note(head, head.getLong(segment + 8), head.getLong(segment + 32));
                if (id.isPresent()) {
                    return id;
                }
            }
        }
        return Optional.empty();
    }

    private static Optional<String> note(ByteBuffer head, long offset, long size) {
        long at = offset;
        while (at + 12 <= Math.min(offset + size, head.limit())) {
            int start = (int) at + 12 + padded(head.getInt((int) at));
            int length = head.getInt((int) at + 4);
            if (head.getInt((int) at + 8) == BUILD_ID && start + length <= head.limit()) {
                byte[] id = new byte[length];
                head.get(start, id);
                return Optional.of(HexFormat.of().formatHex(id));
            }
            at = start + padded(length);
        }
        return Optional.empty();
    }

    private static int padded(int length) {
        return (length + 3) / 4 * 4;
    }

    private static Optional<ByteBuffer> head(Path file) {
        if (!Files.isRegularFile(file)) {
            return Optional.empty();
        }
        try (InputStream in = Files.newInputStream(file)) {
            ByteBuffer head = ByteBuffer.wrap(in.readNBytes(HEAD)).order(ByteOrder.LITTLE_ENDIAN);
            boolean elf = head.limit() >= 64 && head.getInt(0) == MAGIC && head.getShort(4) == CLASS_64_LITTLE_ENDIAN;
            return elf ? Optional.of(head) : Optional.empty();
        } catch (IOException e) {
            throw new UncheckedIOException(file + " cannot be read", e);
        }
    }
}

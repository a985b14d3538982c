package dev.gradcheck.numbers;

import dev.gradcheck.json.Json;
import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;

/**
 * What a file of numbers says of itself, before anything is allocated for it: the shapes have to agree with the bytes that are there, and
 * to be small enough.
 *
 * <p>Formats: numpy.lib.format (versions 1 to 3), and safetensors.
 */
final class NumberHeaders {
    private static final long LARGEST_FILE = 256L << 20;
    private static final long ELEMENTS = 10_000_000;
    private static final int LARGEST_HEADER = 1 << 20;
    private static final int ENTRIES = 2_000;
    private static final byte[] MAGIC = {(byte) 0x93, 'N', 'U', 'M', 'P', 'Y'};
    private static final Pattern NPY = Pattern.compile(
            "\\{'descr': '([<>|=])([a-z])(\\d{1,2})', 'fortran_order': (True|False), 'shape': \\(([0-9, ]{0,200})\\), ?\\}\\s*");
    private static final Map<String, Integer> SAFETENSORS =
            Map.of("F64", 8, "F32", 4, "F16", 2, "BF16", 2, "I64", 8, "I32", 4, "I8", 1, "U8", 1, "BOOL", 1);

    private NumberHeaders() {}

    /**
     * Refuses what is damaged or too large.
     *
     * @throws IOException in one sentence
     */
    static void require(Path file) throws IOException {
        String name = file.getFileName().toString();
        long size = Files.size(file);
        if (size > LARGEST_FILE) {
            throw new IOException("has " + size + " bytes; a file of numbers has at most " + LARGEST_FILE);
        }
        try (DataInputStream in = new DataInputStream(new BufferedInputStream(Files.newInputStream(file)))) {
            if (name.endsWith(".npy")) {
                npy(in, size);
            } else if (name.endsWith(".npz")) {
                npz(new ZipInputStream(in));
            } else if (name.endsWith(".safetensors")) {
                safetensors(in, size);
            } else {
                throw new IOException("is no .npy, .npz or .safetensors file by its name");
            }
        } catch (EOFException e) {
            throw new IOException("ends within its header", e);
        } catch (IllegalArgumentException | ArithmeticException | ClassCastException e) {
            throw new IOException("has a header that cannot be read: " + e.getMessage(), e);
        }
    }

    /** Of one array: the header, and the bytes that have to follow it. */
    private static long npy(DataInputStream in, long size) throws IOException {
        byte[] magic = new byte[6];
        in.readFully(magic);
        if (!java.util.Arrays.equals(magic, MAGIC)) {
            throw new IOException("is no .npy file: it does not begin with \\x93NUMPY");
        }
        int version = in.readUnsignedByte();
        in.readUnsignedByte();
        int first = in.readUnsignedByte() | in.readUnsignedByte() << 8;
        int length = version == 1 ? first : first | in.readUnsignedByte() << 16 | in.readUnsignedByte() << 24;
        if (length < 0 || length > LARGEST_HEADER) {
            throw new IOException("has a header of " + length + " bytes");
        }
        byte[] header = new byte[length];
        in.readFully(header);
        Matcher matcher = NPY.matcher(new String(header, StandardCharsets.ISO_8859_1));
        if (!matcher.matches() && new String(header, StandardCharsets.ISO_8859_1).contains("'|O'")) {
            throw new IOException("holds Python's objects, such as None, and no numbers");
        }
        if (!matcher.matches()) {
            throw new IOException("has a header that is not of a plain array of numbers");
        }
        if (matcher.group(4).equals("True")) {
            throw new IOException("lies in Fortran's order; save numpy.ascontiguousarray of it");
        }
        if (matcher.group(1).equals(">")) {
            throw new IOException("holds big-endian numbers; save it with the byte order of most machines");
        }
        long elements = elements(List.of(matcher.group(5).replace(" ", "").split(",")).stream()
                .filter(part -> !part.isEmpty())
                .toList());
        long bytes = elements * Integer.parseInt(matcher.group(3));
        long there = size - 10 - (version == 1 ? 0 : 2) - length;
        if (size >= 0 && bytes != there) {
            throw new IOException("says that it has " + bytes + " bytes of numbers, and has " + there);
        }
        return bytes;
    }

    private static void npz(ZipInputStream zip) throws IOException {
        int count = 0;
        long all = 0;
        for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
            if (++count > ENTRIES) {
                throw new IOException("has more than " + ENTRIES + " arrays");
            }
            long bytes = npy(entry.getName(), new DataInputStream(zip));
            long there = left(zip, bytes);
            all += bytes;
            if (there != bytes || all > LARGEST_FILE) {
                throw new IOException("has an array " + entry.getName() + " that says it has " + bytes
                        + " bytes of numbers, and has " + (there > bytes ? "more" : String.valueOf(there)));
            }
        }
        if (count == 0) {
            throw new IOException("is no .npz file, or an empty one");
        }
    }

    private static long npy(String name, DataInputStream in) throws IOException {
        try {
            return npy(in, -1);
        } catch (IOException e) {
            throw new IOException("has an array " + name + " that " + e.getMessage(), e);
        }
    }

    /** How many bytes come, counted no further than to one more than expected. */
    private static long left(InputStream in, long expected) throws IOException {
        byte[] buffer = new byte[8192];
        long count = 0;
        int read = in.read(buffer);
        while (read >= 0 && count <= expected) {
            count += read;
            read = in.read(buffer);
        }
        return count;
    }

    private static void safetensors(DataInputStream in, long size) throws IOException {
        long length = Long.reverseBytes(in.readLong());
        if (length < 2 || length > LARGEST_HEADER || length > size - 8) {
            throw new IOException("has a header of " + length + " bytes");
        }
        byte[] header = new byte[(int) length];
        in.readFully(header);
        for (Map.Entry<String, Object> entry :
                Json.map(new String(header, StandardCharsets.UTF_8)).entrySet()) {
            if (!entry.getKey().equals("__metadata__")) {
                tensor(entry.getKey(), (Map<?, ?>) entry.getValue(), size - 8 - length);
            }
        }
    }

    private static void tensor(String name, Map<?, ?> told, long room) throws IOException {
        Integer width = SAFETENSORS.get(String.valueOf(told.get("dtype")));
        if (width == null
                || !(told.get("shape") instanceof List<?> shape)
                || !(told.get("data_offsets") instanceof List<?> offsets)
                || offsets.size() != 2) {
            throw new IOException(
                    "has a tensor " + name + " of the type " + told.get("dtype") + ", which is not read here");
        }
        long from = ((Number) offsets.get(0)).longValue();
        long to = ((Number) offsets.get(1)).longValue();
        long bytes = elements(shape.stream().map(String::valueOf).toList()) * width;
        if (from < 0 || to < from || to > room || to - from != bytes) {
            throw new IOException(
                    "has a tensor " + name + " of " + bytes + " bytes, from " + from + " to " + to + " of " + room);
        }
    }

    private static long elements(List<String> lengths) throws IOException {
        long elements = 1;
        for (String length : lengths) {
            elements = Math.multiplyExact(elements, Long.parseLong(length));
        }
        if (elements < 0 || elements > ELEMENTS || lengths.size() > 12) {
            throw new IOException("has a tensor of shape " + lengths + "; one has at most " + ELEMENTS + " elements");
        }
        return elements;
    }
}

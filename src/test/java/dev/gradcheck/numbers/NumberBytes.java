package dev.gradcheck.numbers;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** Files of numbers, byte by byte, right or with a header that lies. */
public final class NumberBytes {
    private NumberBytes() {}

    /**
     * {@return a {@code .npy} file}
     *
     * @param type as in its header: {@code <f8} or {@code <f4}, whose numbers have four bytes; others have eight
     * @param shape as in its header: {@code (2, 3)}
     * @param values rounded to the type
     */
    public static byte[] npy(String type, String shape, double... values) {
        String header = "{'descr': '" + type + "', 'fortran_order': False, 'shape': " + shape + ", }";
        header += " ".repeat(118 - 1 - header.length()) + "\n";
        int width = type.equals("<f4") ? 4 : 8;
        ByteBuffer bytes = ByteBuffer.allocate(128 + width * values.length).order(ByteOrder.LITTLE_ENDIAN);
        bytes.put(new byte[] {(byte) 0x93, 'N', 'U', 'M', 'P', 'Y', 1, 0})
                .putShort((short) 118)
                .put(header.getBytes(StandardCharsets.US_ASCII));
        for (double value : values) {
            if (width == 4) {
                bytes.putFloat((float) value);
            } else {
                bytes.putDouble(value);
            }
        }
        return bytes.array();
    }

    /**
     * {@return a {@code .npz} file}
     *
     * @param arrays by name, each a {@code .npy} file
     * @throws IOException never
     */
    public static byte[] npz(Map<String, byte[]> arrays) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
            for (Map.Entry<String, byte[]> array : arrays.entrySet()) {
                zip.putNextEntry(new ZipEntry(array.getKey() + ".npy"));
                zip.write(array.getValue());
            }
        }
        return bytes.toByteArray();
    }

    /**
     * {@return a {@code .safetensors} file of float64 numbers}
     *
     * @param header its JSON
     * @param values behind the header
     */
    public static byte[] safetensors(String header, double... values) {
        byte[] text = header.getBytes(StandardCharsets.UTF_8);
        ByteBuffer bytes =
                ByteBuffer.allocate(8 + text.length + 8 * values.length).order(ByteOrder.LITTLE_ENDIAN);
        bytes.putLong(text.length).put(text);
        for (double value : values) {
            bytes.putDouble(value);
        }
        return bytes.array();
    }
}

package dev.gradcheck.golden.yaml;

import dev.gradcheck.golden.NumberText;
import dev.gradcheck.tensor.DType;
import dev.gradcheck.tensor.Shape;
import dev.gradcheck.tensor.Tensor;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.snakeyaml.engine.v2.api.Dump;
import org.snakeyaml.engine.v2.api.DumpSettings;
import org.snakeyaml.engine.v2.common.ScalarStyle;

/** Pieces of golden files: numbers that are read back bit by bit, tensors laid out as matrices, words in quotes where they need them. */
final class YamlText {
    private static final int WIDTH = 100;
    private static final double LARGEST_PLAIN = 1e9;
    private static final Pattern PLAIN = Pattern.compile("[A-Za-z0-9_][A-Za-z0-9_./+-]*");
    private static final Dump QUOTED = dump(ScalarStyle.DOUBLE_QUOTED);
    private static final Dump LITERAL = dump(ScalarStyle.LITERAL);

    private YamlText() {}

    private static Dump dump(ScalarStyle style) {
        return new Dump(DumpSettings.builder()
                .setDefaultScalarStyle(style)
                .setWidth(Integer.MAX_VALUE)
                .setSplitLines(false)
                .build());
    }

    /** A name, as a key or as a value. */
    static String name(String text) {
        return PLAIN.matcher(text).matches() && !text.equals("null") ? text : quoted(text);
    }

    /** A word that is no number, whatever it looks like. */
    static String word(String text) {
        boolean isOther = new NumberText(text).isNumber() || text.equals("true") || text.equals("false");
        return isOther ? quoted(text) : name(text);
    }

    private static String quoted(String text) {
        return QUOTED.dumpToString(text).strip();
    }

    /** A text of some lines, as the value of a key that is not indented. */
    static String lines(String text) {
        return LITERAL.dumpToString(text.strip()).stripTrailing();
    }

    /** A number that is not whole by its look. */
    static String number(double value) {
        return nonFinite(value, Double.toString(value));
    }

    /** A tensor with its dtype, unless it is the usual one; a bare number is no tensor where others can stand. */
    static String attribute(Tensor tensor, DType usual, int indent) {
        return tensor.dtype() == usual && tensor.shape().rank() > 0
                ? tensor(tensor, indent)
                : "{dtype: " + tensor.dtype() + ", value: " + tensor(tensor, indent + 2) + "}";
    }

    /**
     * Numbers or nested lists of them: on one line if they fit, else a line for each row.
     *
     * @param indent of further lines, more than that of the key
     * @throws IllegalArgumentException if there is no number to write
     */
    static String tensor(Tensor tensor, int indent) {
        if (tensor.size() == 0) {
            throw new IllegalArgumentException("a tensor of shape " + tensor.shape() + " has no number to write");
        }
        return new Layout(tensor).text(0, 0, indent);
    }

    private static String element(DType dtype, double value) {
        boolean isPlain = value == Math.rint(value)
                && Math.abs(value) < LARGEST_PLAIN
                && Double.doubleToRawLongBits(value) != Double.doubleToRawLongBits(-0.0);
        return isPlain ? Long.toString((long) value) : nonFinite(value, dtype.format(value));
    }

    private static String nonFinite(double value, String otherwise) {
        if (Double.isNaN(value)) {
            return ".nan";
        }
        return Double.isInfinite(value) ? value > 0 ? ".inf" : "-.inf" : otherwise;
    }

    /** Nested lists of a tensor's elements. */
    private record Layout(Tensor tensor) {
        String text(int axis, int offset, int indent) {
            String line = line(axis, offset);
            if (indent + line.length() <= WIDTH) {
                return line;
            }
            String separator = ",\n" + " ".repeat(indent + 1);
            if (axis + 1 < tensor.shape().rank()) {
                List<String> rows = rows(axis, offset).stream()
                        .map(row -> text(axis + 1, row, indent + 1))
                        .toList();
                return "[" + String.join(separator, rows) + "]";
            }
            return filled(line, separator, WIDTH - indent);
        }

        private String line(int axis, int offset) {
            if (axis == tensor.shape().rank()) {
                return element(tensor.dtype(), tensor.at(offset));
            }
            return "["
                    + String.join(
                            ", ",
                            rows(axis, offset).stream()
                                    .map(row -> line(axis + 1, row))
                                    .toList())
                    + "]";
        }

        /** The offsets of the parts along an axis. */
        private List<Integer> rows(int axis, int offset) {
            Shape shape = tensor.shape();
            int size = 1;
            for (int inner = axis + 1; inner < shape.rank(); inner++) {
                size *= shape.dimension(inner);
            }
            List<Integer> offsets = new ArrayList<>();
            for (int i = 0; i < shape.dimension(axis); i++) {
                offsets.add(offset + i * size);
            }
            return offsets;
        }

        /** As many numbers on a line as fit. */
        private static String filled(String line, String separator, int width) {
            StringBuilder text = new StringBuilder();
            int length = 0;
            for (String number : line.split(", ")) {
                boolean fits = length + number.length() + 2 <= width;
                text.append(text.isEmpty() ? "" : fits ? ", " : separator).append(number);
                length = fits ? length + number.length() + 2 : number.length();
            }
            return text.toString();
        }
    }
}

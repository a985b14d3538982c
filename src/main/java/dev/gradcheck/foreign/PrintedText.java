package dev.gradcheck.foreign;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Finds the values in what a program printed: a name, a sign such as = or :, and numbers; or numbers alone at the beginning of a line. */
final class PrintedText {
    private static final String NUMBER = "[+-]?(?:\\d+\\.?\\d*|\\.\\d+|nan|inf)(?:[eE][+-]?\\d+)?";

    /** A name, or the beginning of a line; and a value, of which an array may have any number of lines. */
    private static final Pattern VALUE =
            Pattern.compile("(?m)(?:(?:^|[,;:]\\s*|\\s\\s)((?:[^\\W\\d]|∂)[^=:\\n,;]{0,80}?)\\s*[=:]\\s*+|^\\s*)"
                    + "(?:Parameter containing:\\s*)?(tensor\\(|array\\(|np\\.float\\d\\d\\()?(\\[|" + NUMBER
                    + "(?![\\w.]))");

    private static final Pattern ARGUMENT = Pattern.compile("print\\(\\s*([\\w.\\[\\]]+)\\s*\\)");

    private PrintedText() {}

    /**
     * All values of a cell.
     *
     * @throws IllegalArgumentException in one sentence if numbers were left out, or a bracket is not closed
     */
    static List<PrintedValue> values(Notebook.Cell cell) {
        List<PrintedValue> values = new ArrayList<>();
        for (String text : cell.printed()) {
            values.addAll(values(text));
        }
        return named(values, cell);
    }

    private static List<PrintedValue> values(String text) {
        List<PrintedValue> values = new ArrayList<>();
        Matcher matcher = VALUE.matcher(text);
        for (int from = 0; from <= text.length() && matcher.find(from); ) {
            boolean isArray = matcher.group(3).equals("[");
            int end = isArray ? closed(text, matcher.start(3)) : matcher.end(3);
            String numbers = text.substring(matcher.start(3), end);
            if (numbers.contains("...")) {
                throw new IllegalArgumentException(
                        "numbers are left out (...): print all of them, after np.set_printoptions(threshold=sys.maxsize) or torch.set_printoptions(threshold=10**6)");
            }
            values.add(new PrintedValue(
                    Optional.ofNullable(matcher.group(1)).orElse(""), numbers, printer(matcher.group(2), isArray)));
            from = end;
        }
        return values;
    }

    private static PrintedValue.Printer printer(String wrapper, boolean isArray) {
        if ("tensor(".equals(wrapper)) {
            return PrintedValue.Printer.TORCH;
        }
        return isArray ? PrintedValue.Printer.NUMPY : PrintedValue.Printer.NUMBER;
    }

    private static int closed(String text, int from) {
        int open = 0;
        for (int i = from; i < text.length(); i++) {
            open += text.charAt(i) == '[' ? 1 : text.charAt(i) == ']' ? -1 : 0;
            if (open == 0) {
                return i + 1;
            }
        }
        throw new IllegalArgumentException("a bracket is not closed: the output was cut off");
    }

    /** Values that were printed without a name have that of what was printed, if each has one. */
    private static List<PrintedValue> named(List<PrintedValue> values, Notebook.Cell cell) {
        List<String> names = new ArrayList<>();
        ARGUMENT.matcher(cell.source()).results().map(found -> found.group(1)).forEach(names::add);
        String last =
                cell.source().strip().lines().reduce("", (before, line) -> line).strip();
        if (cell.value() && last.matches("[\\w.\\[\\]]+")) {
            names.add(last);
        }
        long unnamed = values.stream().filter(value -> value.label().isEmpty()).count();
        if (unnamed == 0 || unnamed != names.size()) {
            return values;
        }
        List<PrintedValue> named = new ArrayList<>();
        for (PrintedValue value : values) {
            named.add(
                    value.label().isEmpty() ? new PrintedValue(names.remove(0), value.text(), value.printer()) : value);
        }
        return named;
    }
}

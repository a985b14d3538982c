package dev.gradcheck.foreign;

import dev.gradcheck.tensor.DType;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;

/**
 * A number or an array as numpy, PyTorch or Python printed it.
 *
 * @param label what stands before it
 * @param text the numbers with their brackets, separated by blanks or commas
 * @param printer who printed it
 */
record PrintedValue(String label, String text, Printer printer) {
    /** How much of a number stands there depends on who printed it. */
    enum Printer {
        /** A number alone: as many digits as whoever formatted it wanted. */
        NUMBER,
        /** An array of numpy: eight digits behind the point, fewer where they tell the number. */
        NUMPY,
        /** A tensor of PyTorch: four digits behind the point. */
        TORCH
    }

    private static final Pattern BETWEEN = Pattern.compile("[\\s,]+");
    private static final int NUMPY_DIGITS = 8;

    /** The same as a golden file writes it: nested lists, each number in its own digits. */
    String yaml() {
        String spaced = text.replace("[", " [ ").replace("]", " ] ").strip();
        StringBuilder yaml = new StringBuilder();
        for (String part : BETWEEN.split(spaced)) {
            boolean isFirst = yaml.isEmpty() || yaml.charAt(yaml.length() - 1) == '[';
            yaml.append(isFirst || part.equals("]") ? "" : ", ").append(number(part));
        }
        return yaml.toString();
    }

    private static String number(String text) {
        return text.replaceFirst("^([+-]?)(nan|inf)$", "$1.$2").replaceFirst("^[+-]\\.nan$", ".nan");
    }

    /** Whether the digits tell every number of the dtype: others match only to the digits given. */
    boolean isWhole(DType dtype) {
        return numbers().stream().allMatch(number -> isWhole(number, dtype));
    }

    private boolean isWhole(String number, DType dtype) {
        String mantissa = number.replaceFirst("[eE].*", "");
        int point = mantissa.indexOf('.');
        int behind = point < 0 ? 0 : mantissa.length() - point - 1;
        long significant = mantissa.replaceFirst("^[+-]?[0.]*", "")
                .chars()
                .filter(Character::isDigit)
                .count();
        boolean isShortest = printer == Printer.NUMPY && behind < NUMPY_DIGITS;
        return behind == 0 || isShortest || significant >= shortest(dtype);
    }

    /** As many digits as the shortest text that tells a number of the dtype commonly has. */
    private static int shortest(DType dtype) {
        return dtype == DType.FLOAT64 ? 15 : 8;
    }

    private List<String> numbers() {
        return Arrays.stream(BETWEEN.split(text.replaceAll("[\\[\\]]", " ").strip()))
                .toList();
    }
}

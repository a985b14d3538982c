package dev.gradcheck.oracle.djl.torch;

import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Which devices a run shall use, as {@code -Dgradcheck.devices} says it.
 *
 * @param terms {@code auto} alone, or one or more of {@code cpu}, {@code cuda} (all CUDA devices) and {@code cuda:0}
 *     (one), in order
 */
public record DeviceRequest(List<String> terms) {
    /** The name of the system property. */
    public static final String PROPERTY = "gradcheck.devices";

    /** The CPU, and every CUDA device there is. */
    public static final DeviceRequest AUTO = new DeviceRequest(List.of("auto"));

    private static final String RULE = "takes auto, or a list of cpu, cuda and cuda:N, such as cpu,cuda:0";
    private static final Pattern TERM = Pattern.compile("cpu|cuda|cuda:(0|[1-9]\\d{0,3})");

    /**
     * Copies and checks.
     *
     * @param terms as above
     * @throws IllegalArgumentException if a term is none, or {@code auto} is not alone
     */
    public DeviceRequest {
        terms = List.copyOf(terms);
        boolean auto = terms.equals(List.of("auto"));
        if (terms.isEmpty()
                || !auto && !terms.stream().allMatch(term -> TERM.matcher(term).matches())) {
            throw new IllegalArgumentException("-D" + PROPERTY + "=" + String.join(",", terms) + ": " + RULE);
        }
    }

    /**
     * {@return the request that a text stands for}
     *
     * @param text {@code auto} or a comma-separated list; spaces and empty entries beside others do not
     *     matter
     * @throws IllegalArgumentException if it is neither; the message has what may stand there
     */
    public static DeviceRequest parse(String text) {
        List<String> terms = Arrays.stream(text.split(","))
                .map(String::strip)
                .filter(term -> !term.isEmpty())
                .distinct()
                .toList();
        if (terms.isEmpty()) {
            throw new IllegalArgumentException("-D" + PROPERTY + "=" + text + " names no device: " + RULE);
        }
        return new DeviceRequest(terms);
    }

    /** {@return whether whatever is there shall run, and what is missing is no error} */
    public boolean isAuto() {
        return equals(AUTO);
    }
}

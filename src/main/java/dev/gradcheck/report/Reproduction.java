package dev.gradcheck.report;

import dev.gradcheck.check.CheckReport;
import dev.gradcheck.json.Json;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.DoubleStream;

/**
 * How a check is done again.
 *
 * @param command that does it, and nothing else, as far as possible
 * @param caseFile the case as YAML: a golden file, or the point of a check whose network is code
 */
public record Reproduction(String command, String caseFile) {
    private static final String SUITE = "Suite";

    /**
     * {@return how to do a check again that a test made: the test alone, and the point as data}
     *
     * @param report what it found
     * @param test its class and method, with a dot between them
     * @param seed of the run
     */
    public static Reproduction ofTest(CheckReport report, String test, long seed) {
        int dot = test.lastIndexOf('.');
        String method = test.substring(dot + 1);
        String type = dot < 0 ? "" : test.substring(test.lastIndexOf('.', dot - 1) + 1, dot);
        String only = type.isEmpty() ? method : type.substring(type.lastIndexOf('$') + 1) + "#" + method;
        String command = type.endsWith(SUITE) ? "mvn verify -Dit.test=" + only : "mvn test -Dtest=" + only;
        return new Reproduction(command + " -Dgradcheck.seed=" + seed, point(report));
    }

    /** JSON is YAML. */
    private static String point(CheckReport report) {
        Map<String, Object> parameters = new LinkedHashMap<>();
        report.point().tensors().forEach((name, tensor) -> {
            Map<String, Object> entry = new LinkedHashMap<>();
            entry.put("dtype", tensor.dtype().toString());
            entry.put("shape", tensor.shape().dimensions());
            entry.put("values", DoubleStream.of(tensor.values()).boxed().toList());
            parameters.put(name, entry);
        });
        Map<String, Object> text = new LinkedHashMap<>();
        text.put("check", report.name());
        text.put("dtype", report.dtype().toString());
        text.put("parameters", parameters);
        return "# The point of a check whose function is code; a golden case would describe the network, too.\n"
                + Json.text(text) + "\n";
    }
}

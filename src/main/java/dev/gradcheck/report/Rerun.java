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
public record Rerun(String command, String caseFile) {
    /**
     * {@return how to do a check again whose function is code: by a command, with its point as data}
     *
     * @param report what it found
     * @param command that does it again
     */
    public static Rerun of(CheckReport report, String command) {
        return new Rerun(command, point(report));
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

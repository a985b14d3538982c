package dev.gradcheck.testing;

import dev.gradcheck.check.CheckReport;
import dev.gradcheck.check.CheckReport.Declared;
import dev.gradcheck.function.Parameters;
import dev.gradcheck.graph.Node;
import dev.gradcheck.random.NetworkSample;
import dev.gradcheck.tensor.Tensor;
import dev.gradcheck.verdict.Verdict;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** How often what occurred among the networks of a property: so that one can see what a green property has tried. */
final class NetworkStatistics {
    /** All gradients this small: torch's absolute tolerance would pass anything. */
    private static final double FLAT = 1e-6;

    private static final String VERDICT = "verdict";

    private final Map<String, Map<String, Integer>> tables = new LinkedHashMap<>();
    private int networks;

    void count(NetworkSample sample, CheckReport report) {
        networks++;
        List<Node> nodes = sample.architecture().nodes();
        nodes.forEach(node -> add("layer or loss", node.kind()));
        add("layers", String.valueOf(nodes.size()));
        add("dtype", sample.dtype().toString());
        add("weights", sample.weights().name().toLowerCase(Locale.ROOT).replace('_', ' '));
        add("situation", "input differentiated", sample.architecture().inputs().isEmpty());
        add("situation", "a value used twice", branches(nodes));
        add("situation", "parameters shared", nodes.stream().anyMatch(node -> !node.name()
                .equals(node.parameters())));
        add(
                "situation",
                "on a kink",
                report.findings().stream().anyMatch(f -> f.verdict() == Verdict.AGREES_AT_A_KINK));
        add("situation", "all gradients below " + FLAT, isFlat(report));
        add(VERDICT, report.verdict().label());
    }

    int networks() {
        return networks;
    }

    Map<String, Integer> verdicts() {
        return tables.getOrDefault(VERDICT, Map.of());
    }

    /** As text, one table after the other. */
    String text() {
        StringBuilder text = new StringBuilder(networks + " networks\n");
        tables.forEach((table, counts) -> {
            text.append("\n").append(table).append("\n");
            counts.forEach((what, count) -> text.append(
                    String.format(Locale.ROOT, "  %-32s %7d  %5.1f %%%n", what, count, 100.0 * count / networks)));
        });
        return text.toString();
    }

    private static boolean branches(List<Node> nodes) {
        List<String> used =
                nodes.stream().flatMap(node -> node.inputs().stream()).toList();
        return used.size() > used.stream().distinct().count();
    }

    private static boolean isFlat(CheckReport report) {
        Optional<Parameters> gradient = report.declared().flatMap(Declared::gradient);
        return gradient.isPresent()
                && gradient.get().tensors().values().stream()
                        .mapToDouble(Tensor::maxAbs)
                        .allMatch(size -> size < FLAT);
    }

    private void add(String table, String what, boolean occurred) {
        if (occurred) {
            add(table, what);
        }
    }

    private void add(String table, String what) {
        tables.computeIfAbsent(table, key -> new TreeMap<>()).merge(what, 1, Integer::sum);
    }
}

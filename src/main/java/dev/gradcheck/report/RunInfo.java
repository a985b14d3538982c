package dev.gradcheck.report;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What a run was made with, for the report's environment and for {@code summary.json}.
 *
 * @param seed of everything that is chosen at random
 * @param devices each with whether it ran
 * @param versions by component: java, djl, pytorch, commit and so on
 * @param shard of the suite that is run
 */
public record RunInfo(long seed, List<Device> devices, Map<String, String> versions, Shard shard) {
    /**
     * Copies.
     *
     * @param seed of the run
     * @param devices each with whether it ran
     * @param versions by component
     * @param shard that is run
     */
    public RunInfo {
        devices = List.copyOf(devices);
        versions = Collections.unmodifiableMap(new LinkedHashMap<>(versions));
    }

    /**
     * Of the whole suite.
     *
     * @param seed of the run
     * @param devices each with whether it ran
     * @param versions by component
     */
    public RunInfo(long seed, List<Device> devices, Map<String, String> versions) {
        this(seed, devices, versions, Shard.WHOLE);
    }

    /**
     * A device that was used, or was not.
     *
     * @param name "cpu", "cuda:0", "cuda"
     * @param ran whether checks ran on it
     * @param reason why not; empty if it ran
     */
    public record Device(String name, boolean ran, String reason) {}
}

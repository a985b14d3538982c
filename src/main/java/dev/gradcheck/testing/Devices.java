package dev.gradcheck.testing;

import dev.gradcheck.oracle.djl.torch.DeviceRequest;
import dev.gradcheck.oracle.djl.torch.DeviceSearch;
import dev.gradcheck.oracle.djl.torch.DeviceSelection;
import dev.gradcheck.oracle.djl.torch.RuntimeVersions;
import dev.gradcheck.process.ChildProcess;
import dev.gradcheck.report.RunInfo;
import dev.gradcheck.report.Session;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** The devices of a run, and what the run is made with. Each request is looked up once: looking reads the native library. */
final class Devices {
    /** The key that tells that PyTorch is known. */
    private static final String PYTORCH = "pytorch";

    private static final Map<String, DeviceSelection> SELECTIONS = new HashMap<>();

    private Devices() {}

    /** {@return the devices that {@code gradcheck.devices} asks for; from now on the report names them} */
    static DeviceSelection selected() {
        Settings settings = Settings.current();
        DeviceSelection selection = selected(settings);
        Run.current().map(Run::session).filter(Devices::isNew).ifPresent(session -> session.learn(runInfo(settings)));
        return selection;
    }

    /** Whether autograd has not been asked in this run before. */
    private static boolean isNew(Session session) {
        return !session.info().versions().containsKey(PYTORCH);
    }

    /**
     * {@return what is known of a run before its first check} A device that is named has to be there. With {@code auto} nothing is looked for
     * until a check wants autograd: PyTorch is not loaded for finite differences.
     */
    static RunInfo asked(Settings settings) {
        return settings.devices().equals("auto")
                ? new RunInfo(
                        settings.seed(),
                        List.of(new RunInfo.Device("cpu", true, "")),
                        versions(Map.of()),
                        settings.shard())
                : runInfo(settings);
    }

    private static synchronized DeviceSelection selected(Settings settings) {
        return SELECTIONS.computeIfAbsent(settings.devices(), text -> DeviceSearch.resolve(DeviceRequest.parse(text)));
    }

    static RunInfo runInfo(Settings settings) {
        DeviceSelection selection = selected(settings);
        List<RunInfo.Device> devices = new ArrayList<>();
        selection.devices().forEach(d -> devices.add(new RunInfo.Device(d.toString(), true, "")));
        selection.unusable().forEach(d -> devices.add(new RunInfo.Device(d.device(), false, d.reason())));
        return new RunInfo(
                settings.seed(),
                devices,
                versions(RuntimeVersions.read(selection).asMap()),
                settings.shard());
    }

    /** What a run is made with that cannot begin: nothing of PyTorch is known then, and no device runs. */
    static RunInfo nothingRuns(Settings settings, String reason) {
        List<RunInfo.Device> devices = Stream.of(settings.devices().equals("auto") ? "cpu,cuda" : settings.devices())
                .flatMap(text -> Stream.of(text.split(",")))
                .map(String::strip)
                .filter(device -> !device.isEmpty())
                .map(device -> new RunInfo.Device(device, false, reason))
                .toList();
        return new RunInfo(settings.seed(), devices, versions(Map.of()), settings.shard());
    }

    private static Map<String, String> versions(Map<String, String> pytorch) {
        Map<String, String> versions = new LinkedHashMap<>();
        versions.put("java", System.getProperty("java.vm.name") + " " + System.getProperty("java.version"));
        versions.put("os", System.getProperty("os.name") + " " + System.getProperty("os.arch"));
        versions.putAll(pytorch);
        versions.put("commit", commit());
        return versions;
    }

    /** A bundle brings its own: it may lie in the working copy of something else. */
    private static String commit() {
        return Optional.ofNullable(System.getProperty("gradcheck.commit")).orElseGet(Devices::gitCommit);
    }

    private static String gitCommit() {
        try {
            ChildProcess git = ChildProcess.run(new ProcessBuilder("git", "rev-parse", "HEAD"), Duration.ofSeconds(5));
            return git.status() == 0 ? git.output().strip() : "unknown";
        } catch (IOException e) {
            return "unknown";
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return "unknown";
        }
    }
}

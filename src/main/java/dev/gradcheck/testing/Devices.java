package dev.gradcheck.testing;

import dev.gradcheck.oracle.djl.DeviceRequest;
import dev.gradcheck.oracle.djl.DeviceSelection;
import dev.gradcheck.oracle.djl.RuntimeVersions;
import dev.gradcheck.report.RunInfo;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** The devices of this run, and what the run is made with. Asked once, since asking loads the native library. */
final class Devices {
    private static DeviceSelection selection;

    private Devices() {}

    /** {@return the devices that {@code -Dgradcheck.devices} asks for} */
    static synchronized DeviceSelection selected() {
        if (selection == null) {
            selection = dev.gradcheck.oracle.djl.Devices.resolve(DeviceRequest.fromProperty());
        }
        return selection;
    }

    static RunInfo runInfo(long seed) {
        List<RunInfo.Device> devices = new ArrayList<>();
        selected().devices().forEach(d -> devices.add(new RunInfo.Device(d.toString(), true, "")));
        selected().notRun().forEach(d -> devices.add(new RunInfo.Device(d.device(), false, d.reason())));
        Map<String, String> versions = new LinkedHashMap<>();
        versions.put("java", System.getProperty("java.vm.name") + " " + System.getProperty("java.version"));
        versions.put("os", System.getProperty("os.name") + " " + System.getProperty("os.arch"));
        versions.putAll(RuntimeVersions.read(selected()).asMap());
        versions.put("commit", commit());
        return new RunInfo(seed, devices, versions);
    }

    private static String commit() {
        try {
            Process git = new ProcessBuilder("git", "rev-parse", "HEAD")
                    .redirectErrorStream(true)
                    .start();
            String text = new String(git.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
            return git.waitFor(5, TimeUnit.SECONDS) && git.exitValue() == 0 ? text : "unknown";
        } catch (IOException e) {
            return "unknown";
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return "unknown";
        }
    }
}

package dev.gradcheck.testing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gradcheck.report.RunInfo;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** PyTorch costs a second and half a gigabyte: it is loaded where somebody wants it. */
class DevicesTest {
    @Test
    void nothing_of_pytorch_is_known_before_autograd_is_asked() {
        RunInfo info = Devices.asked(settings("auto"));
        assertThat(info.versions()).containsKey("java").doesNotContainKey("pytorch");
        assertThat(info.devices()).containsExactly(new RunInfo.Device("cpu", true, ""));
    }

    @Test
    void a_device_that_is_named_is_looked_for_at_once() {
        assertThat(Devices.asked(settings("cpu")).versions()).containsKey("pytorch");
    }

    private static Settings settings(String devices) {
        return Settings.from(
                name -> Optional.ofNullable(Map.of("gradcheck.devices", devices).get(name)));
    }
}

package dev.gradcheck;

import dev.gradcheck.notebook.NotebookNetworks;
import dev.gradcheck.testing.CudaTests;
import dev.gradcheck.testing.GradcheckExtension;
import dev.gradcheck.testing.JudgedNetwork;
import dev.gradcheck.testing.Settings;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.DynamicNode;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.extension.ExtendWith;

/** Every CUDA device: golden cases and random networks against the CPU and twice, TF32, out of memory. */
@ExtendWith(GradcheckExtension.class)
@DisplayName("CUDA")
class CudaSuite {
    @TestFactory
    @DisplayName("Devices")
    Stream<DynamicNode> devices() {
        Settings settings = Settings.current();
        List<JudgedNetwork> random = RandomNetworks.of(settings.seed(), 16);
        List<JudgedNetwork> compared = Stream.concat(
                        JudgedNetwork.golden(NotebookNetworks.all(), settings.golden()), random.stream())
                .toList();
        return new CudaTests(settings.shard().of(compared), settings.shard().of(random)).all();
    }
}

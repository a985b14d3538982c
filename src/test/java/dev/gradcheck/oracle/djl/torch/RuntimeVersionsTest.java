package dev.gradcheck.oracle.djl.torch;

import static org.assertj.core.api.Assertions.assertThat;

import ai.djl.engine.Engine;
import java.util.List;
import org.junit.jupiter.api.Test;

class RuntimeVersionsTest {
    @Test
    void they_are_those_of_the_engine_that_was_loaded() {
        RuntimeVersions versions = RuntimeVersions.read(new DeviceSelection(List.of(TorchDevice.CPU), List.of()));
        assertThat(versions.pytorch()).isEqualTo(Engine.getEngine("PyTorch").getVersion());
        assertThat(versions.djl()).isEqualTo(Engine.getDjlVersion());
        assertThat(versions.threads()).isEqualTo(1);
        assertThat(versions.interopThreads()).isEqualTo(1);
        assertThat(versions.asMap())
                .containsKeys("djl", "pytorch", "pytorch.flavor", "pytorch.cuda", "pytorch.jni", "pytorch.origin")
                .containsEntry("pytorch.threads", "1")
                .containsEntry("tf32", "cpu: off in matrix products, off in convolutions");
    }

    @Test
    void the_cpu_does_not_round_to_tf32() {
        assertThat(Tf32.measure(TorchDevice.CPU).isOff()).isTrue();
        assertThat(new Tf32(TorchDevice.cuda(0), false, true)).satisfies(state -> {
            assertThat(state.isOff()).isFalse();
            assertThat(state).hasToString("cuda:0: off in matrix products, on in convolutions");
        });
    }
}

package dev.gradcheck.oracle.djl.torch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DeviceRequestTest {
    @Test
    void it_reads_lists() {
        assertThat(DeviceRequest.parse(" cuda:0, cpu,,cpu ").terms()).containsExactly("cuda:0", "cpu");
        assertThat(DeviceRequest.parse("cuda:12").isAuto()).isFalse();
    }

    @Test
    void auto_is_auto() {
        assertThat(DeviceRequest.parse("auto")).isEqualTo(DeviceRequest.AUTO);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", ",", " , ,"})
    void a_list_without_a_device_is_refused(String text) {
        assertThatThrownBy(() -> DeviceRequest.parse(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("-Dgradcheck.devices=" + text
                        + " names no device: takes auto, or a list of cpu, cuda and cuda:N, such as cpu,cuda:0");
    }

    @ParameterizedTest
    @ValueSource(strings = {"gpu", "cuda:", "cuda:-1", "cuda:01", "CPU", "auto,cpu", "cpu;cuda"})
    void anything_else_is_refused_with_what_may_stand_there(String text) {
        assertThatThrownBy(() -> DeviceRequest.parse(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("-Dgradcheck.devices=" + text
                        + ": takes auto, or a list of cpu, cuda and cuda:N, such as cpu,cuda:0");
    }
}

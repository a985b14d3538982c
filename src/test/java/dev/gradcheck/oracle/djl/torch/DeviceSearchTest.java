package dev.gradcheck.oracle.djl.torch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gradcheck.oracle.OracleException;
import dev.gradcheck.oracle.djl.torch.DeviceSelection.Unusable;
import org.junit.jupiter.api.Test;

class DeviceSearchTest {
    private static final String NO_DRIVER = "no NVIDIA driver (no libcuda, nvidia-smi or /dev/nvidia*)";
    private static final String NO_RUNTIME = "no CUDA runtime (libcudart) on the loader path";
    private static final String CPU_BUILD = "PyTorch is a CPU build (2.7.1, cpu)";
    private static final String INSTALL_DRIVER = "install NVIDIA's driver for the device";
    private static final String INSTALL_RUNTIME =
            "install the CUDA runtime and put its folder on the loader path (LD_LIBRARY_PATH, on Windows PATH)";
    private static final String TAKE_CUDA_BUILD =
            "take a CUDA build of PyTorch: mvn -Pcuda, or let PYTORCH_LIBRARY_PATH name one of version 2.7.1";

    @Test
    void auto_on_a_machine_without_cuda_runs_on_the_cpu_and_says_what_is_missing() {
        DeviceSelection selection = DeviceSearch.resolve(DeviceRequest.AUTO, FakeMachine.withCpuTorch());
        assertThat(selection.devices()).containsExactly(TorchDevice.CPU);
        assertThat(selection.unusable())
                .containsExactly(
                        new Unusable("cuda", "no CUDA device: " + NO_DRIVER + "; " + NO_RUNTIME + "; " + CPU_BUILD));
    }

    @Test
    void auto_runs_on_the_cpu_and_on_every_cuda_device() {
        DeviceSelection selection = DeviceSearch.resolve(DeviceRequest.AUTO, cudaMachine(2));
        assertThat(selection.devices()).containsExactly(TorchDevice.CPU, TorchDevice.cuda(0), TorchDevice.cuda(1));
        assertThat(selection.unusable()).isEmpty();
    }

    @Test
    void auto_names_each_device_that_a_cpu_build_cannot_use() {
        DeviceSelection selection = DeviceSearch.resolve(
                DeviceRequest.AUTO, FakeMachine.withCpuTorch().cuda(12080, 2, "/dev/nvidia0"));
        assertThat(selection.devices()).containsExactly(TorchDevice.CPU);
        assertThat(selection.unusable())
                .containsExactly(
                        new Unusable("cuda:0", "the device is there, but " + CPU_BUILD),
                        new Unusable("cuda:1", "the device is there, but " + CPU_BUILD));
    }

    @Test
    void the_devices_asked_for_come_in_the_order_asked_for_and_once() {
        assertThat(DeviceSearch.resolve(DeviceRequest.parse("cuda:1,cpu,cuda"), cudaMachine(2))
                        .devices())
                .containsExactly(TorchDevice.cuda(1), TorchDevice.CPU, TorchDevice.cuda(0));
    }

    @Test
    void cpu_alone_says_nothing_of_cuda() {
        DeviceSelection selection = DeviceSearch.resolve(DeviceRequest.parse("cpu"), FakeMachine.withCpuTorch());
        assertThat(selection.devices()).containsExactly(TorchDevice.CPU);
        assertThat(selection.unusable()).isEmpty();
    }

    @Test
    void cuda_asked_for_where_there_is_nothing_of_it_names_all_three_and_their_remedies() {
        refused(
                "cuda",
                FakeMachine.withCpuTorch(),
                "cuda was asked for by -Dgradcheck.devices, but it cannot run here: " + NO_DRIVER + "; " + NO_RUNTIME
                        + "; " + CPU_BUILD + ". Remedy: " + INSTALL_DRIVER + "; " + INSTALL_RUNTIME + "; "
                        + TAKE_CUDA_BUILD + ".");
    }

    @Test
    void a_runtime_without_a_driver_asks_for_the_driver() {
        refused(
                "cpu,cuda:0",
                FakeMachine.withCpuTorch().cuda(13000, 0),
                "cuda:0 was asked for by -Dgradcheck.devices, but it cannot run here: " + NO_DRIVER
                        + "; CUDA runtime 13.0; " + CPU_BUILD + ". Remedy: " + INSTALL_DRIVER + "; " + TAKE_CUDA_BUILD
                        + ".");
    }

    @Test
    void a_driver_without_a_runtime_asks_for_the_runtime() {
        refused(
                "cuda",
                FakeMachine.withCpuTorch().cuda(0, 0, "/dev/nvidiactl"),
                "cuda was asked for by -Dgradcheck.devices, but it cannot run here: NVIDIA driver found (/dev/nvidiactl); "
                        + NO_RUNTIME + "; " + CPU_BUILD + ". Remedy: " + INSTALL_RUNTIME + "; " + TAKE_CUDA_BUILD
                        + ".");
    }

    @Test
    void a_cpu_build_where_all_else_is_there_asks_for_a_cuda_build() {
        refused(
                "cuda",
                FakeMachine.withCpuTorch().cuda(12080, 1, "/dev/nvidia0"),
                "cuda was asked for by -Dgradcheck.devices, but it cannot run here: NVIDIA driver found (/dev/nvidia0);"
                        + " CUDA runtime 12.8; " + CPU_BUILD + ". Remedy: " + TAKE_CUDA_BUILD + ".");
    }

    @Test
    void a_driver_that_offers_no_device_points_at_what_hides_it() {
        Machine machine = FakeMachine.withCpuTorch().cuda(12080, 0, "/dev/nvidiactl");
        assertThatThrownBy(() -> DeviceSearch.resolve(DeviceRequest.parse("cuda"), machine))
                .hasMessageContaining(
                        "NVIDIA driver found (/dev/nvidiactl), which offers no device; CUDA runtime 12.8");
        CudaObstacles cudaBuild = new CudaObstacles(
                new NativeLibrary("2.7.1", "cu128", "2.7.1-0.35.1", "cu128", "0.35.1", "a folder"), machine.cuda());
        assertThat(cudaBuild.remedies()).contains("CUDA_VISIBLE_DEVICES", "nvidia-smi");
    }

    @Test
    void a_device_beyond_the_last_is_refused_with_those_there_are() {
        refused(
                "cuda:2",
                cudaMachine(2),
                "cuda:2 was asked for by -Dgradcheck.devices, but the CUDA devices here are [cuda:0, cuda:1]; ask for one of"
                        + " these, or for cuda");
    }

    @Test
    void a_library_that_does_not_fit_is_told_before_any_device() {
        assertThatThrownBy(() -> DeviceSearch.resolve(DeviceRequest.AUTO, FakeMachine.withJni()))
                .isInstanceOf(OracleException.class)
                .hasMessageContaining("no PyTorch library for linux-x86_64");
    }

    @Test
    void this_machine_has_a_cpu() {
        assertThat(DeviceSearch.resolve(DeviceRequest.AUTO).devices()).startsWith(TorchDevice.CPU);
    }

    private static FakeMachine cudaMachine(int devices) {
        return FakeMachine.withJni()
                .torch("2.7.1-20250812", "cu128", "linux-x86_64")
                .cuda(12080, devices, "/dev/nvidia0");
    }

    private static void refused(String request, Machine machine, String message) {
        assertThatThrownBy(() -> DeviceSearch.resolve(DeviceRequest.parse(request), machine))
                .isInstanceOf(OracleException.class)
                .hasMessage(message);
    }
}

package dev.gradcheck.testing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gradcheck.function.Parameters;
import dev.gradcheck.function.ScalarFunction;
import dev.gradcheck.oracle.djl.Twin;
import dev.gradcheck.oracle.djl.torch.TorchDevice;
import dev.gradcheck.tensor.DType;
import dev.gradcheck.tensor.Shape;
import dev.gradcheck.tensor.Tensor;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicNode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** The checks of CUDA devices, tried on the CPU; and what is left of them where there is no CUDA device. */
class CudaTestsTest {
    /** A gradient in one dtype is two evaluations, and three times six more that measure its rounding. */
    private static final int EVALUATIONS = 20;

    @TempDir
    private Path folder;

    @Test
    void on_a_device_every_check_runs_and_what_it_saw_is_in_the_summary() {
        NestedRun run = NestedRun.of(OnTheCpu.class, folder, Map.of());
        assertThat(run.failures()).isEmpty();
        assertThat(run.summary("cases"))
                .extracting("case")
                .containsExactlyInAnyOrder("TF32 on cpu", "out of memory on cpu", "cube judged on cpu", "cube on cpu");
        assertThat(reason(run, "tf32")).contains("as the suite runs: ", "with TF32 switched on: ", "digits");
        assertThat(reason(run, "autograd against the CPU")).isEqualTo("cpu and cpu: the same bits");
        assertThat(reason(run, "autograd twice")).isEqualTo("the second run gave the same bits");
        // out of memory: one sentence
        assertThat(reason(run, "memory"))
                .startsWith("refused in one sentence, and the next gradient was right: ")
                .contains("a network that is too large on cpu in float32 failed")
                .contains("too little free memory for this case: free it, or make the case smaller")
                .doesNotContain("\n");
    }

    @Test
    void a_device_that_contradicts_the_cpu_fails() {
        NestedRun run = NestedRun.of(Contradicting.class, folder, Map.of());
        assertThat(run.failures()).containsOnlyKeys("drifting on cpu");
        assertThat(run.summary("findings"))
                .filteredOn(finding -> finding.get("verdict").equals("oracle conflict"))
                .extracting("oracle")
                .contains("autograd against the CPU");
    }

    @Test
    void a_device_whose_second_run_is_another_gradient_fails() {
        NestedRun run = NestedRun.of(Forgetful.class, folder, Map.of());
        assertThat(run.failures()).containsOnlyKeys("drifting on cpu");
        assertThat(run.summary("findings"))
                .filteredOn(finding -> finding.get("verdict").equals("oracle conflict"))
                .extracting("oracle")
                .containsOnly("autograd twice");
    }

    @Test
    void a_check_that_breaks_is_in_the_summary_and_the_others_run() {
        NestedRun run = NestedRun.of(Breaking.class, folder, Map.of());
        assertThat(run.failures()).containsOnlyKeys("broken on cpu");
        assertThat(run.summary("cases")).extracting("verdict").containsExactly("broken", "agrees");
    }

    @Test
    void without_a_cuda_device_every_check_is_shown_as_not_run() {
        NestedRun run = NestedRun.of(OnCuda.class, folder, Map.of("gradcheck.devices", "cpu"));
        assertThat(run.failures()).isEmpty();
        assertThat(run.summary("cases")).singleElement().satisfies(entry -> assertThat(entry)
                .containsEntry("case", "CUDA")
                .containsEntry("verdict", "not run")
                .containsEntry("failing", 0));
        assertThat(run.summary("notRun"))
                .hasSize(5)
                .extracting("reason")
                .containsOnly("no CUDA device was asked for by -Dgradcheck.devices");
    }

    private static String reason(NestedRun run, String oracle) {
        return run.summary("findings").stream()
                .filter(finding -> finding.get("oracle").equals(oracle))
                .map(finding -> finding.get("reason").toString())
                .findFirst()
                .orElseThrow();
    }

    private static JudgedNetwork subject(String name, Twin twin) {
        ScalarFunction cube = new ScalarFunction(name, x -> x[0] * x[0] * x[0], x -> new double[] {3 * x[0] * x[0]});
        Parameters point = Parameters.of("x", Tensor.scalar(DType.FLOAT64, 1.5).reshape(Shape.of(1)));
        return new JudgedNetwork(name, cube, point, DType.FLOAT64, Optional.ofNullable(twin));
    }

    private static JudgedNetwork cube() {
        return subject("cube", at -> at.get("x").pow(3).sum());
    }

    /** Another function from some evaluation on. */
    private static JudgedNetwork drifting(int after) {
        AtomicInteger calls = new AtomicInteger();
        return subject(
                "drifting", at -> at.get("x").pow(3).sum().mul(at.constant(calls.getAndIncrement() < after ? 1 : 2)));
    }

    private static Stream<DynamicNode> compared(JudgedNetwork... subjects) {
        return new CudaTests(List.of(subjects), List.of()).ofTheNetworks(TorchDevice.CPU);
    }

    @ExtendWith(GradcheckExtension.class)
    static class OnTheCpu {
        @TestFactory
        Stream<DynamicNode> all() {
            return new CudaTests(List.of(cube()), List.of(cube())).on(List.of(TorchDevice.CPU));
        }
    }

    @ExtendWith(GradcheckExtension.class)
    static class Contradicting {
        @TestFactory
        Stream<DynamicNode> all() {
            return compared(drifting(EVALUATIONS));
        }
    }

    @ExtendWith(GradcheckExtension.class)
    static class Forgetful {
        @TestFactory
        Stream<DynamicNode> all() {
            return compared(drifting(2 * EVALUATIONS));
        }
    }

    @ExtendWith(GradcheckExtension.class)
    static class Breaking {
        @TestFactory
        Stream<DynamicNode> all() {
            return compared(subject("broken", at -> at.get("y")), cube());
        }
    }

    @ExtendWith(GradcheckExtension.class)
    static class OnCuda {
        @TestFactory
        Stream<DynamicNode> all() {
            return new CudaTests(List.of(cube()), List.of()).all();
        }
    }
}

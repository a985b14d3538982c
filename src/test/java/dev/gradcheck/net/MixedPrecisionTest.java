package dev.gradcheck.net;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gradcheck.check.GradientCheck;
import dev.gradcheck.function.Differentiable;
import dev.gradcheck.function.Fault;
import dev.gradcheck.function.Parameters;
import dev.gradcheck.function.PlantedFault;
import dev.gradcheck.graph.Architecture;
import dev.gradcheck.graph.MixedPrecision;
import dev.gradcheck.graph.Node;
import dev.gradcheck.oracle.FiniteDifferences;
import dev.gradcheck.oracle.record.RecordOracle;
import dev.gradcheck.tensor.Arithmetic;
import dev.gradcheck.tensor.DType;
import dev.gradcheck.tensor.Shape;
import dev.gradcheck.tensor.Tensor;
import dev.gradcheck.verdict.Diagnosis;
import dev.gradcheck.verdict.Finding;
import dev.gradcheck.verdict.Verdict;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Parameters and the loss in float32, the values between them in 16 bits. */
class MixedPrecisionTest {
    private static final MixedPrecision BRAIN = new MixedPrecision(DType.BFLOAT16, 1);

    @Test
    void values_are_of_16_bits_and_the_loss_and_the_gradients_of_float32() {
        Parameters point = point(1);
        var vjp = network(BRAIN, 1).vjp(point);
        assertThat(vjp.trace().tensors().values())
                .extracting(Tensor::dtype)
                .containsExactly(DType.BFLOAT16, DType.BFLOAT16, DType.BFLOAT16, DType.FLOAT32);
        Parameters gradient = vjp.pullback().apply(Tensor.scalar(DType.FLOAT32, 1));
        assertThat(gradient.names()).isEqualTo(point.names());
        assertThat(gradient.tensors().values()).allMatch(tensor -> tensor.dtype() == DType.FLOAT32);
    }

    @Test
    void the_float64_shadow_narrows_nothing() {
        Parameters point = point(1).in(Arithmetic.nearest(DType.FLOAT64));
        Tensor one = Tensor.scalar(DType.FLOAT64, 1);
        Parameters mixed = network(BRAIN, 1).vjp(point).pullback().apply(one);
        Parameters plain = network(Optional.empty(), 1).vjp(point).pullback().apply(one);
        assertThat(mixed).isEqualTo(plain);
    }

    @ParameterizedTest
    @EnumSource(names = {"FLOAT16", "BFLOAT16"})
    void a_right_network_passes(DType values) {
        for (long seed = 1; seed <= 10; seed++) {
            Network network = network(new MixedPrecision(values, 256), 1);
            assertThat(findings(network, point(seed))).noneMatch(Finding::failsBuild);
        }
    }

    @Test
    void a_formula_off_by_a_millionth_is_wrong() {
        Differentiable faulty = new PlantedFault(network(BRAIN, 1), "2.weight", Fault.factor(1 + 1e-6));
        assertThat(findings(faulty, point(1)))
                .anyMatch(f -> f.verdict() == Verdict.DISAGREES && f.witness().isOracle());
    }

    /** Of a loss of 1e-6 the cotangents are below 6e-8, the least number of float16. */
    @Test
    void what_underflows_on_the_way_a_loss_scale_keeps() {
        Parameters point = point(1);
        Tensor one = Tensor.scalar(DType.FLOAT32, 1);
        Parameters lost = network(new MixedPrecision(DType.FLOAT16, 1), 1e-8)
                .vjp(point)
                .pullback()
                .apply(one);
        Parameters kept = network(new MixedPrecision(DType.FLOAT16, 0x1p24), 1e-8)
                .vjp(point)
                .pullback()
                .apply(one);
        assertThat(lost.get("0.weight").maxAbs()).isZero();
        assertThat(kept.get("0.weight").maxAbs()).isBetween(1e-10, 1e-7);
    }

    @Test
    void a_loss_scale_that_is_too_large_is_named_as_an_overflow() {
        assertThat(findings(network(new MixedPrecision(DType.FLOAT16, 0x1p20), 1), point(1)))
                .filteredOn(Finding::failsBuild)
                .isNotEmpty()
                .allSatisfy(finding -> {
                    Diagnosis diagnosis = finding.diagnosis().orElseThrow();
                    assertThat(diagnosis.sentence())
                            .contains("exceed float16's largest number", "in the backward pass");
                    assertThat(diagnosis.remedy()).startsWith("scale the loss by a smaller power of 2");
                });
    }

    @Test
    void a_scale_that_would_round_and_a_wide_type_are_refused() {
        assertThatThrownBy(() -> new MixedPrecision(DType.FLOAT16, 1000)).hasMessageContaining("no power of 2");
        assertThatThrownBy(() -> new MixedPrecision(DType.FLOAT32, 1)).hasMessageContaining("float16 or bfloat16");
    }

    private static List<Finding> findings(Differentiable function, Parameters point) {
        return new GradientCheck(
                        "mixed",
                        function,
                        point,
                        DType.FLOAT32,
                        List.of(new RecordOracle(), new FiniteDifferences()),
                        1)
                .run()
                .findings();
    }

    private static Network network(MixedPrecision how, double scale) {
        return network(Optional.of(how), scale);
    }

    /** linear → tanh → linear → a weighted sum with these weights. */
    private static Network network(Optional<MixedPrecision> how, double scale) {
        SplittableRandom random = new SplittableRandom(5);
        Tensor cotangent = drawn(random, 4, 3).as(DType.FLOAT64).times(scale);
        List<Node> nodes = List.of(
                Node.of("0", "linear", "input"),
                Node.of("1", "tanh", "0"),
                Node.of("2", "linear", "1"),
                Node.of("3", "weighted-sum", "2").with("cotangent", cotangent));
        return LayerCatalog.standard()
                .network("mixed", new Architecture(nodes, Map.of("input", drawn(random, 4, 6)), how));
    }

    private static Parameters point(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        return Parameters.of("0.weight", drawn(random, 5, 6))
                .with("0.bias", drawn(random, 5))
                .with("2.weight", drawn(random, 3, 5))
                .with("2.bias", drawn(random, 3));
    }

    private static Tensor drawn(SplittableRandom random, int... shape) {
        Shape of = Shape.of(shape);
        return Tensor.from(DType.FLOAT32, of, random.doubles(of.size(), -1, 1).toArray());
    }
}

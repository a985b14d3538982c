package dev.gradcheck.net;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gradcheck.check.CheckReport;
import dev.gradcheck.function.Differentiable;
import dev.gradcheck.function.Parameters;
import dev.gradcheck.function.Suspicion;
import dev.gradcheck.function.Vjp;
import dev.gradcheck.graph.PerAxis;
import dev.gradcheck.tensor.DType;
import dev.gradcheck.tensor.Shape;
import dev.gradcheck.tensor.Tensor;
import dev.gradcheck.verdict.Finding;
import dev.gradcheck.verdict.Verdict;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The mistakes of convolutions, pooling and batch normalisation: what each makes of the gradient, and that it is flagged and named. */
class ImageMistakesTest {
    private static final Convolution CONV1D = new Convolution("a", 1, 2, 1, 1, 1, true);
    private static final Convolution CONV2D = new Convolution("a", 2, 2, 1, 1, 1, true);
    private static final BatchNormEvaluation EVALUATION =
            new BatchNormEvaluation("a", 1, Nets.rows(Shape.of(2), 5, 1), Nets.rows(Shape.of(2), 3, 0));

    static Stream<Arguments> mistakes() {
        List<Arguments> all = new ArrayList<>();
        add(all, CONV1D, 4, Shape.of(2, 2, 5), Shape.of(3, 2, 3), Shape.of(3));
        add(all, CONV2D, 4, Shape.of(2, 1, 4, 3), Shape.of(2, 1, 3, 2), Shape.of(2));
        PerAxis two = PerAxis.of(2);
        PerAxis one = PerAxis.of(1);
        Layer transposed = new TransposedConvolution("a", 2, two, one, one, one, 1, true);
        add(all, transposed, 4, Shape.of(2, 2, 2, 3), Shape.of(2, 1, 3, 2), Shape.of(1));
        add(all, new MaxPool(2, 3, 1, 1), 3, Shape.of(1, 1, 3, 4));
        add(all, new AvgPool(2, 3, 1, 1), 3, Shape.of(1, 1, 3, 4));
        add(all, new BatchNorm("a", 1e-5), 3, Shape.of(5, 2), Shape.of(2), Shape.of(2));
        add(all, EVALUATION, 2, Shape.of(5, 2), Shape.of(2), Shape.of(2));
        return all.stream();
    }

    private static void add(List<Arguments> all, Layer layer, int count, Shape... shapes) {
        Parameters point = Parameters.of("x", random(shapes[0]));
        for (int i = 1; i < shapes.length; i++) {
            point = point.with(i == 1 ? "a.weight" : "a.bias", random(shapes[i]));
        }
        assertThat(layer.mistakes()).hasSize(count);
        for (Layer.Mistake mistake : layer.mistakes()) {
            all.add(Arguments.of(layer.name(), mistake.fault(), new Planted(layer, mistake), point));
        }
    }

    @ParameterizedTest(name = "{0}: {1}")
    @MethodSource("mistakes")
    void a_planted_mistake_is_flagged_and_named(String layer, String fault, Planted planted, Parameters point) {
        CheckReport report = Nets.check(planted, point, DType.FLOAT64);
        List<Finding> wrong = report.findings().stream()
                .filter(f -> f.verdict() == Verdict.DISAGREES && f.witness().isOracle())
                .toList();
        assertThat(wrong).isNotEmpty();
        assertThat(wrong).extracting(f -> f.diagnosis().orElseThrow().fault()).containsOnly(fault);
    }

    @ParameterizedTest(name = "{0}: {1}")
    @MethodSource("mistakes")
    void a_planted_mistake_is_in_the_backward_pass_alone(
            String layer, String fault, Planted planted, Parameters point) {
        assertThat(planted.vjp(point).primal()).isEqualTo(planted.primal(point));
    }

    @Test
    void a_convolution_without_padding_stride_and_bias_can_only_flip_its_kernel() {
        assertThat(new Convolution("a", 1, 1, 0, 1, 1, false).mistakes())
                .extracting(Layer.Mistake::fault)
                .containsExactly("kernel flipped");
    }

    @Test
    void windows_that_neither_overlap_nor_are_padded_cannot_be_overwritten_or_miscounted() {
        assertThat(new MaxPool(1, 2, 2, 0).mistakes()).hasSize(2);
        assertThat(new AvgPool(1, 2, 2, 0).mistakes()).hasSize(1);
    }

    // Windows (0,1), (2,3), (4,–) of the padded (–,1,2,3,4,–), with the upstream gradients 5, 6 and 7.

    @Test
    void a_flipped_kernel_gives_each_element_what_its_mirror_image_should_have() {
        assertThat(convolution("kernel flipped").inputBar()).isEqualTo(Nets.rows(Shape.of(1, 1, 4), 50, 6, 60, 7));
    }

    @Test
    void without_the_padding_everything_is_shifted() {
        Layer.Pulled pulled = convolution("padding forgotten");
        assertThat(pulled.inputBar()).isEqualTo(Nets.rows(Shape.of(1, 1, 4), 50, 5, 60, 6));
        assertThat(pulled.parameterBars().get("a.weight"))
                .isEqualTo(Nets.rows(Shape.of(1, 1, 2), 5 * 1 + 6 * 3, 5 * 2 + 6 * 4));
    }

    @Test
    void without_the_stride_windows_begin_at_every_element() {
        Layer.Pulled pulled = convolution("stride ignored");
        assertThat(pulled.inputBar()).isEqualTo(Nets.rows(Shape.of(1, 1, 4), 5 + 60, 6 + 70, 7, 0));
        assertThat(pulled.parameterBars().get("a.weight"))
                .isEqualTo(Nets.rows(Shape.of(1, 1, 2), 6 * 1 + 7 * 2, 5 * 1 + 6 * 2 + 7 * 3));
    }

    @Test
    void a_bias_summed_over_the_batch_only_has_the_first_positions() {
        Parameters bars = convolution("not summed over positions").parameterBars();
        assertThat(bars.get("a.bias")).isEqualTo(Nets.rows(Shape.of(1), 5));
    }

    @Test
    void pooling_mistakes_give_the_gradient_to_the_wrong_elements() {
        Tensor x = Nets.rows(Shape.of(1, 1, 4), 9, 1, 2, 3);
        Layer max = new MaxPool(1, 3, 1, 1);
        assertThat(pulled(max, "gradient to the whole window", x, 1, 2, 4, 8))
                .isEqualTo(Nets.rows(Shape.of(1, 1, 4), 3, 7, 14, 12));
        assertThat(pulled(max, "gradient to the last element", x, 1, 2, 4, 8))
                .isEqualTo(Nets.rows(Shape.of(1, 1, 4), 0, 1, 2, 12));
        assertThat(pulled(max, "overlapping windows overwritten", x, 1, 2, 4, 8))
                .isEqualTo(Nets.rows(Shape.of(1, 1, 4), 2, 0, 0, 8));
    }

    @Test
    void averaging_mistakes_divide_by_the_wrong_number_or_lose_windows() {
        Tensor x = Nets.rows(Shape.of(1, 1, 4), 9, 1, 2, 3);
        Layer avg = new AvgPool(1, 3, 1, 1);
        assertThat(pulled(avg, "mean taken for a sum", x, 6, 12, 24, 48))
                .isEqualTo(Nets.rows(Shape.of(1, 1, 4), 18, 42, 84, 72));
        assertThat(pulled(avg, "overlapping windows overwritten", x, 6, 12, 24, 48))
                .isEqualTo(Nets.rows(Shape.of(1, 1, 4), 4, 8, 16, 16));
        assertThat(pulled(avg, "padding not counted", x, 6, 12, 24, 48))
                .isEqualTo(Nets.rows(Shape.of(1, 1, 4), 7, 15, 36, 32));
    }

    // d = (-1, -1, -1, 3), √(v + ε) = 2, γ = 2, so that x̂ = d/2 and mean(ȳ·x̂) = 3/4.

    @Test
    void batch_normalisation_mistakes_leave_terms_out() {
        Tensor x = Nets.rows(Shape.of(4, 1), 2, 2, 2, 6);
        Layer norm = new BatchNorm("b", 1);
        assertThat(pulled(norm, "mean term missing", x, 1, 2, 3, 4))
                .isEqualTo(Nets.rows(Shape.of(4, 1), 1.375, 2.375, 3.375, 2.875));
        assertThat(pulled(norm, "variance term missing", x, 1, 2, 3, 4))
                .isEqualTo(Nets.rows(Shape.of(4, 1), -1.5, -0.5, 0.5, 1.5));
        assertThat(pulled(norm, "statistics taken as constants", x, 1, 2, 3, 4))
                .isEqualTo(Nets.rows(Shape.of(4, 1), 1, 2, 3, 4));
    }

    @Test
    void evaluation_mistakes_divide_by_the_wrong_number() {
        Tensor x = Nets.rows(Shape.of(2, 1), 2, 6);
        Layer norm = new BatchNormEvaluation("b", 1, Nets.rows(Shape.of(1), 5), Nets.rows(Shape.of(1), 3));
        assertThat(pulled(norm, "standard deviation forgotten", x, 1, 2)).isEqualTo(Nets.rows(Shape.of(2, 1), 2, 4));
        assertThat(pulled(norm, "divided by the variance", x, 1, 2)).isEqualTo(Nets.rows(Shape.of(2, 1), 0.5, 1));
    }

    private static Layer.Pulled convolution(String fault) {
        Parameters point = Parameters.of("a.weight", Nets.rows(Shape.of(1, 1, 2), 10, 1))
                .with("a.bias", Nets.rows(Shape.of(1), 100));
        Tensor x = Nets.rows(Shape.of(1, 1, 4), 1, 2, 3, 4);
        return mistaken(CONV1D, fault).apply(point, x).backward().apply(Nets.rows(Shape.of(1, 1, 3), 5, 6, 7));
    }

    private static Tensor pulled(Layer layer, String fault, Tensor x, double... bar) {
        Parameters scale =
                Parameters.of("b.weight", Nets.rows(Shape.of(1), 2)).with("b.bias", Nets.rows(Shape.of(1), 3));
        Layer.Applied applied = mistaken(layer, fault).apply(scale, x);
        return applied.backward()
                .apply(Nets.rows(applied.output().shape(), bar))
                .inputBar();
    }

    private static Layer mistaken(Layer layer, String fault) {
        return layer.mistakes().stream()
                .filter(mistake -> mistake.fault().equals(fault))
                .findFirst()
                .orElseThrow()
                .layer();
    }

    private static Tensor random(Shape shape) {
        double[] values = new SplittableRandom(shape.size())
                .doubles(shape.size(), -1.5, 1.5)
                .toArray();
        return Tensor.from(DType.FLOAT32, shape, values).as(DType.FLOAT64);
    }

    /** The layer with a mistake, which knows of the right one's. */
    record Planted(Layer layer, Layer.Mistake mistake) implements Differentiable {
        private Network network(Layer inside) {
            return new Network(layer.name(), List.of(new Network.Place("y", inside, List.of("x"))), Map.of());
        }

        @Override
        public String name() {
            return layer.name();
        }

        @Override
        public Tensor primal(Parameters point) {
            return network(layer).primal(point);
        }

        @Override
        public Vjp vjp(Parameters point) {
            return network(mistake.layer()).vjp(point);
        }

        @Override
        public List<Suspicion> suspicions(Parameters point, Tensor cotangent) {
            return network(layer).suspicions(point, cotangent);
        }
    }
}

package dev.gradcheck.net;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gradcheck.check.CheckReport;
import dev.gradcheck.function.Differentiable;
import dev.gradcheck.function.Parameters;
import dev.gradcheck.function.Suspicion;
import dev.gradcheck.function.Vjp;
import dev.gradcheck.tensor.DType;
import dev.gradcheck.tensor.Shape;
import dev.gradcheck.tensor.Tensor;
import dev.gradcheck.verdict.Finding;
import dev.gradcheck.verdict.Verdict;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The mistakes of the layers of transformers, planted: each is flagged and named. What each makes of a gradient is in the layers' own tests. */
class SequenceMistakesTest {
    private static final Shape SEQUENCES = Shape.of(2, 3, 4);

    static Stream<Arguments> mistakes() {
        Tensor indices = Nets.rows(Shape.of(2, 3), 0, 2, 2, 1, 0, 2);
        Tensor mask = Nets.rows(Shape.of(2, 4), 1, 0, 1, 1, 0, 1, 1, 0);
        List<Arguments> all = new ArrayList<>();
        add(all, new Linear("a", false), Map.of("a.weight", Shape.of(2, 4)), SEQUENCES);
        add(all, new Linear("a"), Map.of("a.weight", Shape.of(2, 4), "a.bias", Shape.of(2)), SEQUENCES);
        add(all, new LayerNorm("a", 1e-5), Map.of("a.weight", Shape.of(4), "a.bias", Shape.of(4)), SEQUENCES);
        add(all, new Embedding("a", indices), Map.of("a.weight", Shape.of(3, 2)));
        add(all, new Embedding("a", indices, OptionalInt.of(2)), Map.of("a.weight", Shape.of(3, 2)));
        Bags bags = Bags.of(indices, Optional.empty());
        add(all, new EmbeddingBag("a", bags, true, OptionalInt.of(1)), Map.of("a.weight", Shape.of(3, 2)));
        add(all, new Dropout(mask, 0.25), Map.of(), Shape.of(2, 4));
        add(all, new Attention(2, true), Map.of(), SEQUENCES, SEQUENCES, SEQUENCES);
        Tensor kept = Nets.rows(Shape.of(2, 2, 3, 3), bits(36));
        Attention whole = new Attention(2, false, OptionalDouble.of(0.75), Optional.of(new Dropout(kept, 0.25)));
        add(all, whole, Map.of(), SEQUENCES, SEQUENCES, SEQUENCES);
        add(all, new Softmax(), Map.of(), SEQUENCES);
        add(all, new Sum(), Map.of(), SEQUENCES, SEQUENCES, SEQUENCES);
        add(all, new Concat(1), Map.of(), Shape.of(2, 2, 4), SEQUENCES, Shape.of(2, 1, 4));
        add(all, new Reshape(Optional.of(Shape.of(4, 3))), Map.of(), SEQUENCES);
        add(all, new Reshape(Optional.empty()), Map.of(), SEQUENCES);
        return all.stream();
    }

    private static void add(List<Arguments> all, Layer layer, Map<String, Shape> parameters, Shape... inputs) {
        SplittableRandom random = new SplittableRandom(5);
        Parameters point = Parameters.NONE;
        List<String> names = new ArrayList<>();
        for (Shape input : inputs) {
            names.add("x" + names.size());
            point = point.with(names.get(names.size() - 1), tensor(random, input));
        }
        for (String name : parameters.keySet().stream().sorted().toList()) {
            point = point.with(name, tensor(random, parameters.get(name)));
        }
        Network sound = new Network(layer.name(), List.of(new Network.Place("y", layer, names)), Map.of());
        assertThat(layer.mistakes()).hasSizeBetween(1, 8);
        for (Layer.Mistake mistake : layer.mistakes()) {
            all.add(Arguments.of(layer.name(), mistake.fault(), new Planted(sound, 0, mistake.layer()), point));
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
        assertThat(planted.vjp(point).primal()).isEqualTo(planted.primal(point));
    }

    private static double[] bits(int count) {
        SplittableRandom random = new SplittableRandom(7);
        return random.doubles(count).map(Math::rint).toArray();
    }

    private static Tensor tensor(SplittableRandom random, Shape shape) {
        return Tensor.from(
                        DType.FLOAT32,
                        shape,
                        random.doubles(shape.size(), -1.5, 1.5).toArray())
                .as(DType.FLOAT64);
    }

    /** A network that has a mistake at one place. */
    record Planted(Network sound, int place, Layer wrong) implements Differentiable {
        @Override
        public String name() {
            return sound.name();
        }

        @Override
        public Tensor primal(Parameters point) {
            return sound.primal(point);
        }

        @Override
        public Vjp vjp(Parameters point) {
            return sound.with(place, wrong).vjp(point);
        }

        @Override
        public List<Suspicion> suspicions(Parameters point, Tensor cotangent) {
            return sound.suspicions(point, cotangent);
        }
    }
}

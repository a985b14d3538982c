package dev.gradcheck.golden;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.gradcheck.function.Parameters;
import dev.gradcheck.golden.yaml.GoldenReader;
import dev.gradcheck.golden.yaml.GoldenWriter;
import dev.gradcheck.graph.Architecture;
import dev.gradcheck.graph.Node;
import dev.gradcheck.net.LayerCatalog;
import dev.gradcheck.net.Tanh;
import dev.gradcheck.random.LayerSource;
import dev.gradcheck.random.LayerSources;
import dev.gradcheck.random.NetworkSample;
import dev.gradcheck.random.RandomNetwork;
import dev.gradcheck.random.SingleLayer;
import dev.gradcheck.tensor.DType;
import dev.gradcheck.tensor.Shape;
import dev.gradcheck.tensor.Tensor;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What is written is read again as the same network at the same point, bit by bit. */
class GoldenWriterTest {
    private static final NetworkCatalog NETWORKS = NetworkCatalog.standard();

    @TempDir
    private Path folder;

    @Test
    void random_networks_are_read_as_they_were() {
        for (int seed = 0; seed < 200; seed++) {
            SplittableRandom random = new SplittableRandom(seed);
            NetworkSample sample =
                    RandomNetwork.draw(LayerSources.standard(), LayerCatalog.standard(), random::nextLong);
            assertReadAgain(sample);
        }
    }

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "INT32")
    void every_layer_by_itself_is_read_as_it_was(DType dtype) {
        Map<String, LayerSource> sources =
                new LinkedHashMap<>(LayerSources.standard().all());
        sources.putAll(LayerSources.standard().losses());
        sources.forEach((kind, source) -> IntStream.range(0, 5)
                .mapToObj(SplittableRandom::new)
                .forEach(random -> assertReadAgain(SingleLayer.draw(kind, source, random::nextLong, dtype))));
    }

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "INT32")
    void every_number_of_a_dtype_keeps_its_bits(DType dtype) {
        double[] numbers = Stream.of(0.1, -0.0, 1e9, 123456789.5, 4.9e-324, 1.4e-45, 3.4e38, 1e22, 2.5e-7, 16777217.0)
                .mapToDouble(dtype::round)
                .filter(Double::isFinite)
                .toArray();
        Architecture tanh = new Architecture(List.of(Node.of("0", "tanh", "input")), Map.of());
        Parameters point = Parameters.of("input", Tensor.of(dtype, Shape.of(numbers.length), numbers));
        assertThat(read(GoldenWriter.text(tanh, point, dtype, "by hand")).parameters())
                .isEqualTo(point);
    }

    @Test
    void attributes_keep_type_dtype_and_bits() throws IOException {
        Tensor mask = Tensor.of(DType.FLOAT32, Shape.of(2), Double.NEGATIVE_INFINITY, Double.NaN);
        Node node = Node.of("it is", "any", "input")
                .with("whole", -3)
                .with("number", 2.0)
                .with("zero", -0.0)
                .with("nan", Double.NaN)
                .with("far", Double.POSITIVE_INFINITY)
                .with("flag", false)
                .with("word", "mean")
                .with("not a number", "12")
                .with("no flag", "true")
                .with("blank", "a: b, #c")
                .with("mask", mask)
                .with("scalar", Tensor.scalar(DType.FLOAT64, 3));
        Node named = new Node("its", node.kind(), node.inputs(), "other", node.attributes());
        NetworkCatalog catalog = NETWORKS.with(LayerCatalog.standard().with("any", told -> new Tanh()));
        Architecture architecture = new Architecture(List.of(named), Map.of());
        Parameters point = Parameters.of("input", Tensor.ones(DType.FLOAT64, Shape.of(2)));
        String text = GoldenWriter.text(architecture, point, DType.FLOAT64, "by hand");
        GoldenFile file = new GoldenReader(catalog).read(Files.writeString(folder.resolve("any.yaml"), text));
        assertThat(file.problems()).isEmpty();
        assertThat(file.cases().get(0).network()).isEqualTo(new NetworkChoice.Inline(architecture));
    }

    @Test
    void it_reads_well() {
        Tensor weight = Tensor.of(
                DType.FLOAT32,
                Shape.of(2, 12),
                IntStream.range(0, 24).mapToDouble(i -> (float) (i / 3.0)).toArray());
        Architecture architecture = new Architecture(
                List.of(
                        Node.of("first", "linear", "x"),
                        Node.of("1", "leaky-relu", "first").with("slope", 0.25),
                        Node.of("2", "mse", "1").with("target", Tensor.of(DType.FLOAT64, Shape.of(1, 2), 1, -0.5))),
                Map.of(
                        "x",
                        Tensor.ones(DType.FLOAT32, Shape.of(1, 12)),
                        "unused",
                        Tensor.ones(DType.FLOAT32, Shape.of(1))));
        Parameters point = Parameters.of("first.weight", weight)
                .with("first.bias", Tensor.of(DType.FLOAT32, Shape.of(2), 0.5, -0.0));
        assertThat(GoldenWriter.text(architecture, point, DType.FLOAT32, "Falsified by a property.\nSeed: 3"))
                .isEqualTo("""
                        # linear → leaky-relu(slope 0.25) → mse(target (1,2))
                        network:
                          - kind: linear
                            name: first
                            inputs: x
                          - kind: leaky-relu
                            slope: 0.25
                          - kind: mse
                            target: {dtype: float64, value: [[1, -0.5]]}
                        dtype: float32
                        provenance: |-
                          Falsified by a property.
                          Seed: 3
                        parameters:
                          first.weight:
                            [[0, 0.33333334, 0.6666667, 1, 1.3333334, 1.6666666, 2, 2.3333333, 2.6666667, 3, 3.3333333,
                              3.6666667],
                             [4, 4.3333335, 4.6666665, 5, 5.3333335, 5.6666665, 6, 6.3333335, 6.6666665, 7, 7.3333335,
                              7.6666665]]
                          first.bias: [0.5, -0.0]
                        inputs:
                          x: [[1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1]]
                        """);
    }

    @Test
    void a_provenance_may_hold_whatever_a_message_holds() {
        String provenance = "y: [1]\n\n  # no comment → 'x' \"y\" \t \u0007 &a *b |";
        Architecture tanh = new Architecture(List.of(Node.of("0", "tanh", "input")), Map.of());
        Parameters point = Parameters.of("input", Tensor.ones(DType.FLOAT64, Shape.of(2)));
        assertThat(read(GoldenWriter.text(tanh, point, DType.FLOAT64, provenance))
                        .provenance())
                .isEqualTo(provenance);
    }

    @Test
    void a_tensor_without_elements_cannot_be_written() {
        Architecture tanh = new Architecture(List.of(Node.of("0", "tanh", "input")), Map.of());
        Parameters point = Parameters.of("input", Tensor.ones(DType.FLOAT64, Shape.of(2, 0)));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> GoldenWriter.text(tanh, point, DType.FLOAT64, "by hand"))
                .withMessage("a tensor of shape (2,0) has no number to write");
    }

    @Test
    void a_file_is_written_into_a_folder_that_need_not_be_there() throws IOException {
        Architecture tanh = new Architecture(List.of(Node.of("0", "tanh", "input")), Map.of());
        Parameters point = Parameters.of("input", Tensor.ones(DType.FLOAT64, Shape.of(2)));
        Path file = GoldenWriter.write(folder.resolve("a/b"), "mine", tanh, point, DType.FLOAT64, "by hand");
        assertThat(file).isEqualTo(folder.resolve("a/b/mine.yaml"));
        assertThat(new GoldenReader(NETWORKS).readAll(folder))
                .flatExtracting(GoldenFile::cases)
                .extracting(GoldenCase::id)
                .containsExactly("a/b/mine");
    }

    private void assertReadAgain(NetworkSample sample) {
        GoldenCase golden =
                read(GoldenWriter.text(sample.architecture(), sample.point(), sample.dtype(), sample.toString()));
        assertThat(golden.network()).isEqualTo(new NetworkChoice.Inline(sample.architecture()));
        assertThat(golden.parameters()).isEqualTo(sample.point());
        assertThat(golden.parameters().names())
                .containsExactlyElementsOf(sample.point().names());
        assertThat(golden.dtype()).isEqualTo(sample.dtype());
        assertThat(golden.provenance()).isEqualTo(sample.toString());
    }

    private GoldenCase read(String text) {
        GoldenFile file = new GoldenText(text).in(folder);
        assertThat(file.problems()).as(text).isEmpty();
        return file.cases().get(0);
    }
}

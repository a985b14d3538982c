package dev.gradcheck.score;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.gradcheck.tensor.DType;
import dev.gradcheck.tensor.Shape;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PlantedFaultsTest {
    private static final String CORRECT = """
            {"id":"none-000","dtype":"float32","fault":null,"kind":"none","activation":"relu","loss":"mse","sizes":[1,1],\
            "parameters":{"0.weight":{"shape":[1,1],"values":[0.1]},"0.bias":{"shape":[1],"values":[-2]}},\
            "input":{"shape":[1,1],"values":[3]},"target":{"shape":[1,1],"values":[1]},"loss_value":1,\
            "claimed":{"0.weight":{"shape":[1,1],"values":[null]},"0.bias":{"shape":[1],"values":[-2e-3]}},"wrong":[]}""";
    private static final String WRONG = CORRECT.replace("\"fault\":null", "\"fault\":\"element_1e-1\"")
            .replace("float32", "float64")
            .replace("\"wrong\":[]", "\"wrong\":[\"0.bias\"],\"element\":0,\"largest_relative_change\":0.1");

    @TempDir
    private Path folder;

    @Test
    void a_record_is_read_with_its_numbers_in_its_dtype() throws IOException {
        PlantedRecord record = PlantedFaults.read(plain(CORRECT)).get(0);
        assertThat(record.id()).isEqualTo("none-000");
        assertThat(record.kind()).isEqualTo("none");
        assertThat(record.dtype()).isEqualTo(DType.FLOAT32);
        assertThat(record.activation()).isEqualTo("relu");
        assertThat(record.loss()).isEqualTo("mse");
        assertThat(record.parameters().names()).containsExactly("0.weight", "0.bias");
        assertThat(record.parameters().get("0.weight").item()).isEqualTo(0.1f);
        assertThat(record.parameters().get("0.weight").shape()).isEqualTo(Shape.of(1, 1));
        assertThat(record.input().item()).isEqualTo(3);
        assertThat(record.target().item()).isEqualTo(1);
        assertThat(record.claimed().get("0.bias").item()).isEqualTo(-2e-3f);
    }

    @Test
    void a_correct_record_has_no_fault_no_element_and_nothing_wrong() throws IOException {
        PlantedRecord record = PlantedFaults.read(plain(CORRECT)).get(0);
        assertThat(record.isCorrect()).isTrue();
        assertThat(record.wrong()).isEmpty();
        assertThat(record.element()).isEmpty();
        assertThat(record.change()).isEmpty();
    }

    @Test
    void a_wrong_record_says_where_and_by_how_much() throws IOException {
        PlantedRecord record = PlantedFaults.read(plain(WRONG)).get(0);
        assertThat(record.isCorrect()).isFalse();
        assertThat(record.fault()).contains("element_1e-1");
        assertThat(record.wrong()).containsExactly("0.bias");
        assertThat(record.element()).hasValue(0);
        assertThat(record.change()).hasValue(0.1);
    }

    @Test
    void a_null_stands_for_nan() throws IOException {
        assertThat(PlantedFaults.read(plain(CORRECT))
                        .get(0)
                        .claimed()
                        .get("0.weight")
                        .item())
                .isNaN();
    }

    @Test
    void a_file_is_read_in_order_gzipped_or_not() throws IOException {
        Path zipped = folder.resolve("records.jsonl.gz");
        try (OutputStream bytes = new GZIPOutputStream(Files.newOutputStream(zipped))) {
            bytes.write((CORRECT + "\n" + WRONG + "\n").getBytes(StandardCharsets.UTF_8));
        }
        List<PlantedRecord> records = PlantedFaults.read(zipped);
        assertThat(records).extracting(PlantedRecord::isCorrect).containsExactly(true, false);
        assertThat(PlantedFaults.read(plain(CORRECT, WRONG))).isEqualTo(records);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "not JSON at all | Unrecognized token",
                "{\"id\":\"x\"} | the field \"dtype\" is missing among [id]",
                "{\"id\":\"x\",\"dtype\":\"float16\"} | \"dtype\" is \"float16\", and must be float32 or float64",
                "{\"id\":\"x\",\"dtype\":\"int32\"} | \"dtype\" is \"int32\", and must be float32 or float64"
            })
    void a_bad_line_is_named_with_its_file_and_number(String line, String why) throws IOException {
        Path file = plain(CORRECT, line);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> PlantedFaults.read(file))
                .withMessageStartingWith(file + ":2 is no planted-fault record: ")
                .withMessageContaining(why);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '#',
            value = {
                "\"activation\":\"relu\" | \"activation\":\"gelu\" | must be one of [relu, leaky, tanh, sigmoid, softplus]",
                "\"loss\":\"mse\" | \"loss\":\"hinge\" | must be one of [mse, bce-with-logits, softmax-cross-entropy]",
                "\"target\":{\"shape\":[1,1] | \"target\":{\"shape\":[1] | the target of mse has the shape (1), the output (1,1)"
            })
    void a_record_that_describes_no_net_is_refused_at_its_line(String right, String wrong, String why)
            throws IOException {
        Path file = plain(CORRECT, CORRECT.replace(right, wrong));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> PlantedFaults.read(file))
                .withMessageStartingWith(file + ":2 is no planted-fault record: ")
                .withMessageContaining(why);
    }

    @Test
    void values_that_do_not_fill_their_shape_are_refused_at_their_line() throws IOException {
        Path file = plain(CORRECT.replace("\"input\":{\"shape\":[1,1]", "\"input\":{\"shape\":[1,2]"));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> PlantedFaults.read(file))
                .withMessage(file + ":1 is no planted-fault record: 1 values do not fill the shape (1,2) of 2");
    }

    @Test
    void a_missing_file_is_an_io_error() {
        assertThatExceptionOfType(NoSuchFileException.class)
                .isThrownBy(() -> PlantedFaults.read(folder.resolve("none.jsonl")));
    }

    @Test
    void the_set_of_this_project_has_2040_records_40_of_each_kind_and_dtype() throws IOException {
        List<PlantedRecord> all = PlantedFaults.read(Path.of("test-resources/planted-faults.jsonl.gz"));
        assertThat(all).hasSize(2040);
        assertThat(Scoreboard.sample(all, 41, 1)).hasSize(2040);
        assertThat(Scoreboard.sample(all, 40, 1)).hasSize(2040);
        assertThat(Scoreboard.sample(all, 39, 1)).hasSize(51 * 39);
    }

    private Path plain(String... lines) throws IOException {
        return Files.writeString(folder.resolve("records.jsonl"), String.join("\n", lines));
    }
}

package dev.gradcheck.golden;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gradcheck.golden.yaml.GoldenWriter;
import dev.gradcheck.graph.Architecture;
import dev.gradcheck.graph.MixedPrecision;
import dev.gradcheck.tensor.DType;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A case with values in 16 bits and parameters in float32. */
class MixedPrecisionFileTest {
    private static final GoldenText MIXED =
            GoldenText.INLINE.with("dtype: float64", "dtype: {values: bfloat16, parameters: float32, loss-scale: 256}");

    @TempDir
    private Path folder;

    @Test
    void parameters_have_the_dtype_of_the_case_and_the_network_says_how_it_computes() {
        GoldenCase golden = MIXED.caseIn(folder);
        assertThat(golden.dtype()).isEqualTo(DType.FLOAT32);
        assertThat(golden.coarsest()).isEqualTo(DType.BFLOAT16);
        assertThat(golden.parameters().tensors().values()).allMatch(tensor -> tensor.dtype() == DType.FLOAT32);
        assertThat(architecture(golden).mixed()).contains(new MixedPrecision(DType.BFLOAT16, 256));
    }

    @Test
    void in_a_list_of_dtypes_it_is_a_case_of_its_own() {
        assertThat(GoldenText.INLINE
                        .with("dtype: float64", "dtype: [float32, {values: bfloat16, parameters: float32}]")
                        .in(folder)
                        .cases())
                .extracting(GoldenCase::id)
                .containsExactly("case.float32", "case.bfloat16-float32");
    }

    @Test
    void what_is_written_reads_back() {
        GoldenCase golden = MIXED.caseIn(folder);
        String text = GoldenWriter.text(architecture(golden), golden.parameters(), golden.dtype(), "by hand");
        GoldenFile again = GoldenText.read(folder, text.getBytes(StandardCharsets.UTF_8));
        assertThat(architecture(again.cases().get(0)).mixed())
                .isEqualTo(architecture(golden).mixed());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "{values: float32, parameters: float32}; 9:17: unknown values 'float32'",
                "{values: float16, parameters: float64}; 9:38: unknown parameters 'float64'",
                "{values: float16}; 9:8: mixed precision lacks 'parameters'",
                "{values: float16, parameters: float32, loss-scale: 1000}; 9:59: the loss-scale is no power of 2",
            })
    void a_mistake_is_one_problem(String declared, String beginning) {
        assertThat(GoldenText.INLINE
                        .with("dtype: float64", "dtype: " + declared)
                        .problemsIn(folder))
                .singleElement()
                .asString()
                .startsWith("case.yaml:" + beginning);
    }

    @Test
    void a_network_that_has_a_name_computes_as_its_code_says() {
        assertThat(GoldenText.GOOD
                        .with("dtype: float32", "dtype: {values: bfloat16, parameters: float32}")
                        .problemsIn(folder))
                .singleElement()
                .asString()
                .startsWith("case.yaml:2:8: mixed precision is declared of a network that has a name.");
    }

    private static Architecture architecture(GoldenCase golden) {
        return ((NetworkChoice.Inline) golden.network()).architecture();
    }
}

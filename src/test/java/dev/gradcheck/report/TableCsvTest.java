package dev.gradcheck.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gradcheck.check.Findings;
import dev.gradcheck.tensor.Shape;
import dev.gradcheck.verdict.Finding;
import dev.gradcheck.verdict.Verdict;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class TableCsvTest {
    private static final Finding WRONG = Findings.of(
            "W", Verdict.DISAGREES, Findings.DIFFERENCES, Shape.of(2, 2), new double[] {2, 3, -4, 7}, 2, 2, -4, 7);

    @Test
    void the_csv_has_every_element_of_every_witness_with_all_digits() {
        double[] numbers = new double[777];
        Arrays.setAll(numbers, i -> i / 3.0);
        Finding large = Findings.of("W", Verdict.AGREES, Findings.DIFFERENCES, numbers, numbers);
        List<String> lines =
                TableCsv.of(GradientPageTest.page(large, WRONG)).lines().toList();
        assertThat(lines).hasSize(1 + 777 + 4);
        assertThat(lines.get(0))
                .isEqualTo("oracle,dtype,device,offset,index,verdict,analytic,expected,bound,rounding,left,right,step,"
                        + "evaluations");
        assertThat(lines.get(2))
                .isEqualTo("finite differences,float64,cpu,1,[1],agrees,0.3333333333333333,0.3333333333333333,1.0E-12,"
                        + "1.0E-15,0.3333333333333333,0.3333333333333333,0.0,0");
        assertThat(lines.get(779)).startsWith("finite differences,float64,cpu,1,[0][1],disagrees,3.0,2.0,");
    }
}

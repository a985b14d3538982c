package dev.gradcheck.report;

import dev.gradcheck.oracle.Slope;
import dev.gradcheck.verdict.ElementVerdict;
import dev.gradcheck.verdict.Finding;

/** Every element by every witness, as comma-separated values: all rows, all digits. */
final class TableCsv {
    private TableCsv() {}

    static String of(GradientPage page) {
        StringBuilder csv = new StringBuilder(
                "oracle,dtype,device,offset,index,verdict,analytic,expected,bound,rounding,left,right,step,evaluations\n");
        for (Finding finding : page.findings()) {
            for (ElementVerdict element : finding.elements()) {
                row(csv, finding, element);
            }
        }
        return csv.toString();
    }

    private static void row(StringBuilder csv, Finding finding, ElementVerdict e) {
        Slope slope = e.slope();
        String bound = slope.bound().isPresent() ? Double.toString(slope.bound().getAsDouble()) : "";
        csv.append(String.join(
                        ",",
                        finding.witness().oracle(),
                        finding.witness().dtype().toString(),
                        finding.witness().device(),
                        Integer.toString(e.element()),
                        Numbers.index(finding.shape().index(e.element())),
                        e.verdict().label(),
                        Double.toString(e.analytic()),
                        Double.toString(slope.value()),
                        bound,
                        Double.toString(e.rounding()),
                        Double.toString(slope.left()),
                        Double.toString(slope.right()),
                        Double.toString(slope.step()),
                        Integer.toString(slope.evaluations())))
                .append("\n");
    }
}

package dev.gradcheck.check;

import dev.gradcheck.accused.Accused;
import dev.gradcheck.accused.Call;
import dev.gradcheck.accused.Failure;
import dev.gradcheck.accused.Pass;
import dev.gradcheck.check.CheckReport.NotRun;
import dev.gradcheck.function.Parameters;
import dev.gradcheck.tensor.DType;
import dev.gradcheck.tensor.Shape;
import dev.gradcheck.tensor.Tensor;
import dev.gradcheck.verdict.Finding;
import dev.gradcheck.verdict.ForwardValues;
import dev.gradcheck.verdict.Structure;
import dev.gradcheck.verdict.Subject;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Everything that is wrong with the form of one pass: what failed, which tensors there are, their shapes, NaN.
 *
 * @param accused whose pass it is
 * @param pass of the accused
 * @param dtype of the pass
 */
record PassFindings(Accused accused, Pass pass, DType dtype) {
    List<Finding> all() {
        List<Finding> findings = new ArrayList<>();
        ofCall(Call.FORWARD)
                .forEach(f -> findings.add(Structure.failed(Subject.LOSS, dtype, valueShape(), f.sentence())));
        Optional<Tensor> pulled = pass.pulled().map(v -> v.primal());
        pulled.flatMap(p -> pass.alone().flatMap(a -> ForwardValues.form(Subject.LOSS, a, p)))
                .ifPresent(findings::add);
        pass.vjp().ifPresent(v -> findings.addAll(Structure.ofValue(Subject.LOSS, v.primal())));
        ofCall(Call.BACKWARD).forEach(f -> findings.addAll(backward(f)));
        pass.gradient().ifPresent(g -> findings.addAll(ofGradient(g)));
        return begun(findings);
    }

    /** With the operation that made what is not finite. */
    private List<Finding> begun(List<Finding> findings) {
        Traced traced = new Traced(accused, pass);
        return findings.stream()
                .map(finding -> finding.elements().isEmpty() ? finding : traced.explained(finding))
                .toList();
    }

    /** What only explains, and is not there. */
    List<NotRun> notRun() {
        return ofCall(Call.TRACE).stream()
                .map(f -> new NotRun(Call.TRACE.toString(), f.sentence()))
                .toList();
    }

    private List<Failure> ofCall(Call call) {
        return pass.failures().stream().filter(f -> f.call() == call).toList();
    }

    private Shape valueShape() {
        return pass.pulled().map(v -> v.primal().shape()).orElse(Shape.SCALAR);
    }

    private List<Finding> backward(Failure failure) {
        return failure
                .parameter()
                .map(List::of)
                .orElseGet(() -> List.copyOf(pass.point().names()))
                .stream()
                .map(name -> Structure.failed(Subject.gradient(name), dtype, shape(name), failure.sentence()))
                .toList();
    }

    private Shape shape(String name) {
        return pass.point().has(name) ? pass.point().get(name).shape() : Shape.SCALAR;
    }

    /** That a tensor which is null is missing was said already. */
    private List<Finding> ofGradient(Parameters gradient) {
        List<String> said = ofCall(Call.BACKWARD).stream()
                .flatMap(f -> f.parameter().stream())
                .toList();
        return Structure.ofGradient(pass.point(), gradient, dtype).stream()
                .filter(f -> !said.contains(f.gradient()))
                .toList();
    }
}

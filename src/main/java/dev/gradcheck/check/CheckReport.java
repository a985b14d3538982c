package dev.gradcheck.check;

import dev.gradcheck.function.Parameters;
import dev.gradcheck.oracle.StepCurve;
import dev.gradcheck.tensor.DType;
import dev.gradcheck.tensor.Tensor;
import dev.gradcheck.verdict.BlindSpots;
import dev.gradcheck.verdict.Finding;
import dev.gradcheck.verdict.Subject;
import dev.gradcheck.verdict.Verdict;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;

/**
 * Everything one check found, and everything it could not check.
 *
 * @param name of the check: a golden case's, or the function's
 * @param dtype in which the pass is declared
 * @param point the parameters as declared
 * @param findings what every witness says of every gradient, agreement included
 * @param notRun what was not checked, and why
 * @param declared the values of the pass as declared; empty if it threw
 * @param blind the mistakes that would not have been seen at this point
 * @param curves of the worst element of each gradient that does not agree: how differences depend on the step
 * @param classes whose backward pass was judged, by name
 */
public record CheckReport(
        String name,
        DType dtype,
        Parameters point,
        List<Finding> findings,
        List<NotRun> notRun,
        Optional<Declared> declared,
        BlindSpots blind,
        Map<String, StepCurve> curves,
        Set<String> classes) {
    /**
     * Copies the lists.
     *
     * @param name of the check
     * @param dtype in which the pass is declared
     * @param point the parameters
     * @param findings of every witness
     * @param notRun what was not checked
     * @param declared the values of the pass as declared
     * @param blind the mistakes that would not have been seen
     * @param curves of gradients that do not agree
     * @param classes whose backward pass was judged
     */
    public CheckReport {
        findings = List.copyOf(findings);
        notRun = List.copyOf(notRun);
        curves = Map.copyOf(curves);
        classes = Set.copyOf(classes);
    }

    /**
     * Without a word on what would not have been seen, without curves and classes.
     *
     * @param name of the check
     * @param dtype in which the pass is declared
     * @param point the parameters
     * @param findings of every witness
     * @param notRun what was not checked
     * @param declared the values of the pass as declared
     */
    public CheckReport(
            String name,
            DType dtype,
            Parameters point,
            List<Finding> findings,
            List<NotRun> notRun,
            Optional<Declared> declared) {
        this(name, dtype, point, findings, notRun, declared, BlindSpots.NONE, Map.of(), Set.of());
    }

    /**
     * Something that was not checked.
     *
     * @param witness the oracle, examination or device, such as "autograd on cuda"
     * @param subject the only gradient or value that is concerned; empty where the whole check is
     * @param reason why not
     */
    public record NotRun(String witness, Optional<Subject> subject, String reason) {
        /**
         * For the whole check.
         *
         * @param witness the oracle, examination or device
         * @param reason why not
         */
        public NotRun(String witness, String reason) {
            this(witness, Optional.empty(), reason);
        }

        /**
         * For one gradient or value.
         *
         * @param witness the oracle, examination or device
         * @param subject what is concerned
         * @param reason why not
         */
        public NotRun(String witness, Subject subject, String reason) {
            this(witness, Optional.of(subject), reason);
        }

        /** {@return what was not run, such as "contracts of dL/dw"} */
        public String what() {
            return witness + subject.map(s -> " of " + s.text()).orElse("");
        }

        /**
         * {@return whether this concerns a gradient or value: itself, or the whole check}
         *
         * @param other a gradient or value
         */
        public boolean concerns(Subject other) {
            return subject.isEmpty() || subject.get().equals(other);
        }
    }

    /**
     * The values of the pass in the arithmetic it was declared in.
     *
     * @param primal the function's value
     * @param trace named intermediate values
     * @param gradient what the backward pass returned; empty if it threw
     */
    public record Declared(Tensor primal, Parameters trace, Optional<Parameters> gradient) {}

    /** {@return the gravest verdict of all findings; those that are declared or settled count as agreement} */
    public Verdict verdict() {
        return findings.stream()
                .filter(f -> f.known().isEmpty() && f.settledBy().isEmpty())
                .map(Finding::verdict)
                .reduce(Verdict.AGREES, Verdict::or);
    }

    /** {@return whether nothing is wrong and nothing right: no gradient was compared, and the check has to count as not run} */
    public boolean comparedNothing() {
        return findings.isEmpty();
    }

    /** {@return the findings that fail the build} */
    public List<Finding> failures() {
        return findings.stream().filter(Finding::failsBuild).toList();
    }

    /**
     * {@return this report with more findings at its end}
     *
     * @param more further findings
     */
    public CheckReport plus(List<Finding> more) {
        List<Finding> all = new ArrayList<>(findings);
        all.addAll(more);
        return new CheckReport(name, dtype, point, all, notRun, declared, blind, curves, classes);
    }

    /**
     * {@return this report with other findings}
     *
     * @param instead of all
     */
    public CheckReport with(List<Finding> instead) {
        return new CheckReport(name, dtype, point, instead, notRun, declared, blind, curves, classes);
    }

    /**
     * {@return this report with more that was not checked}
     *
     * @param more with the reason of each
     */
    public CheckReport notRun(List<NotRun> more) {
        List<NotRun> all = new ArrayList<>(notRun);
        all.addAll(more);
        return new CheckReport(name, dtype, point, findings, all, declared, blind, curves, classes);
    }

    /**
     * {@return this report with every finding replaced}
     *
     * @param operation from a finding to what stands instead
     */
    public CheckReport map(UnaryOperator<Finding> operation) {
        return new CheckReport(
                name,
                dtype,
                point,
                findings.stream().map(operation).toList(),
                notRun,
                declared,
                blind,
                curves,
                classes);
    }

    /**
     * {@return this report with other blind spots: those that further points of the same check leave}
     *
     * @param left the mistakes that are seen at none of them
     */
    public CheckReport blind(BlindSpots left) {
        return new CheckReport(name, dtype, point, findings, notRun, declared, left, curves, classes);
    }

    /**
     * {@return this report of a function of these classes}
     *
     * @param judged names of classes
     */
    public CheckReport of(Set<String> judged) {
        return new CheckReport(name, dtype, point, findings, notRun, declared, blind, curves, judged);
    }

    /**
     * {@return this report under another name}
     *
     * @param other such as that of one of several points
     */
    public CheckReport named(String other) {
        return new CheckReport(other, dtype, point, findings, notRun, declared, blind, curves, classes);
    }

    /** {@return this report with a finding for every gradient that has a blind spot: nothing decides what nobody could see} */
    public CheckReport failingOnBlindSpots() {
        return plus(blind.findings());
    }
}

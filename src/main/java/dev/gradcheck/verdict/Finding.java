package dev.gradcheck.verdict;

import dev.gradcheck.tensor.Shape;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;

/**
 * What one witness says of one gradient: the unit of the report and of {@code summary.json}.
 *
 * @param subject the gradient of a parameter, or a forward value
 * @param verdict what follows
 * @param witness who says it
 * @param shape the shape of the gradient as it is
 * @param elements every element compared, row-major; empty where none could be
 * @param worst index into {@code elements} of the element that stands for all; empty where none could be compared
 * @param reason one sentence: what is so, or why nothing could be said
 * @param diagnosis the likely cause of a disagreement
 * @param settledBy where this witness could not decide: another that did
 * @param known why this is expected, where the golden case declares it
 * @param survey what directions of all elements together say, where not every element was compared
 */
public record Finding(
        Subject subject,
        Verdict verdict,
        Witness witness,
        Shape shape,
        List<ElementVerdict> elements,
        OptionalInt worst,
        String reason,
        Optional<Diagnosis> diagnosis,
        Optional<Witness> settledBy,
        Optional<String> known,
        Optional<Surveyed> survey) {

    /**
     * Copies the list.
     *
     * @param subject the gradient or value
     * @param verdict what follows
     * @param witness who says it
     * @param shape of the gradient
     * @param elements every element compared
     * @param worst index of the element that stands for all
     * @param reason one sentence
     * @param diagnosis the likely cause
     * @param settledBy another witness that decided
     * @param known why this is expected
     * @param survey what all elements together say
     */
    public Finding {
        elements = List.copyOf(elements);
    }

    /**
     * {@return a finding that is not about single elements}
     *
     * @param gradient the parameter's name
     * @param verdict what follows
     * @param witness who says it
     * @param shape of the gradient
     * @param reason one sentence
     */
    public static Finding of(String gradient, Verdict verdict, Witness witness, Shape shape, String reason) {
        return of(Subject.gradient(gradient), verdict, witness, shape, reason);
    }

    /**
     * {@return a finding that is not about single elements}
     *
     * @param subject the gradient or value
     * @param verdict what follows
     * @param witness who says it
     * @param shape of the tensor
     * @param reason one sentence
     */
    public static Finding of(Subject subject, Verdict verdict, Witness witness, Shape shape, String reason) {
        return of(subject, verdict, witness, shape, List.of(), OptionalInt.empty(), reason);
    }

    /**
     * {@return a finding with its evidence}
     *
     * @param gradient the parameter's name
     * @param verdict what follows
     * @param witness who says it
     * @param shape of the gradient
     * @param elements every element compared
     * @param worst index of the element that stands for all
     * @param reason one sentence
     */
    public static Finding of(
            String gradient,
            Verdict verdict,
            Witness witness,
            Shape shape,
            List<ElementVerdict> elements,
            OptionalInt worst,
            String reason) {
        return of(Subject.gradient(gradient), verdict, witness, shape, elements, worst, reason);
    }

    /**
     * {@return a finding with its evidence}
     *
     * @param subject the gradient or value
     * @param verdict what follows
     * @param witness who says it
     * @param shape of the tensor
     * @param elements every element compared
     * @param worst index of the element that stands for all
     * @param reason one sentence
     */
    public static Finding of(
            Subject subject,
            Verdict verdict,
            Witness witness,
            Shape shape,
            List<ElementVerdict> elements,
            OptionalInt worst,
            String reason) {
        return new Finding(
                subject,
                verdict,
                witness,
                shape,
                elements,
                worst,
                reason,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
    }

    /** {@return the name of the gradient or value, which does not tell the two apart} */
    public String gradient() {
        return subject.name();
    }

    /** {@return the element that stands for all, if elements were compared} */
    public Optional<ElementVerdict> worstElement() {
        return worst.isPresent() ? Optional.of(elements.get(worst.getAsInt())) : Optional.empty();
    }

    /** {@return how many elements have the verdict of the whole} */
    public int affected() {
        return (int) elements.stream().filter(e -> e.verdict() == verdict).count();
    }

    /** {@return whether this finding fails the build: neither declared nor settled by another witness} */
    public boolean failsBuild() {
        return verdict.failsBuild() && known.isEmpty() && settledBy.isEmpty();
    }

    /** {@return the smallest relative error that would have been seen in every element; empty if nothing was compared} */
    public OptionalDouble resolution() {
        if (survey.isPresent()) {
            return OptionalDouble.of(survey.get().resolution());
        }
        double scale =
                elements.stream().mapToDouble(e -> Math.abs(e.analytic())).max().orElse(0);
        return elements.stream().mapToDouble(e -> e.resolution(scale)).max();
    }

    /**
     * {@return this finding with its likely cause}
     *
     * @param cause the diagnosis
     */
    public Finding diagnosed(Diagnosis cause) {
        return new Finding(
                subject,
                verdict,
                witness,
                shape,
                elements,
                worst,
                reason,
                Optional.of(cause),
                settledBy,
                known,
                survey);
    }

    /**
     * {@return this finding with where it comes from}
     *
     * @param origin a clause that goes on from the reason
     */
    public Finding because(String origin) {
        return new Finding(
                subject,
                verdict,
                witness,
                shape,
                elements,
                worst,
                reason + "; " + origin,
                diagnosis,
                settledBy,
                known,
                survey);
    }

    /**
     * {@return this undecided finding, settled by another witness}
     *
     * @param other the witness that could decide
     */
    public Finding settled(Witness other) {
        return new Finding(
                subject,
                verdict,
                witness,
                shape,
                elements,
                worst,
                reason,
                diagnosis,
                Optional.of(other),
                known,
                survey);
    }

    /** {@return this finding about some elements, with what all of them together say} */
    Finding surveyed(Surveyed all) {
        Verdict whole = verdict.or(all.verdict());
        return new Finding(
                subject,
                whole,
                witness,
                shape,
                elements,
                whole == verdict ? worst : OptionalInt.empty(),
                (whole == verdict ? reason : Reasons.ofAll(whole)) + "; " + all.clause(elements.size()),
                diagnosis,
                settledBy,
                known,
                Optional.of(all));
    }

    /**
     * {@return this finding as one that the golden case declares}
     *
     * @param why the declared reason
     */
    public Finding declared(String why) {
        return new Finding(
                subject,
                verdict,
                witness,
                shape,
                elements,
                worst,
                reason,
                diagnosis,
                settledBy,
                Optional.of(why),
                survey);
    }
}

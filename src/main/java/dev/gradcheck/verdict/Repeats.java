package dev.gradcheck.verdict;

import dev.gradcheck.tensor.Tensor;
import java.util.Optional;

/**
 * A gradient that depends on which other calls there were: the same arguments give other bits. Each kind of call has its own likely cause.
 */
public enum Repeats {
    /** vjp(A), vjp(B), then the pullback of A. */
    INTERLEAVED(
            "the pullback of an earlier call uses what a later call stored: after a second forward pass at another point the first"
                    + " pullback gives another gradient",
            "state shared between calls",
            "the forward pass keeps what its backward pass needs in a field, where the next forward pass overwrites it",
            "let each call of vjp keep its own values in the pullback that it returns"),
    /** The same call in another place of the sequence. */
    EVERY_SO_OFTEN(
            "the same call gives other bits when it is made again, after others",
            "not re-entrant",
            "some calls are wrong and others right: the backward pass counts its calls, keeps state between them, or uses random numbers",
            "let the gradient depend on point and upstream gradient alone"),
    /** The pullback on another thread than the forward pass. */
    ON_ANOTHER_THREAD(
            "the pullback gives another gradient on another thread than that of its forward pass",
            "bound to a thread",
            "the forward pass keeps what its backward pass needs in a thread-local, which is empty or another one there",
            "let each call of vjp keep its own values in the pullback that it returns"),
    /** Two threads at once. */
    AT_ONCE(
            "two calls at once, on two threads, give another gradient than one after the other",
            "not safe for threads",
            "the function says that it may be called from several threads, and shares state between them",
            "share nothing that is written, or do not say so");

    private final String reason;
    private final Diagnosis diagnosis;

    Repeats(String reason, String fault, String sentence, String remedy) {
        this.reason = reason;
        this.diagnosis = new Diagnosis(fault, sentence, remedy, 1);
    }

    /**
     * {@return a finding unless all bits are equal}
     *
     * @param name the gradient's name
     * @param expected of a call without others around it
     * @param found of the same shape and dtype, otherwise the form is the finding
     */
    public Optional<Finding> finding(String name, Tensor expected, Tensor found) {
        if (expected.equals(found)) {
            return Optional.empty();
        }
        Contracts.Evidence evidence = new Contracts.Evidence(Subject.gradient(name), found, expected::at, i -> 0);
        return Optional.of(evidence.differingBits(reason, diagnosis));
    }
}

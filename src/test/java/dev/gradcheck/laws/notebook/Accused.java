package dev.gradcheck.laws.notebook;

/** Breaks no law. */
public sealed interface Accused {
    /** The one kind there is. */
    record Only() implements Accused {}
}

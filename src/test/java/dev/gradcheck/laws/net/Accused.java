package dev.gradcheck.laws.net;

/** Breaks no law. */
public sealed interface Accused {
    /** The one kind there is. */
    record Only() implements Accused {}
}

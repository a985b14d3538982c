package dev.gradcheck.laws.function;

import dev.gradcheck.laws.tensor.Opener;

/** Breaks the law: it prints. */
public final class Printer {
    /** Above. */
    public Opener above;

    void print() {
        System.out.println(above);
    }
}

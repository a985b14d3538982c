package dev.gradcheck.laws.tensor;

import dev.gradcheck.laws.function.Printer;

/** Breaks the laws: it can be inherited, and it imports from below, in a circle. */
public class Opener {
    /** Below. */
    public Printer below;
}

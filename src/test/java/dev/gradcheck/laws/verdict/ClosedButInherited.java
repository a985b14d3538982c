package dev.gradcheck.laws.verdict;

/** Breaks no law: its heirs are known. */
public abstract sealed class ClosedButInherited {
    /** The heir. */
    public static final class Heir extends ClosedButInherited {}

    /** With a body for a constant, so that the enum is not final. */
    public enum Constant {
        /** Has a body. */
        ONE {
            @Override
            int number() {
                return 1;
            }
        };

        abstract int number();
    }
}

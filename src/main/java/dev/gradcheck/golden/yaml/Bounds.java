package dev.gradcheck.golden.yaml;

/**
 * How large a golden file and what it describes may be. Far more than any case needs, and little enough that no file keeps a reader busy
 * for long or fills its memory: what a file may cost is bounded before it is paid.
 */
final class Bounds {
    /** Bytes of a golden file; a file of numbers beside it has a bound of its own. */
    static final int FILE = 16 << 20;

    /** Characters of a text: a provenance, a reason. */
    static final int TEXT = 20_000;

    /** Characters of a name, a word or a key. */
    static final int NAME = 200;

    /** Characters of a number: the longest exact decimal of a float64 has 767 digits, and zeros before them. */
    static final int NUMBER = 1_200;

    /** Lists and maps within each other. */
    static final int DEPTH = 32;

    /** Axes of a tensor. */
    static final int AXES = 12;

    /** Keys of a map, and so parameters and inputs. */
    static final int KEYS = 2_000;

    /** Layers of a network, known discrepancies, names in a list. */
    static final int ENTRIES = 1_000;

    /** Elements of a tensor, of a value of the forward pass, and of what a layer needs to compute it. */
    static final int ELEMENTS = 10_000_000;

    /** Messages that are shown of one file. */
    static final int MESSAGES = 50;

    private Bounds() {}
}

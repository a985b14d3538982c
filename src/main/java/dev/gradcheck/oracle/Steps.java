package dev.gradcheck.oracle;

/**
 * Steps in the values of a function that are as low as rounding: they are rounding inside it, and what is lost along one line is lost along all.
 */
final class Steps {
    private final double highest;
    private double seen;

    /**
     * None seen yet.
     *
     * @param highest that may be rounding, absolute
     */
    Steps(double highest) {
        this.highest = highest;
    }

    /** {@return how high a jump may be, and is one of rounding all the same} */
    double highest() {
        return highest;
    }

    /** {@return the highest step of rounding that was seen; 0 where there was none} */
    double seen() {
        return seen;
    }

    /** {@return the height itself; kept, if it may be one of rounding} */
    double taken(double height) {
        if (height <= highest) {
            seen = Math.max(seen, height);
        }
        return height;
    }
}

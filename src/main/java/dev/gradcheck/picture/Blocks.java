package dev.gradcheck.picture;

/**
 * An axis cut into blocks of the same size, the last one perhaps smaller.
 *
 * @param length of the axis, at least 1
 * @param size of a block
 */
record Blocks(int length, int size) {
    static Blocks of(int length, int most) {
        return new Blocks(length, (length + most - 1) / most);
    }

    int count() {
        return (length + size - 1) / size;
    }

    Range at(int block) {
        return new Range(block * size, Math.min(length, (block + 1) * size));
    }

    int of(int place) {
        return place / size;
    }

    /**
     * Places on an axis.
     *
     * @param from the first
     * @param to after the last
     */
    record Range(int from, int to) {
        String text(String kind) {
            return to - from == 1 ? kind + " " + from : kind + "s " + from + "–" + (to - 1);
        }
    }
}

package dev.gradcheck.net;

/**
 * Windows that slide along one axis: element k of window o is at o·stride + k·dilation − padding, outside the axis in the padding.
 *
 * @param kernel how many elements a window has
 * @param stride from one window to the next
 * @param padding elements before the first of the axis, and after the last
 * @param dilation from one element of a window to the next
 */
record Sliding(int kernel, int stride, int padding, int dilation) {
    /** Every element is a window of its own. */
    static final Sliding ALONE = new Sliding(1, 1, 0, 1);

    Sliding {
        require(kernel >= 1, "kernel", kernel, "at least 1");
        require(stride >= 1, "stride", stride, "at least 1");
        require(padding >= 0, "padding", padding, "not negative");
        require(dilation >= 1, "dilation", dilation, "at least 1");
    }

    /** How many windows there are on an axis; elements at its end that fill none are left over. */
    int count(int length) {
        int span = dilation * (kernel - 1) + 1;
        int room = length + 2 * padding - span;
        if (room < 0) {
            throw new IllegalArgumentException(
                    "a window of " + span + " does not fit into " + length + " elements with a padding of " + padding);
        }
        return room / stride + 1;
    }

    /** The other way round: the least number of elements that has so many windows; 0 or less where the padding alone is longer. */
    int length(int count) {
        return Math.toIntExact((count - 1L) * stride + dilation * (kernel - 1L) + 1 - 2L * padding);
    }

    int position(int window, int element) {
        return window * stride + element * dilation - padding;
    }

    Sliding withoutPadding() {
        return new Sliding(kernel, stride, 0, dilation);
    }

    Sliding withoutStride() {
        return new Sliding(kernel, 1, padding, dilation);
    }

    private static void require(boolean fits, String what, int value, String bound) {
        if (!fits) {
            throw new IllegalArgumentException("the " + what + " is " + value + " and must be " + bound);
        }
    }
}

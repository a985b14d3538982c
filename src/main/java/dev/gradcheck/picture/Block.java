package dev.gradcheck.picture;

import java.util.List;

/**
 * Elements that share a place in a picture.
 *
 * @param members at least one
 */
record Block(List<Cell> members) {
    /** The one that stands for all, so that nothing is hidden behind what is right. */
    Cell worst() {
        return members.stream()
                .reduce((one, other) -> other.isWorseThan(one) ? other : one)
                .orElseThrow();
    }

    long wrong() {
        return members.stream().filter(Cell::isWrong).count();
    }

    String hover() {
        return members.size() == 1
                ? worst().hover().get()
                : "worst of " + members.size() + " (" + wrong() + " wrong): "
                        + worst().hover().get();
    }
}

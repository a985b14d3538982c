package dev.gradcheck.check;

import dev.gradcheck.accused.Accused;

/** Something that every backward pass has to obey, whatever function it belongs to. */
interface Contract {
    /**
     * Examines the accused, which has a value and a gradient in float64.
     *
     * @param accused is asked again
     * @param rounding what rounding explains in its float64 gradient
     * @param examined what was seen so far; what is seen here goes there
     */
    void examine(Accused accused, Rounding rounding, Examined examined);
}

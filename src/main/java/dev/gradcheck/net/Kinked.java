package dev.gradcheck.net;

import java.util.List;

/** An activation with a kink at 0, between two slopes. */
interface Kinked extends Elementwise {
    /** {@return the derivative just below 0} */
    double leftSlope();

    /** {@return the derivative just above 0} */
    double rightSlope();

    /** The output is positive where the input is: a derivative taken at the output is no mistake here. */
    @Override
    default List<Mistake> mistakes() {
        return List.of(Elementwise.maskMissing(this));
    }
}

package dev.gradcheck.net;

/** An activation with a kink at 0, between two slopes. */
interface Kinked extends Elementwise {
    /** {@return the derivative just below 0} */
    double leftSlope();

    /** {@return the derivative just above 0} */
    double rightSlope();
}

package dev.gradcheck.net;

import dev.gradcheck.tensor.Tensor;
import java.util.List;

/** An activation with a kink at 0, between two slopes. */
public interface KinkedActivation extends Elementwise, Kinked {
    /** {@return the derivative just below 0} */
    double leftSlope();

    /** {@return the derivative just above 0} */
    double rightSlope();

    /** The output is positive where the input is: a derivative taken at the output is no mistake where its sign is all that counts. */
    @Override
    default List<Mistake> mistakes() {
        return List.of(Elementwise.maskMissing(this), Elementwise.maskShifted(this));
    }

    @Override
    default Chosen choose(double choice, List<Tensor> inputs, List<Tensor> magnitudes) {
        boolean[] onKink = Kinks.negligible(inputs.get(0), magnitudes.get(0));
        double slope = leftSlope() + choice * (rightSlope() - leftSlope());
        return new Chosen(new AtKinks(this, onKink, slope), Kinks.count(onKink));
    }
}

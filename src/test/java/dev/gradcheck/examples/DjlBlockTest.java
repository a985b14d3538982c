package dev.gradcheck.examples;

import static dev.gradcheck.testing.GradientAssertions.assertThatGradient;

import ai.djl.ndarray.NDList;
import dev.gradcheck.oracle.djl.DjlFunction;
import org.junit.jupiter.api.Test;

/** A function of DJL's arrays with a backward pass of its own. */
class DjlBlockTest {
    @Test
    void a_backward_pass_in_djls_arrays() {
        DjlFunction silu = DjlFunction.of(
                "silu",
                in -> new NDList(in.get(0).mul(in.get(0).neg().exp().add(1).pow(-1))),
                (in, v) -> {
                    var sigmoid = in.get(0).neg().exp().add(1).pow(-1);
                    var slope = sigmoid.mul(in.get(0).mul(sigmoid.neg().add(1)).add(1));
                    return new NDList(v.get(0).mul(slope));
                });
        assertThatGradient(silu).at("x", new float[] {0.5f, -2, 3}).isCorrect();
    }
}

package dev.gradcheck.wild;

import static dev.gradcheck.testing.GradientAssertions.assertThatGradient;

import dev.gradcheck.testing.Accepted;
import dev.gradcheck.testing.GradientAssert;
import dev.gradcheck.verdict.Acceptance;
import java.util.Optional;
import java.util.function.ToDoubleFunction;
import java.util.function.UnaryOperator;

/**
 * A gradient that a library claims, at one point.
 *
 * @param library its coordinate
 * @param function what is differentiated
 * @param value of the library
 * @param gradient of the library
 * @param x the point
 * @param fault what is known to be wrong with it
 */
record Published(
        String library,
        String function,
        ToDoubleFunction<double[]> value,
        UnaryOperator<double[]> gradient,
        double[] x,
        Optional<Fault> fault) {
    /**
     * A fault with its evidence.
     *
     * @param exact the formula of the value, in 60 digits
     * @param sentence what is wrong
     */
    record Fault(Exact.Formula exact, String sentence) {}

    GradientAssert claim() {
        return assertThatGradient(value, gradient).named(name()).at(x);
    }

    /** The library's value with the gradient that its formula has in 60 digits: where this agrees, the claim's fault is no opinion. */
    GradientAssert corrected() {
        return assertThatGradient(value, at -> Exact.gradient(fault.orElseThrow().exact(), at))
                .named(name())
                .at(x);
    }

    /** Of the elements at which claim and truth differ, with the ratio where it is one. */
    Acceptance known() {
        double[] claimed = gradient.apply(x.clone());
        double[] exact = Exact.gradient(fault.orElseThrow().exact(), x);
        double ratio = claimed[worst()] / exact[worst()];
        return Accepted.difference("x").withRatio(ratio).because(fault.orElseThrow().sentence());
    }

    String name() {
        return library.replaceFirst(".*?:", "") + ": " + function;
    }

    /** {@return the element at which claim and truth are farthest apart} */
    int worst() {
        double[] claimed = gradient.apply(x.clone());
        double[] exact = Exact.gradient(fault.orElseThrow().exact(), x);
        int worst = 0;
        for (int i = 1; i < x.length; i++) {
            worst = Math.abs(claimed[i] - exact[i]) > Math.abs(claimed[worst] - exact[worst]) ? i : worst;
        }
        return worst;
    }
}

package dev.gradcheck.wild;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.DoubleUnaryOperator;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;
import java.util.function.UnaryOperator;

/** The gradients of one library. */
final class Shelf {
    private final String library;
    private final List<Published> all = new ArrayList<>();

    Shelf(String library) {
        this.library = library;
    }

    List<Published> all() {
        return List.copyOf(all);
    }

    Shelf gradient(String function, ToDoubleFunction<double[]> f, UnaryOperator<double[]> g, double... x) {
        all.add(new Published(library, function + " at " + text(x), f, g, x, Optional.empty()));
        return this;
    }

    Shelf derivative(String function, DoubleUnaryOperator f, DoubleUnaryOperator df, double... points) {
        for (double point : points) {
            gradient(function, x -> f.applyAsDouble(x[0]), x -> new double[] {df.applyAsDouble(x[0])}, point);
        }
        return this;
    }

    /** Every component of a vector function by its row of the Jacobian. */
    Shelf jacobian(String function, UnaryOperator<double[]> r, Function<double[], double[][]> jacobian, double... x) {
        for (int i = 0; i < r.apply(x.clone()).length; i++) {
            int row = i;
            gradient(function + "[" + i + "]", at -> r.apply(at)[row], at -> jacobian.apply(at)[row], x);
        }
        return this;
    }

    /** The gradient just added is wrong, and known to be. */
    Shelf wrong(String sentence, Exact.Formula exact) {
        Published last = all.remove(all.size() - 1);
        all.add(new Published(
                last.library(),
                last.function(),
                last.value(),
                last.gradient(),
                last.x(),
                Optional.of(new Published.Fault(exact, sentence))));
        return this;
    }

    private static String text(double[] x) {
        StringBuilder text = new StringBuilder(x.length == 1 ? "" : "(");
        for (int i = 0; i < x.length; i++) {
            text.append(i == 0 ? "" : ", ").append(x[i]);
        }
        return text.append(x.length == 1 ? "" : ")").toString();
    }
}

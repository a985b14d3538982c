package dev.gradcheck.check;

import dev.gradcheck.accused.Accused;
import dev.gradcheck.accused.Differencing;
import dev.gradcheck.function.Parameters;
import dev.gradcheck.tensor.Tensor;
import dev.gradcheck.verdict.CloseGradients;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/**
 * One backward pass at points and cotangents so close that only rounding tells them apart: both are multiplied by about 1 + i·spacing, so that
 * zeros, ties and masks stay what they are.
 *
 * @param accused whose pass it is
 * @param point all float64
 * @param cotangent float64
 */
record CloseCalls(Accused accused, Parameters point, Tensor cotangent) {
    private static final double[] SPACINGS = {0x1p-44, 0x1.4p-41, 0x1.8p-38};
    private static final double[] FLOAT_SPACINGS = {0x1p-16, 0x1.4p-14, 0x1.8p-12};

    /** Of both by one factor, what is divided by upstream would not move. */
    private static final double UPSTREAM = 3;

    /** {@return the gradients there, asked for once, where they are needed} */
    CloseGradients gradients() {
        return new CloseGradients(once(() -> lines(SPACINGS)), once(() -> lines(FLOAT_SPACINGS)));
    }

    private List<List<Parameters>> lines(double... spacings) {
        List<List<Parameters>> lines = new ArrayList<>();
        for (double spacing : spacings) {
            lines.add(line(spacing));
        }
        return lines;
    }

    /** A call that fails leaves a gap, and its line says nothing. */
    private List<Parameters> line(double spacing) {
        List<Parameters> line = new ArrayList<>();
        for (int i = 0; i < Differencing.POINTS; i++) {
            double factor = 1 + i * spacing;
            double upstream = 1 + UPSTREAM * i * spacing;
            Parameters there = point.map(tensor -> tensor.times(factor));
            accused.gradient(there, value -> cotangent.times(upstream)).value().ifPresent(line::add);
        }
        return line;
    }

    private static <T> Supplier<T> once(Supplier<T> supplier) {
        List<T> kept = new ArrayList<>();
        return () -> {
            if (kept.isEmpty()) {
                kept.add(supplier.get());
            }
            return kept.get(0);
        };
    }
}
